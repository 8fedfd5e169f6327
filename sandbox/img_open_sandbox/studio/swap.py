"""Put a face onto the faces of another picture."""

from collections.abc import Sequence

import cv2
import numpy as np

from img_open_sandbox.faces import MARGIN, Box, find_faces
from img_open_sandbox.pictures import Picture, UnfitError
from img_open_sandbox.studio.clone import Face, put, sized
from img_open_sandbox.studio.ovals import mix, oval_of, part, within

SOURCE_SIDE = 512  # pixels; what is kept of a source, so that a few of them cost next to nothing
_SHARPEN, _SHARPEN_SIGMA = 0.6, 1.5
_SMOOTH_DIAMETER, _SMOOTH_COLOUR, _SMOOTH_SPACE = 5, 20, 2  # takes noise, keeps edges
_HALO = 8  # pixels; more than both filters reach, so that strips fit together
_STRIP_ROWS = 512


class NoFaceError(UnfitError):
    """No face in a picture that needs one; the text says what to do."""

    def __init__(self) -> None:
        super().__init__("expected a face, found none; give a picture with an upright face that looks at the camera")


class FaceNumberError(Exception):
    """A number that no face of the target has; ``found`` is how many there are."""

    def __init__(self, found: int) -> None:
        super().__init__(f"expected the number of a face, from left to right from 1 to {found}")
        self.found = found


def cut_source(picture: Picture) -> Face:
    """The largest face, cut with a margin and made smaller where its longer side is over 512. Raises NoFaceError."""
    box = _largest(_faces(picture))
    margin = round(MARGIN * max(box.width, box.height))
    around = Box(box.left - margin, box.top - margin, box.width + 2 * margin, box.height + 2 * margin)
    place = within(around, picture)
    scale = min(1, SOURCE_SIDE / max(place.width, place.height))
    inner = Box(box.left - place.left, box.top - place.top, box.width, box.height)
    pixels = sized(part(picture, place), round(place.width * scale), round(place.height * scale))
    return Face(pixels, Box(*(round(number * scale) for number in inner)))


def swap(target: Picture, sources: Sequence[Face], face_number: int | None) -> Picture:
    """A copy of the target with new faces; its faces count from left to right from 1.

    With a number the first source replaces that face alone. Without, each source replaces the face of its own place;
    faces and sources that are left over stay unused. Raises NoFaceError, FaceNumberError.
    """
    found = _faces(target)
    if face_number is None:
        pairs = list(zip(found, sources, strict=False))
    elif 1 <= face_number <= len(found):
        pairs = [(found[face_number - 1], sources[0])]
    else:
        raise FaceNumberError(len(found))
    result = target.copy()
    for box, source in pairs:
        put(result, box, source)
    return result


def swap_largest(target: Picture, source: Face) -> Picture:
    """A copy of the target with the source on its largest face. Raises NoFaceError."""
    box = _largest(_faces(target))
    result = target.copy()
    put(result, box, source)
    return result


def restore(picture: Picture, weight: float) -> Picture:
    """A copy whose faces are smoother and crisper: fully with weight 0, not at all with 1. Stands in for codeformer."""
    found = find_faces(picture)  # before the copy: at 50 megapixels both would take 300 MB at once
    result = picture.copy()
    for box in found:
        oval = oval_of(box)
        place = within(oval.bounds(0), picture)
        # Strip by strip, read from the input: a face may fill a picture of 50 megapixels.
        for top in range(place.top, place.top + place.height, _STRIP_ROWS):
            rows = min(_STRIP_ROWS, place.top + place.height - top)
            strip = Box(place.left, top, place.width, rows)
            halo = within(Box(place.left - _HALO, top - _HALO, place.width + 2 * _HALO, rows + 2 * _HALO), picture)
            old = part(picture, halo)
            new = np.asarray(cv2.addWeighted(old, weight, _restored(old), 1 - weight, 0), np.uint8)
            inner = Box(strip.left - halo.left, strip.top - halo.top, strip.width, strip.height)
            mix(result, part(new, inner), strip, oval)
    return result


def _restored(pixels: Picture) -> Picture:
    smooth = cv2.bilateralFilter(np.ascontiguousarray(pixels), _SMOOTH_DIAMETER, _SMOOTH_COLOUR, _SMOOTH_SPACE)
    blurred = cv2.GaussianBlur(smooth, (0, 0), _SHARPEN_SIGMA)
    return np.asarray(cv2.addWeighted(smooth, 1 + _SHARPEN, blurred, -_SHARPEN, 0), np.uint8)


def _faces(picture: Picture) -> list[Box]:
    found = find_faces(picture)
    if not found:
        raise NoFaceError
    return found


def _largest(boxes: list[Box]) -> Box:
    return max(boxes, key=lambda box: box.width * box.height)
