"""The drill itself: a sample of it, going on after a stop, the same by the same seed, and holes that it finds."""
