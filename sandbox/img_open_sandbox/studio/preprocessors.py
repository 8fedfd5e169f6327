"""ControlNet preprocessors that need no model, named as stable-diffusion-webui's ControlNet extension names them.

The page shows one name, "canny". The numbers are the extension's defaults. Those that run a network (depth, openpose,
HED, segmentation and others) are left out rather than faked.
"""

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio.chance import generator

PREVIEW_SIDE = 2048  # pixels; a preview needs no more, and fractions of one such picture take 50 MB
CANNY_LOW, CANNY_HIGH = 100, 200
THRESHOLD = 127
BLUR_SIGMA = 9.0
XDOG_FINE, XDOG_COARSE, XDOG_THRESHOLD = 0.5, 5.0, 32
LINEART_SIGMA, LINEART_FLOOR, LINEART_MIDDLE = 6.0, 16, 127
LINEART_NOTHING = 8  # differences up to this are paper, not line
SHUFFLE_CELL = 256  # pixels between two random places
COLOR_CELL = 64  # pixels a side of the grid's squares


def _scaled(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    scale = PREVIEW_SIDE / max(width, height)
    if scale >= 1:
        return picture
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _grey(plane: NDArray[np.generic]) -> Picture:
    return np.repeat(plane.astype(np.uint8)[:, :, None], 3, axis=2)


def _canny(picture: Picture) -> Picture:
    return _grey(cv2.Canny(picture, CANNY_LOW, CANNY_HIGH))


def _darker_than_around(picture: Picture, around: float, here: float | None = None) -> NDArray[np.float32]:
    """How much darker a pixel is than its blurred surroundings, by the channel where that is least."""
    exact = picture.astype(np.float32)
    own = exact if here is None else cv2.GaussianBlur(exact, (0, 0), here)
    return np.asarray(np.min(cv2.GaussianBlur(exact, (0, 0), around) - own, axis=2), np.float32)


def _scribble_xdog(picture: Picture) -> Picture:
    # The extension compares with twice the whole-numbered difference.
    difference = _darker_than_around(picture, XDOG_COARSE, XDOG_FINE)
    return _grey((2 * np.ceil(difference) > XDOG_THRESHOLD) * 255)


def _lineart_standard(picture: Picture) -> Picture:
    ink = np.maximum(_darker_than_around(picture, LINEART_SIGMA), 0)
    lines = ink[ink > LINEART_NOTHING]
    usual = max(LINEART_FLOOR, float(np.median(lines)) if lines.size else 0)
    return _grey(np.minimum(ink / usual * LINEART_MIDDLE, 255))


def _threshold(picture: Picture) -> Picture:
    return _grey((picture.min(axis=2) > THRESHOLD) * 255)


def _invert(picture: Picture) -> Picture:
    return 255 - picture


def _tile_resample(picture: Picture) -> Picture:
    # By default the extension samples down by 1, so its result is the picture.
    return picture.copy()


def _blur_gaussian(picture: Picture) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), BLUR_SIGMA), np.uint8)


def _recolor_luminance(picture: Picture) -> Picture:
    return _grey(cv2.cvtColor(picture, cv2.COLOR_RGB2LAB)[:, :, 0])


def _recolor_intensity(picture: Picture) -> Picture:
    return _grey(picture.max(axis=2))  # V of HSV


def _shuffle(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    chance = generator("shuffle")  # the page has no seed
    x, y = (_places(chance, height, width) for _ in range(2))
    return np.asarray(cv2.remap(picture, x * (width - 1), y * (height - 1), cv2.INTER_LINEAR), np.uint8)


def _places(chance: np.random.Generator, height: int, width: int) -> NDArray[np.float32]:
    """A smooth random field from 0 to 1."""
    cell = SHUFFLE_CELL
    grid = chance.random((height // cell + 2, width // cell + 2), np.float32)
    size = width + 2 * cell, height + 2 * cell
    field = cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC)[cell : cell + height, cell : cell + width]
    low, high = float(np.min(field)), float(np.max(field))
    return np.asarray((field - low) / ((high - low) or 1), np.float32)


def _t2ia_color_grid(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    squares = max(1, width // COLOR_CELL), max(1, height // COLOR_CELL)
    colors = cv2.resize(picture, squares, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.resize(colors, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _on_a_copy(function: Callable[[Picture], Picture]) -> Callable[[Picture], Picture]:
    return lambda picture: function(_scaled(picture))


# Each gives an RGB picture of the input's shape, made smaller where its longer side is over 2048 pixels.
PREPROCESSORS: Mapping[str, Callable[[Picture], Picture]] = {
    "blur_gaussian": _on_a_copy(_blur_gaussian),
    "canny": _on_a_copy(_canny),
    "invert": _on_a_copy(_invert),
    "lineart_standard": _on_a_copy(_lineart_standard),
    "recolor_intensity": _on_a_copy(_recolor_intensity),
    "recolor_luminance": _on_a_copy(_recolor_luminance),
    "scribble_xdog": _on_a_copy(_scribble_xdog),
    "shuffle": _on_a_copy(_shuffle),
    "t2ia_color_grid": _on_a_copy(_t2ia_color_grid),
    "threshold": _on_a_copy(_threshold),
    "tile_resample": _on_a_copy(_tile_resample),
}
