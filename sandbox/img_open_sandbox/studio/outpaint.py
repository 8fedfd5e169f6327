"""Continue a picture beyond its edges."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio.chance import generator

# (side of the scaled copy, blur, where it sets in, where it is alone); the last three as shares of the picture's
# shorter side. Copies instead of the picture itself: a wide blur looks the same and takes a hundredth of the time.
LAYERS = ((1024, 0.01, 0.0, 0.08), (512, 0.03, 0.08, 0.25), (256, 0.08, 0.25, 0.6))
NOISE = 6.0  # levels of 255, standard deviation; seen as grain, not as a pattern
NOISE_FULL = 0.05  # of the shorter side: the distance at which the noise is whole, so that the edge shows no step
TILE = 512  # pixels; the numbers beside a tile of this side take some 20 MB


def size_after(width: int, height: int, vertical: float, horizontal: float) -> tuple[int, int]:
    """Width and height of the outpainted picture. Raises ValueError for a ratio below 1 or none."""
    if not (1 <= vertical < math.inf and 1 <= horizontal < math.inf):
        raise ValueError(f"expected ratios from 1 on, got {vertical:g} vertically and {horizontal:g} horizontally")
    return round(width * horizontal), round(height * vertical)


def outpaint(picture: Picture, vertical: float, horizontal: float, seed: int) -> Picture:
    """The picture unchanged in the middle of a larger one that mirrors it, ever more blurred, with some noise."""
    height, width = picture.shape[:2]
    across, down = size_after(width, height, vertical, horizontal)
    left, top = (across - width) // 2, (down - height) // 2
    canvas = np.empty((down, across, 3), np.uint8)
    blurs = [_blurred(picture, side, sigma) for side, sigma, _, _ in LAYERS]
    for y in range(0, down, TILE):
        rows = np.arange(y, min(y + TILE, down)) - top
        for x in range(0, across, TILE):
            columns = np.arange(x, min(x + TILE, across)) - left
            tile = canvas[y : y + TILE, x : x + TILE]
            ys, xs = _mirrored(rows, height), _mirrored(columns, width)
            distance = _outside(rows, height)[:, None], _outside(columns, width)[None, :]
            if distance[0].any() or distance[1].any():
                far = np.hypot(*distance) / min(width, height)
                tile[:] = _noisy(_faded(picture, blurs, ys, xs, far), far, generator("outpaint", seed, y, x))
    canvas[top : top + height, left : left + width] = picture
    return canvas


def _blurred(picture: Picture, side: int, sigma: float) -> Picture:
    height, width = picture.shape[:2]
    scale = min(1, side / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    # The border is mirrored as the canvas is, so that the blur goes on across the picture's edge without a seam.
    blurred = cv2.GaussianBlur(small, (0, 0), max(sigma * min(size), 0.3), borderType=cv2.BORDER_REFLECT)
    return np.asarray(blurred, np.uint8)


def _mirrored(places: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """The pixel that is seen at a place, when pictures of this length lie mirrored side by side."""
    turn = places % (2 * length)
    return np.where(turn < length, turn, 2 * length - 1 - turn)


def _outside(places: NDArray[np.int64], length: int) -> NDArray[np.float32]:
    """How many pixels a place lies beyond the picture, 0 within."""
    return np.maximum(np.maximum(-places, places - (length - 1)), 0).astype(np.float32)


def _faded(
    picture: Picture,
    blurs: list[Picture],
    ys: NDArray[np.int64],
    xs: NDArray[np.int64],
    far: NDArray[np.float32],
) -> Picture:
    tile = picture[np.ix_(ys, xs)]
    for blurred, (_, _, start, whole) in zip(blurs, LAYERS, strict=True):
        share = np.clip((far - start) / (whole - start), 0, 1).astype(np.float32)
        if share.any():
            at_y = ((ys + 0.5) * (blurred.shape[0] / picture.shape[0]) - 0.5).astype(np.float32)
            at_x = ((xs + 0.5) * (blurred.shape[1] / picture.shape[1]) - 0.5).astype(np.float32)
            map_x, map_y = np.meshgrid(at_x, at_y)
            seen = cv2.remap(blurred, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            tile = np.asarray(cv2.blendLinear(tile, seen, 1 - share, share), np.uint8)
    return tile


def _noisy(tile: Picture, far: NDArray[np.float32], chance: np.random.Generator) -> Picture:
    strength = NOISE * np.clip(far / NOISE_FULL, 0, 1)
    noise = chance.standard_normal(far.shape, np.float32) * strength
    return np.asarray(np.clip(np.rint(tile + noise[:, :, None]), 0, 255), np.uint8)
