"""Who we are: the collective, its collèges, its organisations, the code of its room."""
