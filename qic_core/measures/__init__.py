"""Measures of what a room says: pure functions from counts and texts to values."""
