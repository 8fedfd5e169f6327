"""Face swap: which face is replaced, with whose, and that nothing else changes."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from img_open_sandbox.faces import Box, cut
from img_open_sandbox.pictures import Picture
from img_open_sandbox.studio.clone import Face
from img_open_sandbox.studio.swap import FaceNumberError, NoFaceError, cut_source, restore, swap, swap_largest
from tests.sandbox.studio.conftest import find_faces
from tests.sandbox.studio.pictures import face, faces, other_face


def changed(before: Picture, after: Picture) -> NDArray[np.bool_]:
    """Which pixels differ (height, width)."""
    return np.asarray((before != after).any(axis=2))


def changed_faces(before: Picture, after: Picture) -> list[int]:
    """The numbers, from 1, of the faces whose middle differs."""
    places = enumerate(find_faces(before), start=1)
    return [number for number, box in places if changed(middle(before, box), middle(after, box)).mean() > 0.5]


def middle(picture: Picture, box: Box) -> Picture:
    """The half of a face around its centre: eyes, nose and mouth."""
    left, top = box.left + box.width // 4, box.top + box.height // 4
    return picture[top : top + box.height // 2, left : left + box.width // 2]


def alike(picture: Picture, place: Box, wanted: Picture, face: Box) -> float:
    """How far a face shows what another one's middle shows, whatever the colours: 1 for the same.

    The best match is taken, as a found box stands a pixel or two elsewhere in each picture.
    """
    shown = cut(picture, place)
    pattern = middle(wanted, face)
    scale = place.width / face.width
    pattern = np.asarray(cv2.resize(pattern, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    greys = [cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) for pixels in (shown, pattern)]
    return float(np.max(cv2.matchTemplate(greys[0], greys[1], cv2.TM_CCOEFF_NORMED)))


def test_the_face_becomes_the_sources() -> None:
    target, source = face(), other_face()
    (box,) = find_faces(target)
    (wanted,) = find_faces(source)

    result = swap_largest(target, cut_source(source))

    assert alike(target, box, source, wanted) < 0.6
    assert alike(result, box, source, wanted) > 0.85


def test_the_face_takes_the_targets_colours() -> None:
    target = face()
    (box,) = find_faces(target)

    result = swap_largest(target, cut_source(other_face()))

    difference = middle(result, box).mean(axis=(0, 1)) - middle(target, box).mean(axis=(0, 1))
    assert np.abs(difference).max() < 10


@pytest.mark.parametrize("size", [96, 512])
def test_nothing_but_the_face_changes(size: int) -> None:
    target = face(size)
    (box,) = find_faces(target)

    result = swap_largest(target, cut_source(other_face()))

    rows, columns = np.nonzero(changed(target, result))
    assert box.left - 1 <= np.min(columns) <= np.max(columns) <= box.left + box.width + 1
    assert box.top - 1 <= np.min(rows) <= np.max(rows) <= box.top + box.height * 1.05
    assert len(find_faces(result)) == 1


def test_swapped_with_itself_a_face_stays() -> None:
    target = face(700)

    result = swap_largest(target, cut_source(target))

    assert np.abs(result.astype(int) - target).max() <= 2


def test_the_target_is_not_written_to() -> None:
    target = face()
    before = target.copy()
    target.flags.writeable = False

    swap(target, [cut_source(other_face())], None)
    restore(target, 0)

    assert (target == before).all()


def test_the_same_twice() -> None:
    target, source = face(), cut_source(other_face())

    assert (swap(target, [source], None) == swap(target, [source], None)).all()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_faces_count_from_left_to_right(number: int) -> None:
    target = faces(3)

    result = swap(target, [cut_source(other_face())], number)

    assert changed_faces(target, result) == [number]
    assert len(find_faces(result)) == 3


@pytest.mark.parametrize(("count", "expected"), [(1, [1]), (2, [1, 2]), (3, [1, 2])])
def test_each_source_takes_the_face_of_its_place(count: int, expected: list[int]) -> None:
    target = faces(2)
    sources = [cut_source(other_face())] * count

    assert changed_faces(target, swap(target, sources, None)) == expected


def test_the_second_source_goes_to_the_second_face() -> None:
    target = faces(2)  # the second is mirrored already
    left, right = find_faces(target)
    as_it_is, mirrored = cut_source(face()), cut_source(other_face())

    result = swap(target, [mirrored, as_it_is], None)

    assert alike(result, left, target, right) > alike(target, left, target, right) + 0.25
    assert alike(result, right, target, left) > alike(target, right, target, left) + 0.25


def test_a_single_swap_takes_the_largest_face() -> None:
    target = np.zeros((512, 712, 3), np.uint8)
    target[:200, :200] = face(200)
    target[:, 200:] = face(512)

    assert changed_faces(target, swap_largest(target, cut_source(other_face()))) == [2]


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_number_that_no_face_has(number: int) -> None:
    with pytest.raises(
        FaceNumberError, match="expected the number of a face, from left to right from 1 to 2"
    ) as caught:
        swap(faces(2), [cut_source(face())], number)

    assert caught.value.found == 2


def test_no_face() -> None:
    empty, source = np.zeros((100, 100, 3), np.uint8), cut_source(face())
    expected = "expected a face, found none; give a picture with an upright face that looks at the camera"

    with pytest.raises(NoFaceError, match=expected):
        cut_source(empty)
    with pytest.raises(NoFaceError, match=expected):
        swap_largest(empty, source)
    with pytest.raises(NoFaceError, match=expected):
        swap(empty, [source], 1)


@pytest.mark.parametrize("size", [96, 512, 700])
def test_a_source_is_the_face_with_a_margin(size: int) -> None:
    source = cut_source(face(size))

    assert max(source.pixels.shape) <= 512
    assert 0.6 < source.box.width / source.pixels.shape[1] < 0.7
    if size > 96:
        (found,) = find_faces(source.pixels)
        assert abs(found.left - source.box.left) < 0.1 * source.box.width
        assert abs(found.width - source.box.width) < 0.15 * source.box.width


def test_the_largest_face_is_the_source() -> None:
    picture = np.zeros((512, 712, 3), np.uint8)
    picture[:200, :200] = face(200)
    picture[:, 200:] = face(512)

    assert (cut_source(picture).pixels == cut_source(picture[:, 200:]).pixels).all()


@pytest.mark.parametrize("edges", [(62, 153, 400, 400), (0, 168, 400, 400), (0, 0, 400, 268)], ids=["corner", "l", "r"])
def test_a_face_at_the_border(edges: tuple[int, int, int, int]) -> None:
    top, left, bottom, right = edges
    target = np.ascontiguousarray(face()[top:bottom, left:right])
    assert len(find_faces(target)) == 1

    result = swap_largest(target, cut_source(other_face()))

    assert changed_faces(target, result) == [1]
    assert len(find_faces(result)) == 1


@pytest.mark.parametrize("box", [Box(-20, -20, 60, 60), Box(60, 60, 60, 60), Box(0, 0, 2, 2), Box(98, 0, 2, 2)])
def test_any_place_can_take_a_face(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("img_open_sandbox.studio.swap.find_faces", lambda _: [box])

    result = swap(face(100), [Face(other_face(40), Box(5, 5, 30, 30))], 1)

    assert result.shape == (100, 100, 3)


def sharpness(picture: Picture) -> float:
    return float(cv2.Laplacian(picture, cv2.CV_64F).var())


def test_restoration_changes_faces_alone_and_less_with_weight() -> None:
    picture = face()
    (box,) = find_faces(picture)

    strong, mild, none = (restore(picture, weight) for weight in (0.0, 0.7, 1.0))

    rows, columns = np.nonzero(changed(picture, strong))
    assert box.left <= np.min(columns) <= np.max(columns) < box.left + box.width
    assert box.top <= np.min(rows) <= np.max(rows) < box.top + box.height * 1.05
    assert (none == picture).all()
    distances = [np.abs(result.astype(int) - picture).sum() for result in (strong, mild)]
    assert distances[0] > distances[1] > 0


def test_restoration_makes_a_blurred_face_crisper() -> None:
    blurred = np.asarray(cv2.GaussianBlur(face(), (0, 0), 1.5), np.uint8)
    (box,) = find_faces(blurred)

    assert sharpness(middle(restore(blurred, 0), box)) > 1.3 * sharpness(middle(blurred, box))


def test_restoration_in_strips_shows_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = restore(face(), 0)
    monkeypatch.setattr("img_open_sandbox.studio.swap._STRIP_ROWS", 16)

    assert (restore(face(), 0) == whole).all()


def test_restoration_without_a_face_gives_the_picture() -> None:
    empty = np.full((50, 50, 3), 90, np.uint8)

    assert (restore(empty, 0) == empty).all()
