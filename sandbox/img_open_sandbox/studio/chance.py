"""Random numbers that depend on nothing but what is named."""

import hashlib

import numpy as np


def generator(*parts: str | int) -> np.random.Generator:
    """A generator seeded from texts and whole numbers; every part and their order count."""
    # ascii() keeps apart what would look alike once joined, and escapes lone surrogates, which have no UTF-8.
    digest = hashlib.sha256(ascii(parts).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest))
