"""Faces: how many, where, in which order, and what a cut shows."""

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from img_open_sandbox.faces import Box, cut, find_faces, without_overlaps
from img_open_sandbox.pictures import Picture
from tests.sandbox.helpers import group, portrait


def pixels(image: Image.Image) -> Picture:
    return np.asarray(image)


@pytest.mark.parametrize("size", [96, 150, 256, 512, 1024, 3000])
def test_one_face_at_any_size(size: int) -> None:
    assert len(find_faces(pixels(portrait(size)))) == 1


@pytest.mark.parametrize("brightness", [0.6, 1.4])
def test_one_face_in_the_dark_and_in_the_light(brightness: float) -> None:
    assert len(find_faces(pixels(ImageEnhance.Brightness(portrait(300, mirrored=True)).enhance(brightness)))) == 1


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_a_group_from_left_to_right(count: int) -> None:
    boxes = find_faces(pixels(group(count)))

    assert [box.left // 256 for box in boxes] == list(range(count))


def test_faces_of_several_sizes_anywhere() -> None:
    image = Image.new("RGB", (1200, 900), (90, 110, 90))
    for size, left, top in ((300, 20, 100), (400, 350, 300), (250, 800, 50), (350, 800, 500)):
        image.paste(portrait(size), (left, top))

    assert len(find_faces(pixels(image))) == 4


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (400, 300), "white"),
        Image.new("RGB", (1, 1)),
        Image.new("RGB", (3000, 2)),
        Image.new("RGB", (1, 5000)),
        Image.new("RGB", (30_000, 1)),
        Image.effect_noise((300, 300), 90).convert("RGB"),
        portrait(512).crop((0, 250, 512, 512)),
    ],
    ids=["white", "one pixel", "a line", "a column", "a long line", "noise", "below the chin"],
)
def test_no_face(image: Image.Image) -> None:
    assert find_faces(pixels(image)) == []


def test_a_cut_shows_the_face_with_a_margin_within_the_picture() -> None:
    image = pixels(portrait(512))
    (box,) = find_faces(image)
    shown = cut(image, box)

    # The astronaut's nose stands at about 225, 125.
    assert box.left < 225 < box.left + box.width
    assert box.top < 125 < box.top + box.height
    assert shown.shape[0] > box.height
    assert shown.shape[1] == box.width + 2 * round(box.width * 0.25)
    assert len(find_faces(shown)) == 1


def test_a_cut_at_the_edge_is_clipped() -> None:
    assert cut(pixels(portrait(100)), Box(0, 0, 40, 40)).shape == (50, 50, 3)
    assert cut(pixels(portrait(100)), Box(60, 60, 40, 40)).shape == (50, 50, 3)


def test_a_face_within_a_face_is_the_same_face() -> None:
    face, eye, other = Box(10, 10, 100, 100), Box(40, 40, 20, 20), Box(300, 10, 90, 90)

    assert without_overlaps([eye, other, face]) == [face, other]
