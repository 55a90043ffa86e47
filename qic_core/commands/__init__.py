"""The house from the command line: `python -m qic_core`."""
