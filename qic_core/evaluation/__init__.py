"""Evaluation: indicators and their measures, loops that end in decisions, what was learnt, what came of it."""
