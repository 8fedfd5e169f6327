"""Hand-written modules that travel in the client as they are."""
