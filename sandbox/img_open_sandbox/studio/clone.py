"""Clone one face onto the place of another."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from img_open_sandbox.faces import Box
from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio.ovals import Oval, mix, oval_of, part, within

RIM = 0.1  # of the face's side: the pixels around the oval that the clone takes its light from
# The clone works on a copy of the face whose longer side lies between these: below it wants more pixels than a tiny
# face has, above its memory (some 100 bytes a pixel) grows and a source of 512 pixels has no more to show.
WORK_MIN, WORK_MAX = 128, 768
CONTRAST = (0.6, 1.7)  # how far a source's contrast may change, so that a flat or noisy one stays what it is


class Face(NamedTuple):
    """A face cut out of a source, with a margin; the box is the face's place in these pixels."""

    pixels: Picture
    box: Box


class _Place(NamedTuple):
    left: float
    top: float
    width: float
    height: float


def sized(pixels: Picture, width: int, height: int) -> Picture:
    """A copy of this size, at least one pixel a side; it does not keep the picture it was cut from."""
    smaller = width < pixels.shape[1] or height < pixels.shape[0]
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, (max(1, width), max(1, height)), interpolation=how), np.uint8)


def put(picture: Picture, box: Box, source: Face) -> None:
    """Write the source onto the picture's face in this box; only pixels of the face's oval change."""
    oval = oval_of(box)
    region = oval.bounds(max(1, RIM * max(box.width, box.height)))
    place = within(region, picture)
    side = max(region.width, region.height)
    scale = min(max(side, WORK_MIN), WORK_MAX) / side
    # The region is padded by reflection where it leaves the picture: the clone takes no mask that touches its edge.
    left, top = round((place.left - region.left) * scale), round((place.top - region.top) * scale)
    inner = sized(part(picture, place), round(place.width * scale), round(place.height * scale))
    right = max(0, round(region.width * scale) - left - inner.shape[1])
    bottom = max(0, round(region.height * scale) - top - inner.shape[0])
    work = np.asarray(cv2.copyMakeBorder(inner, top, bottom, left, right, cv2.BORDER_REFLECT_101), np.uint8)

    x, y = region.left, region.top
    spot = _Place((box.left - x) * scale, (box.top - y) * scale, box.width * scale, box.height * scale)
    small = Oval((oval.x - x) * scale, (oval.y - y) * scale, oval.half_width * scale, oval.half_height * scale)
    cloned = _cloned(_fitted(source, spot, work.shape), work, small)
    seen = cloned[top : top + inner.shape[0], left : left + inner.shape[1]]
    mix(picture, sized(seen, place.width, place.height), place, oval)


def _fitted(source: Face, spot: _Place, shape: tuple[int, ...]) -> Picture:
    """A picture of this shape with the source's face at the spot; its edges are mirrored to fill the rest."""
    across, down = spot.width / source.box.width, spot.height / source.box.height
    rows, columns = source.pixels.shape[:2]
    # Scaled first, then only shifted: a warp that scales down would skip pixels.
    face = sized(source.pixels, round(columns * across), round(rows * down))
    x, y = spot.left - source.box.left * across, spot.top - source.box.top * down
    shift = np.array([[1, 0, x], [0, 1, y]], np.float32)
    moved = cv2.warpAffine(face, shift, (shape[1], shape[0]), borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(moved, np.uint8)


def _cloned(face: Picture, work: Picture, oval: Oval) -> Picture:
    mask = np.zeros(work.shape[:2], np.uint8)
    axes = round(oval.half_width), round(oval.half_height)
    cv2.ellipse(mask, (round(oval.x), round(oval.y)), axes, 0, 0, 360, 255, cv2.FILLED)
    left, top, width, height = cv2.boundingRect(mask)
    # The clone puts the centre of the mask's bounds there: at this point nothing moves.
    centre = left + width // 2, top + height // 2
    lit = _lit_as(face, work, mask > 0)
    return np.asarray(cv2.seamlessClone(lit, work, mask, centre, cv2.NORMAL_CLONE), np.uint8)


def _lit_as(face: Picture, work: Picture, inside: NDArray[np.bool_]) -> Picture:
    """The face with the mean and contrast of the target's, channel by channel.

    The clone only shifts colours: without this a tinted source keeps, say, its red eyes.
    """
    new, old = face[inside].astype(np.float32), work[inside].astype(np.float32)
    factor = np.clip(old.std(axis=0) / np.maximum(new.std(axis=0), 1), *CONTRAST)
    lit = (face - new.mean(axis=0)) * factor + old.mean(axis=0)
    return np.asarray(np.clip(np.rint(lit), 0, 255), np.uint8)
