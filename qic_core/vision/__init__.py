"""The shared vision: front pages and pictures from the room, statements, amendments, adoption."""
