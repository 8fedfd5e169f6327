"""A band of text across the bottom of a picture that says what it stands in for."""

import unicodedata

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from img_open_sandbox.pictures import Picture

HEADING = "STAND-IN (img-open sandbox)"
# The heading takes some 14 times the letters' size, so a 17th of the width holds it with the padding.
SIZE_OF_WIDTH, SIZE_OF_HEIGHT = 17, 8
SIZE_MIN, SIZE_MAX = 8, 128  # pixels; smaller letters cannot be read, and a huge picture needs no larger ones
LINE = 1.4  # of the letters' size
PADDING = 0.5  # of the letters' size, on every side
BAND = 0.6  # of the picture's height at most, so that the picture is still seen
LINES_MAX = 8  # heading, title and six of the prompt
DARKER = 4  # the band shows the picture at a quarter of its light: white text stands out on anything
LETTERS_MAX = 2000  # of a prompt; more than any band holds

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def stamp(picture: Picture, title: str, prompt: str) -> None:
    """Write the band into the picture: heading, title and as much of the prompt as fits.

    A picture in which no letter could be read stays as it is.
    """
    height, width = picture.shape[:2]
    size = max(SIZE_MIN, min(SIZE_MAX, width // SIZE_OF_WIDTH, height // SIZE_OF_HEIGHT))
    line, padding = round(LINE * size), round(PADDING * size)
    count = min(LINES_MAX, max(1, int(BAND * height - 2 * padding) // line))
    if height < size or width < size + 2 * padding:
        return
    font = ImageFont.load_default(size)
    room = width - 2 * padding
    lines = [text for part in (HEADING, title) for text in wrapped(part, font, room, 1)]
    lines = (lines + wrapped(prompt, font, room, max(0, count - len(lines))))[:count]
    band = picture[max(0, height - len(lines) * line - 2 * padding) :]
    image = Image.fromarray(band // DARKER)
    draw = ImageDraw.Draw(image)
    for number, text in enumerate(lines):
        draw.text((padding, padding + number * line), text, "white", font)
    band[:] = np.asarray(image)


def wrapped(text: str, font: _Font, room: int, count: int) -> list[str]:
    """The text in at most so many lines, each at most ``room`` pixels wide; what is cut ends in "..."."""
    rest = plain(text)
    lines: list[str] = []
    while rest and len(lines) < count:
        fits = _fitting(rest, font, room)
        if fits < len(rest) and len(lines) == count - 1:
            fits = max(0, _fitting(rest, font, room - font.getlength("...")))
            return [*lines, rest[:fits].rstrip() + "..."]
        if fits < len(rest) and " " in rest[1 : fits + 1]:
            fits = rest.rindex(" ", 1, fits + 1)
        fits = max(1, fits)  # a letter wider than the line is cut by the picture's edge
        lines.append(rest[:fits])
        rest = rest[fits:].lstrip()
    return lines


def _fitting(text: str, font: _Font, room: float) -> int:
    """How many of the text's first letters fit; found by halving, as measuring is what takes the time."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if font.getlength(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def plain(text: str) -> str:
    """The text's beginning in one line, without what only steers a terminal or a layout."""
    # Cut before it is read letter by letter: a prompt may have a hundred thousand.
    begin = " ".join(text[: 2 * LETTERS_MAX].split())[:LETTERS_MAX]
    kinds = ((letter, unicodedata.category(letter)) for letter in begin)
    shown = ("" if kind == "Cf" else " " if kind in {"Cc", "Cs"} else letter for letter, kind in kinds)
    # The font has Latin letters only: what would be a row of like boxes can at least be told apart.
    return " ".join("".join(shown).split()).encode("latin-1", "backslashreplace").decode("latin-1")
