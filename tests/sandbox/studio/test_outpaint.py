"""Outpainting: the size, the original in the middle, and what stands around it."""

import math

import numpy as np
import pytest

from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio import outpaint as module
from img_open_sandbox.studio.outpaint import outpaint, size_after
from tests.sandbox.studio.pictures import face, noise


@pytest.mark.parametrize(
    ("width", "height", "vertical", "horizontal"),
    [(60, 40, 1.5, 1.75), (61, 41, 1.5, 1.3), (700, 30, 4, 1.1), (1, 1, 4, 4), (1, 500, 1, 3), (60, 40, 1, 1)],
)
def test_the_original_stands_in_the_middle(width: int, height: int, vertical: float, horizontal: float) -> None:
    picture = noise(width, height)

    result = outpaint(picture, vertical, horizontal, 1)

    across, down = size_after(width, height, vertical, horizontal)
    assert result.shape == (down, across, 3)
    assert (across, down) == (round(width * horizontal), round(height * vertical))
    left, top = (across - width) // 2, (down - height) // 2
    assert (result[top : top + height, left : left + width] == picture).all()


def around(result: Picture) -> Picture:
    """The columns left of a picture that was doubled in width."""
    return result[:, : result.shape[1] // 4]


def test_the_rest_continues_the_picture() -> None:
    picture = face(256)

    result = outpaint(picture, 1, 2, 1).astype(int)

    at_the_edge = np.abs(result[:, 127] - result[:, 128]).mean()
    assert at_the_edge < np.abs(np.diff(picture.astype(int), axis=1)).mean()
    assert np.abs(around(result).mean(axis=(0, 1)) - picture[:, :128].mean(axis=(0, 1))).max() < 20


def test_the_blur_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NOISE", 0)

    result = outpaint(face(256), 1, 3, 1).astype(int)

    detail = np.abs(np.diff(result, axis=0)).mean(axis=(0, 2))
    near, far = detail[236:256].mean(), detail[:20].mean()
    assert detail[256:276].mean() > near > 2 * far


def test_repeatable_and_different_by_seed() -> None:
    picture = face(128)

    one, again, other = (outpaint(picture, 1.5, 1.5, seed) for seed in (7, 7, 8))

    assert (one == again).all()
    assert (one != other).any()
    # Seen as grain, not as another picture.
    assert np.abs(one.astype(int) - other).mean() < 10


def test_tiles_show_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NOISE", 0)
    whole = outpaint(face(150), 2, 2, 1)
    monkeypatch.setattr(module, "TILE", 32)

    assert np.abs(outpaint(face(150), 2, 2, 1).astype(int) - whole).max() <= 1


@pytest.mark.parametrize("ratio", [0.99, 0, -1, math.nan, math.inf])
def test_ratios_that_cannot_be(ratio: float) -> None:
    with pytest.raises(ValueError, match="expected ratios from 1 on, got 1 vertically and"):
        size_after(10, 10, 1, ratio)
    with pytest.raises(ValueError, match="expected ratios from 1 on, got .* vertically and 2 horizontally"):
        outpaint(noise(4, 4), ratio, 2, 1)
