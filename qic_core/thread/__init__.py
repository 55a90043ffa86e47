"""The red thread: from any adopted thing back to what the room said, and from any idea to what it became."""
