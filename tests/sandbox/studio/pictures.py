"""Pictures for the studio's tests, as arrays."""

import numpy as np
from PIL import Image

from img_open_sandbox.pictures import Picture
from tests.sandbox.helpers import group, portrait

TINT = np.array([0.6, 1.05, 1.0])  # of red, green and blue: far from any skin


def face(size: int = 512) -> Picture:
    """The portrait."""
    return np.asarray(portrait(size))


def other_face(size: int = 512) -> Picture:
    """The portrait mirrored and tinted, which stands for another person."""
    return tinted(portrait(size, mirrored=True))


def faces(count: int, size: int = 256) -> Picture:
    """So many portraits side by side."""
    return np.asarray(group(count, size))


def tinted(image: Image.Image) -> Picture:
    return np.asarray(np.clip(np.asarray(image) * TINT, 0, 255), np.uint8)


def noise(width: int, height: int) -> Picture:
    """A picture without two pixels alike."""
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
