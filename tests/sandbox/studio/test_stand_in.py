"""Stand-in pictures: exact size, repeatable, marked, and proof against any prompt."""

import itertools
import time

import numpy as np
import pytest

from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio.label import HEADING, plain, stamp
from img_open_sandbox.studio.stand_in import draw, stylize
from tests.sandbox.studio.pictures import face, noise

PROMPTS = {
    "empty": "",
    "control characters": "".join(map(chr, range(32))) + "\x7f\x9b31m",
    "lines": "one\ntwo\r\nthree\u2028four",
    "100 kB": "a cat, " * 15_000,
    "100 kB without a space": "a" * 100_000,
    "spaces": " " * 100_000,
    "right to left": "\u0645\u0631\u062d\u0628\u0627 \u202e\u05e9\u05dc\u05d5\u05dd",
    "emoji": "\U0001f469\u200d\U0001f680 \U0001f3f3\ufe0f" * 50,
    "lone surrogates": "\ud800 \udfff",
    "combining": "a" + "\u0301" * 5000,
    "Chinese": "\u84dd\u8272\u7684\u5927\u6d77" * 100,
}
SIZES = [(1, 1), (1, 300), (300, 1), (7, 7), (16, 16), (64, 48), (512, 512), (768, 160), (8192, 2)]


def drawn(prompt: str = "a cat", width: int = 128, height: int = 96, seed: int = 1, title: str = "t") -> Picture:
    return draw(prompt, width, height, seed, title=title)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_exactly_the_size(width: int, height: int) -> None:
    for picture in (
        drawn(width=width, height=height),
        draw("a", width, height, 1, title="t", base=face(64), strength=0.5, mask=noise(9, 5)),
        stylize(face(64), "a", width, height, 1, title="t"),
    ):
        assert picture.shape == (height, width, 3)
        assert picture.dtype == np.uint8


@pytest.mark.parametrize(("width", "height"), [(0, 1), (1, 0), (8193, 1), (1, 8193), (-1, 5)])
def test_sizes_that_cannot_be(width: int, height: int) -> None:
    expected = f"expected sides from 1 to 8192 pixels, got {width} x {height}"
    with pytest.raises(ValueError, match=expected):
        drawn(width=width, height=height)
    with pytest.raises(ValueError, match=expected):
        stylize(face(64), "", width, height, 1, title="t")


def test_repeatable() -> None:
    assert (drawn() == drawn()).all()
    assert (stylize(face(64), "a", 64, 64, 3, title="t") == stylize(face(64), "a", 64, 64, 3, title="t")).all()


def test_different_by_seed_prompt_and_title() -> None:
    # The prompts of the last two differ only where no band shows it.
    long = "a cat " * 2000
    pictures = [
        drawn(),
        drawn(seed=2),
        drawn("a dog"),
        drawn(title="u"),
        drawn(seed=-1),
        drawn(seed=2**70),
        drawn(long),
        drawn(long + "!"),
    ]

    for one, other in itertools.combinations(pictures, 2):
        assert (one[:40] != other[:40]).any()  # above the band
        assert (one != other).any()


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=PROMPTS)
def test_any_prompt_is_drawn_quickly(prompt: str) -> None:
    start = time.perf_counter()

    picture = drawn(prompt, width=256, height=256)

    assert time.perf_counter() - start < 1  # some 20 ms; a prompt that is read letter by letter takes many seconds
    assert picture.shape == (256, 256, 3)


def band_rows(picture: Picture) -> int:
    """How many rows the dark band has."""
    return int((picture.max(axis=2).min(axis=1) < 80).sum())


def letters(picture: Picture) -> int:
    """How many pixels are white, as the text is and no background."""
    return int((picture.min(axis=2) > 200).sum())


@pytest.mark.parametrize("size", [128, 512, 1024])
def test_the_band_is_readable_and_leaves_the_picture(size: int) -> None:
    picture = drawn("a cat on a mat " * 50, width=size, height=size)

    assert 0.2 * size < band_rows(picture) <= 0.65 * size
    assert letters(picture) > 200


def test_the_heading_fits() -> None:
    bare, marked = np.zeros((256, 256, 3), np.uint8), np.zeros((256, 256, 3), np.uint8)
    stamp(marked, "t", "")
    stamp(bare, "", "")

    columns = np.nonzero(bare.any(axis=(0, 2)))[0]
    assert 130 < np.max(columns) < 248  # the heading alone, whole and inside the padding
    assert (marked != bare).any()
    assert "STAND-IN" in HEADING


def test_a_long_prompt_takes_more_lines_up_to_a_limit() -> None:
    short, longer, longest = (band_rows(drawn("a cat " * count, width=300, height=300)) for count in (1, 20, 2000))

    assert short < longer <= longest < 200


def test_text_that_steers_is_left_out() -> None:
    assert plain("a\nb\x00\x1b[31mc\u202ed \ud800 \u200d e") == "a b [31mc d e".replace("c d", "cd")
    assert len(plain("word " * 100_000)) <= 2000


def test_without_strength_the_base_is_seen() -> None:
    base = noise(64, 64)

    picture = draw("a", 64, 64, 1, title="t", base=base, strength=0)

    assert (picture[:20] == base[:20]).all()


def test_with_full_strength_the_base_is_gone() -> None:
    with_base = draw("a", 64, 64, 1, title="t", base=noise(64, 64), strength=1)

    assert (with_base[:20] == drawn("a", 64, 64)[:20]).all()


def test_strength_is_the_share_of_the_new() -> None:
    base = np.zeros((64, 64, 3), np.uint8)

    weak, strong = (draw("a", 64, 64, 1, title="t", base=base, strength=share)[:20].mean() for share in (0.25, 0.75))

    assert 2.8 < strong / weak < 3.2


def test_only_where_the_mask_is_light() -> None:
    base, mask = noise(64, 64), np.zeros((8, 8, 3), np.uint8)
    mask[:, 4:] = 255

    picture = draw("a", 64, 64, 1, title="t", base=base, mask=mask)

    assert (picture[:20, :24] == base[:20, :24]).all()
    assert (picture[:20, 40:] == drawn("a", 64, 64)[:20, 40:]).all()


def test_a_base_of_another_size_is_resized() -> None:
    base = np.zeros((10, 300, 3), np.uint8)
    base[:, 150:] = 255

    picture = draw("a", 100, 80, 1, title="t", base=base, strength=0)

    assert not picture[:20, :45].any()
    assert (picture[:20, 55:] == 255).all()


def test_the_portraits_face_fills_the_picture_in_few_colours() -> None:
    picture = stylize(face(), "a doll", 256, 256, 1, title="t")[:100]

    assert len(np.unique(picture.reshape(-1, 3) // 16, axis=0)) < len(np.unique(face().reshape(-1, 3) // 16, axis=0))
    # Skin, and not the orange suit that fills half of the portrait.
    assert not ((picture[:, :, 0] > 180) & (picture[:, :, 2] < 70)).any()


def test_a_portrait_without_a_face_is_shown_as_it_is() -> None:
    plain_colour = np.full((40, 90, 3), (200, 30, 30), np.uint8)

    picture = stylize(plain_colour, "a", 64, 64, 1, title="t")

    assert picture.shape == (64, 64, 3)
    assert picture[:20, :, 0].mean() > picture[:20, :, 1].mean()


def test_styles_differ_by_prompt_and_seed() -> None:
    one, two, three = (
        stylize(face(64), *rest, title="t") for rest in (("a", 64, 64, 1), ("b", 64, 64, 1), ("a", 64, 64, 2))
    )

    assert (one[:20] != two[:20]).any()
    assert (one[:20] != three[:20]).any()
