"""The room: notebooks, cells, runs, contributions, moderation, tally. Knows no subject."""
