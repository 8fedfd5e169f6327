"""The oval of a face, and pixels that replace those inside it."""

from typing import NamedTuple

import numpy as np

from img_open_sandbox.faces import Box
from img_open_sandbox.pictures import Picture

# Tried by eye on the cascade's boxes: they hold some hair at the top and background at the sides, which a swap must
# not carry over.
CENTRE_DOWN = 0.54  # of the box's height
HALF_WIDTH, HALF_HEIGHT = 0.37, 0.45  # of the box's width and height
SOFT = 0.35  # the outer share of the oval's radius in which old and new mix; a fifth showed smudges beside the eyes
_STRIP_PIXELS = 500_000  # fractions take 12 bytes a pixel, so a few strips' worth is some 20 MB


class Oval(NamedTuple):
    """An upright ellipse, in pixels of the picture."""

    x: float
    y: float
    half_width: float
    half_height: float

    def bounds(self, margin: float) -> Box:
        """The smallest rectangle around it, wider by ``margin`` pixels; it may reach beyond the picture."""
        left, top = round(self.x - self.half_width - margin), round(self.y - self.half_height - margin)
        right, bottom = round(self.x + self.half_width + margin), round(self.y + self.half_height + margin)
        return Box(left, top, max(1, right - left), max(1, bottom - top))


def oval_of(face: Box) -> Oval:
    """The part of a found face that is skin, eyes, nose and mouth."""
    return Oval(
        face.left + face.width / 2,
        face.top + CENTRE_DOWN * face.height,
        HALF_WIDTH * face.width,
        HALF_HEIGHT * face.height,
    )


def within(box: Box, picture: Picture) -> Box:
    """The part of a rectangle that lies in the picture."""
    height, width = picture.shape[:2]
    left, top = max(0, box.left), max(0, box.top)
    right, bottom = min(width, box.left + box.width), min(height, box.top + box.height)
    return Box(left, top, right - left, bottom - top)


def part(picture: Picture, box: Box) -> Picture:
    """A view of a rectangle that lies in the picture."""
    return picture[box.top : box.top + box.height, box.left : box.left + box.width]


def mix(picture: Picture, new: Picture, place: Box, oval: Oval) -> None:
    """Write ``new``, of the size of ``place``, into the picture: inside the oval, softly; no other pixel changes."""
    old = part(picture, place)
    across = (np.arange(place.width, dtype=np.float32) + (place.left + 0.5 - oval.x)) / oval.half_width
    down = (np.arange(place.height, dtype=np.float32) + (place.top + 0.5 - oval.y)) / oval.half_height
    rows = max(1, _STRIP_PIXELS // place.width)
    for top in range(0, place.height, rows):
        strip = slice(top, top + rows)
        radius = np.hypot(across[None, :], down[strip, None])
        share = np.clip((1 - radius) / SOFT, 0, 1)[:, :, None]
        difference = new[strip].astype(np.float32) - old[strip]
        old[strip] = np.rint(old[strip] + difference * share)
