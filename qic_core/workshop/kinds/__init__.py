"""Activities that belong to no subject: one file a kind."""
