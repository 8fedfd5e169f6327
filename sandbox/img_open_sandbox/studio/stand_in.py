"""Pictures in place of those that a model would draw; each says so."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from img_open_sandbox.faces import Box, find_faces
from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio.chance import generator
from img_open_sandbox.studio.label import stamp
from img_open_sandbox.studio.ovals import part, within

SIDE_MAX = 8192  # pixels
GRID = 24  # colours a side of what the background is stretched from: smooth at any size, and nothing to compute
CLOUDS, CLOUDINESS = 5, 0.35  # random values a side that bend the gradient, and by how much of its length
SATURATION, VALUE = (90, 150), (170, 235)  # of 255: calm, and never near black or white
HUES = 180  # OpenCV's full circle
GRAIN = 5  # levels of 255, so that broad areas show no bands
_STRIP_PIXELS = 500_000  # fractions take 12 bytes a pixel, so a few strips' worth is some 20 MB

PORTRAIT_MARGIN = 0.7  # of the face's side, so that hair and shoulders are seen
STYLE_SIDE = 1024  # pixels; flat colours lose nothing when a copy is stretched
STYLE_LEVELS = 7  # a colour's steps
STYLE_TINT = 0.25  # share of the seed's colours
_FLAT_DIAMETER, _FLAT_COLOUR, _FLAT_SPACE, _FLAT_TIMES = 9, 60, 7, 2


def draw(
    prompt: str,
    width: int,
    height: int,
    seed: int,
    *,
    title: str,
    base: Picture | None = None,
    strength: float = 1.0,
    mask: Picture | None = None,
) -> Picture:
    """A picture of exactly this size (1 to 8192 pixels a side), with a band that names title, seed and prompt.

    It shows a coloured background. With a base it shows that, resized, and the background with ``strength`` (0 to 1)
    where the mask is light, or everywhere without one. Raises ValueError for another size.
    """
    _require(width, height)
    result = np.empty((height, width, 3), np.uint8) if base is None else stretched(base, width, height)
    share = None if mask is None else stretched(cv2.cvtColor(mask, cv2.COLOR_RGB2GRAY), width, height)
    for strip, background in _background(width, height, generator(prompt, seed, title)):
        if base is None:
            result[strip] = background
        else:
            weight = strength if share is None else share[strip, :, None] * np.float32(strength / 255)
            old = result[strip]
            result[strip] = np.rint(old + (background - old) * weight)
    stamp(result, f"{title}, seed {seed}", prompt)
    return result


def stylize(portrait: Picture, prompt: str, width: int, height: int, seed: int, *, title: str) -> Picture:
    """The portrait's largest face, or all of it without one, fills a picture of this size, in flat colours.

    Marked as ``draw`` does. Raises ValueError for a side outside 1 to 8192 pixels.
    """
    _require(width, height)
    scale = min(1, STYLE_SIDE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    shown = stretched(_filling(_around_face(portrait), *size), *size)
    for _ in range(_FLAT_TIMES):
        shown = np.asarray(cv2.bilateralFilter(shown, _FLAT_DIAMETER, _FLAT_COLOUR, _FLAT_SPACE), np.uint8)
    step = 255 / (STYLE_LEVELS - 1)
    flat = (np.rint(np.rint(np.arange(256) / step) * step)).astype(np.uint8)[shown]
    for strip, tint in _background(*size, generator(prompt, seed, title)):
        flat[strip] = np.rint(flat[strip] * (1 - STYLE_TINT) + tint * STYLE_TINT)
    result = stretched(flat, width, height)
    stamp(result, f"{title}, seed {seed}", prompt)
    return result


def _require(width: int, height: int) -> None:
    if not (1 <= width <= SIDE_MAX and 1 <= height <= SIDE_MAX):
        raise ValueError(f"expected sides from 1 to {SIDE_MAX} pixels, got {width} x {height}")


def stretched(picture: NDArray[np.generic], width: int, height: int) -> Picture:
    """A copy of exactly this size."""
    smaller = width < picture.shape[1] or height < picture.shape[0]
    how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    # cv2 gives a new array for the same size too; a second copy would be 200 MB at the largest.
    return np.asarray(cv2.resize(np.asarray(picture, np.uint8), (width, height), interpolation=how), np.uint8)


def _background(width: int, height: int, chance: np.random.Generator) -> Iterator[tuple[slice, NDArray[np.float32]]]:
    """Strips of rows in whole numbers from 0 to 255, so that a large picture is never there as fractions."""
    grid = _colours(chance)
    rows = max(1, _STRIP_PIXELS // width)
    for top in range(0, height, rows):
        strip = slice(top, min(top + rows, height))
        down = np.clip((np.arange(strip.start, strip.stop) + 0.5) * GRID / height - 0.5, 0, GRID - 1)
        above = np.minimum(down.astype(np.intp), GRID - 2)
        share = (down - above).astype(np.float32)[:, None, None]
        lines = grid[above] * (1 - share) + grid[above + 1] * share
        colours = cv2.resize(lines, (width, strip.stop - strip.start), interpolation=cv2.INTER_LINEAR)
        grain = chance.integers(-GRAIN, GRAIN, (*colours.shape[:2], 1), np.int8, endpoint=True)
        yield strip, np.asarray(np.rint(np.clip(colours + grain, 0, 255)), np.float32)


def _colours(chance: np.random.Generator) -> NDArray[np.float32]:
    """A square of colours: a gradient between two that lie close on the colour circle, bent by clouds."""
    hue, angle = chance.uniform(0, HUES), chance.uniform(0, 2 * np.pi)
    ends = [(hue + turn, chance.uniform(*SATURATION), chance.uniform(*VALUE)) for turn in (0, chance.uniform(15, 45))]
    hsv = np.array([[(first % HUES, *others) for first, *others in ends]], np.uint8)
    low, high = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0].astype(np.float32)
    across = np.linspace(-0.5, 0.5, GRID, dtype=np.float32)
    clouds = cv2.resize(
        chance.uniform(-1, 1, (CLOUDS, CLOUDS)).astype(np.float32), (GRID, GRID), interpolation=cv2.INTER_CUBIC
    )
    along = 0.5 + across[None, :] * np.cos(angle) + across[:, None] * np.sin(angle) + CLOUDINESS * clouds
    return np.asarray(low + (high - low) * np.clip(along, 0, 1)[:, :, None], np.float32)


def _around_face(portrait: Picture) -> Picture:
    found = find_faces(portrait)
    if not found:
        return portrait
    box = max(found, key=lambda box: box.width * box.height)
    margin = round(PORTRAIT_MARGIN * box.width)
    around = Box(box.left - margin, box.top - margin, box.width + 2 * margin, box.height + 2 * margin)
    return part(portrait, within(around, portrait))


def _filling(picture: Picture, width: int, height: int) -> Picture:
    """The middle of the picture that has the proportions of a size."""
    rows, columns = picture.shape[:2]
    across = max(1, min(columns, round(rows * width / height)))
    down = max(1, min(rows, round(columns * height / width)))
    top, left = (rows - down) // 2, (columns - across) // 2
    return picture[top : top + down, left : left + across]
