"""A whole collective in one file, and back, into either engine."""
