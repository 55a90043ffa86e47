"""A whole collective, or the whole house, in one file, and back, into either engine."""
