"""Change pathways: from the vision back to today, by changes at three horizons and the links between them."""
