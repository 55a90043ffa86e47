"""The web edge: what stands between the network and the pages (headers, static files, refusals, start-up checks)."""
