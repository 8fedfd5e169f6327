"""Recordings made of real exchanges: performed or imported, redacted before they are written, and compared at once."""
