"""ControlNet preprocessors: each does what its name says."""

import numpy as np
import pytest

from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio.preprocessors import PREPROCESSORS
from tests.sandbox.studio.pictures import face, noise

WHITE, BLACK = 255, 0


def half_black() -> Picture:
    """Black up to column 50, then white."""
    picture = np.full((80, 100, 3), WHITE, np.uint8)
    picture[:, :50] = BLACK
    return picture


def ink() -> Picture:
    """A black line on white paper, in the middle columns."""
    picture = np.full((80, 100, 3), WHITE, np.uint8)
    picture[:, 49:51] = BLACK
    return picture


def run(name: str, picture: Picture) -> Picture:
    return PREPROCESSORS[name](picture)


@pytest.mark.parametrize("name", PREPROCESSORS)
@pytest.mark.parametrize(("width", "height"), [(100, 80), (1, 1), (3, 300)])
def test_rgb_of_the_same_size_every_time(name: str, width: int, height: int) -> None:
    picture = noise(width, height)
    before = picture.copy()

    result = run(name, picture)

    assert result.shape == (height, width, 3)
    assert result.dtype == np.uint8
    assert (result == run(name, picture)).all()
    assert (picture == before).all()


@pytest.mark.parametrize("name", PREPROCESSORS)
def test_a_preview_is_at_most_2048_pixels_wide(name: str) -> None:
    assert run(name, np.zeros((30, 4096, 3), np.uint8)).shape == (15, 2048, 3)


def test_canny_finds_the_edge_and_nothing_else() -> None:
    result = run("canny", half_black())

    columns = np.unique(np.nonzero(result)[1])
    assert set(columns) <= {49, 50}
    assert (result[10:-10, columns] == WHITE).all()


@pytest.mark.parametrize("name", ["lineart_standard", "scribble_xdog"])
def test_lines_become_light_on_black(name: str) -> None:
    result = run(name, ink())

    assert (result[:, 49:51] > 100).all()
    assert not result[:, :20].any()
    assert not result[:, -20:].any()


def test_scribble_has_two_levels() -> None:
    assert set(np.unique(run("scribble_xdog", face(256)))) == {BLACK, WHITE}


def test_threshold_by_the_darkest_channel() -> None:
    colours = np.array([[(128, 128, 128), (127, 255, 255), (255, 255, 255), (0, 0, 0)]], np.uint8)

    assert run("threshold", colours)[0, :, 0].tolist() == [WHITE, BLACK, WHITE, BLACK]


def test_invert() -> None:
    assert (run("invert", face(64)) == 255 - face(64)).all()


def test_tile_resample_keeps_the_picture() -> None:
    assert (run("tile_resample", face(64)) == face(64)).all()


def test_blur_takes_detail_and_keeps_the_mean() -> None:
    result = run("blur_gaussian", face(256))

    assert (
        np.abs(np.diff(result.astype(int), axis=1)).mean() < np.abs(np.diff(face(256).astype(int), axis=1)).mean() / 3
    )
    assert abs(result.mean() - face(256).mean()) < 3


def test_recolor_gives_the_light_alone() -> None:
    blue = np.full((2, 2, 3), (0, 0, 255), np.uint8)

    luminance, intensity = (int(run(f"recolor_{name}", blue)[0, 0, 0]) for name in ("luminance", "intensity"))

    assert intensity == 255
    assert 70 < luminance < 95  # L of blue is 32 of 100
    for name in ("recolor_luminance", "recolor_intensity"):
        grey = run(name, face(64))
        assert (grey[:, :, 0] == grey[:, :, 1]).all()
        assert (grey[:, :, 0] == grey[:, :, 2]).all()


def test_shuffle_moves_what_is_there() -> None:
    picture = face(300)

    result = run("shuffle", picture)

    assert np.abs(result.astype(int) - picture).mean() > 30
    assert np.min(picture) <= np.min(result) <= np.max(result) <= np.max(picture)


def test_the_colour_grid_has_squares_of_64_pixels() -> None:
    result = run("t2ia_color_grid", face(256))

    squares = result.reshape(4, 64, 4, 64, 3)
    assert (squares == squares[:, :1, :, :1]).all()
    assert len(np.unique(squares[:, 0, :, 0].reshape(-1, 3), axis=0)) > 8


def test_none_that_needs_a_model_is_faked() -> None:
    assert not [name for name in PREPROCESSORS if name.startswith(("depth", "openpose", "seg", "normal", "softedge"))]
