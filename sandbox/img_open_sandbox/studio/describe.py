"""What can be measured in a picture, put into words; no model sees what it shows."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from img_open_sandbox.faces import find_faces
from img_open_sandbox.pictures import Picture

SIDE = 512  # pixels; every measure but the faces is a share of the pixels, so a sample does
GREY_CHROMA = 20  # levels between a pixel's channels up to which it counts as grey, as JPEG colours greys a little
GREY_SHARE = 0.98  # of the pixels, for a picture without colour
WHITE, BLACK = 215, 50  # levels of a grey pixel
BRIGHT, DARK = 165, 85  # mean levels
EDGE_LOW, EDGE_HIGH = 100, 200
EDGES_MANY, EDGES_FEW = 0.08, 0.02  # share of the pixels
FLAT_COLOURS, FLAT_SHARE = 12, 0.9  # so many of 4096 colours cover so much of a flat picture
PAPER_SHARE = 0.7  # of a line drawing is its paper
INK_SHARE = 0.002  # and so much at least is ink, else the page is empty
# Upper ends on OpenCV's circle of 180 hues.
HUES = ((8, "red"), (22, "orange"), (34, "yellow"), (80, "green"), (97, "cyan"), (130, "blue"), (150, "purple"))
HUES_END = ((170, "pink"), (180, "red"))
BROWN = 160  # orange below this level is called brown
SQUARE = 0.02  # sides that differ by less than this share make a square
_NAMES = ("black", "grey", "white", "brown", *(name for _, name in HUES), "pink")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class _Look(NamedTuple):
    width: int
    height: int
    faces: int
    kind: str
    colour: str
    light: str
    edges: str
    shape: str


def caption(picture: Picture) -> str:
    """One sentence, as a captioning model would give; begins with "stand-in"."""
    look = _measured(picture)
    number = _NUMBERS[look.faces] if look.faces < len(_NUMBERS) else str(look.faces)
    noun = "face" if look.faces == 1 else "faces"
    size = f"{look.width} x {look.height} pixels"
    return (
        f"stand-in caption: a {look.shape} {look.kind} with {number} {noun}, mostly {look.colour}, {look.light}, "
        f"with {look.edges} sharp edges, {size}"
    )


def tags(picture: Picture) -> str:
    """Words with commas, written as deepdanbooru writes its tags; the first is "stand-in"."""
    look = _measured(picture)
    faces = "no_faces" if not look.faces else "1face" if look.faces == 1 else f"{look.faces}faces"
    found = (faces, look.kind, look.shape, f"{look.colour}_theme", look.light, f"{look.edges}_edges")
    return ", ".join(["stand-in", *(tag.replace(" ", "_") for tag in found)])


def styles(picture: Picture) -> list[str]:
    """The picture's kind, light and colour, each beginning with "stand-in"."""
    look = _measured(picture)
    return [f"stand-in: {style}" for style in (look.kind, look.light, f"mostly {look.colour}")]


def _measured(picture: Picture) -> _Look:
    height, width = picture.shape[:2]
    # Left-out pixels instead of averages, which would make new colours along every edge.
    step = -(-max(width, height) // SIDE)
    sample = np.ascontiguousarray(picture[::step, ::step])
    edges = float(np.mean(cv2.Canny(sample, EDGE_LOW, EDGE_HIGH) > 0))
    light = float(sample.mean())
    if abs(width - height) <= SQUARE * max(width, height):
        shape = "square"
    else:
        shape = "landscape-format" if width > height else "portrait-format"
    return _Look(
        width,
        height,
        len(find_faces(picture)),
        _kind(sample),
        _colour(sample),
        "bright" if light > BRIGHT else "dark" if light < DARK else "evenly lit",
        "many" if edges > EDGES_MANY else "few" if edges < EDGES_FEW else "some",
        shape,
    )


def _is_grey(sample: Picture) -> NDArray[np.bool_]:
    return np.asarray(sample.max(axis=2).astype(np.int16) - sample.min(axis=2) <= GREY_CHROMA)


def _kind(sample: Picture) -> str:
    coarse = (sample // 16).astype(np.int32) @ np.array([256, 16, 1], np.int32)
    counts = np.sort(np.bincount(coarse.ravel(), minlength=4096))[::-1] / coarse.size
    grey = float(_is_grey(sample).mean()) >= GREY_SHARE
    value = sample.max(axis=2)
    paper, ink = float((value > WHITE).mean()), float((value < (WHITE + BLACK) / 2).mean())
    if grey and paper >= PAPER_SHARE and ink >= INK_SHARE:
        return "line drawing"
    if counts[:FLAT_COLOURS].sum() >= FLAT_SHARE:
        return "black and white illustration" if grey else "flat illustration"
    return "black and white photograph" if grey else "photograph"


def _colour(sample: Picture) -> str:
    hue, _, value = np.moveaxis(cv2.cvtColor(sample, cv2.COLOR_RGB2HSV), 2, 0)
    ends = [end for end, _ in (*HUES, *HUES_END)]
    by_hue = np.array([_NAMES.index(name) for _, name in (*HUES, *HUES_END)])
    names = by_hue[np.minimum(np.searchsorted(ends, hue), len(ends) - 1)]
    names[(names == _NAMES.index("orange")) & (value < BROWN)] = _NAMES.index("brown")
    tone = np.where(value > WHITE, _NAMES.index("white"), _NAMES.index("grey"))
    grey = _is_grey(sample)
    names[grey] = tone[grey]
    names[value < BLACK] = _NAMES.index("black")
    return _NAMES[int(np.argmax(np.bincount(names.ravel())))]
