"""The roadmap: challenge, vision, path, first actions, next loop, on one page."""
