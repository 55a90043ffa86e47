"""The urgent challenge: what is urgent, important, and shared by all."""
