"""Captions, tags and styles say what is measured, and that they are stand-ins."""

import cv2
import numpy as np
import pytest

from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio.describe import caption, styles, tags
from tests.sandbox.studio.pictures import face, faces, noise


def plain(colour: tuple[int, int, int], width: int = 60, height: int = 40) -> Picture:
    return np.full((height, width, 3), colour, np.uint8)


def grey(picture: Picture) -> Picture:
    return np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[:, :, None], 3, axis=2).astype(np.uint8)


def line_drawing() -> Picture:
    return np.asarray(cv2.circle(plain((255, 255, 255), 300, 300), (150, 150), 100, (0, 0, 0), 2), np.uint8)


def illustration() -> Picture:
    picture = plain((250, 200, 40), 300, 300)
    cv2.circle(picture, (150, 150), 80, (30, 60, 200), cv2.FILLED)
    return picture


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (face(), "photograph"),
        (grey(face()), "black and white photograph"),
        (illustration(), "flat illustration"),
        (line_drawing(), "line drawing"),
        (plain((120, 120, 120)), "black and white illustration"),
    ],
    ids=["photograph", "grey photograph", "illustration", "lines", "plain"],
)
def test_kinds(picture: Picture, kind: str) -> None:
    assert styles(picture)[0] == f"stand-in: {kind}"
    assert kind in caption(picture)
    assert f" {kind.replace(' ', '_')}," in tags(picture)


@pytest.mark.parametrize(
    ("count", "text", "tag"), [(0, "no faces", "no_faces"), (1, "one face,", "1face"), (3, "three faces", "3faces")]
)
def test_faces_are_counted(count: int, text: str, tag: str) -> None:
    picture = faces(count) if count else illustration()

    assert text in caption(picture)
    assert tag in tags(picture).split(", ")


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((230, 20, 20), "red"),
        ((240, 140, 20), "orange"),
        ((120, 70, 20), "brown"),
        ((240, 230, 30), "yellow"),
        ((20, 160, 40), "green"),
        ((20, 200, 210), "cyan"),
        ((20, 40, 220), "blue"),
        ((110, 20, 210), "purple"),
        ((240, 80, 180), "pink"),
        ((255, 255, 255), "white"),
        ((128, 128, 128), "grey"),
        ((10, 10, 10), "black"),
    ],
)
def test_colours_have_their_names(colour: tuple[int, int, int], name: str) -> None:
    assert f"mostly {name}," in caption(plain(colour))
    assert f"{name}_theme" in tags(plain(colour)).split(", ")
    assert styles(plain(colour))[2] == f"stand-in: mostly {name}"


@pytest.mark.parametrize(("level", "word"), [(20, "dark"), (128, "evenly lit"), (240, "bright")])
def test_light(level: int, word: str) -> None:
    assert f", {word}," in caption(plain((level, level, level)))


@pytest.mark.parametrize(
    ("width", "height", "shape"), [(60, 40, "landscape-format"), (40, 60, "portrait-format"), (50, 50, "square")]
)
def test_size_and_shape(width: int, height: int, shape: str) -> None:
    text = caption(plain((1, 2, 3), width, height))

    assert shape in text
    assert text.endswith(f"{width} x {height} pixels")


def test_edges() -> None:
    assert "many sharp edges" in caption(noise(100, 100))
    assert "few sharp edges" in caption(plain((9, 9, 9)))


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1)])
def test_any_size_is_described_as_a_stand_in(size: tuple[int, int]) -> None:
    picture = plain((200, 10, 10), *size)

    assert caption(picture).startswith("stand-in caption: a ")
    assert tags(picture).startswith("stand-in, ")
    assert all(style.startswith("stand-in: ") for style in styles(picture))
    assert caption(picture) == caption(picture)
