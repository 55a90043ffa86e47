"""The public page `/c/<slug>`: what the room's words have changed, for anyone who has the address."""
