"""One module per format. Each takes a received file apart and knows nothing of who speaks, unless the format says so."""
