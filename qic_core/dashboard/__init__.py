"""Where things stand, across the whole journey: what is due, what changed, what deserves a look."""
