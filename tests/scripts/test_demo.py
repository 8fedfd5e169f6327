"""The demo and the README's example, as a user runs them."""

import json
import re
from pathlib import Path

import cv2
import numpy as np
import pytest
from cv2.data import haarcascades

from scripts.demo import locate, main

ROOT = Path(__file__).parents[2]
GROUP = ROOT / "examples" / "group.jpg"


def test_the_demo_finds_the_four_faces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "demo"
    assert main(["--out", str(out)]) == 0
    faces = json.loads((out / "faces.json").read_text())["faces"]
    assert len(faces) == 4
    assert [face["box"]["x"] for face in faces] == sorted(face["box"]["x"] for face in faces)
    photo, annotated = cv2.imread(str(GROUP)), cv2.imread(str(out / "annotated.png"))
    assert photo is not None
    assert annotated is not None
    assert annotated.shape == photo.shape
    cascade = cv2.CascadeClassifier(haarcascades + "haarcascade_frontalface_default.xml")
    for face in faces:
        crop = cv2.imread(str(out / face["file"]))
        assert crop is not None
        box = face["box"]
        there = photo[box["y"] : box["y"] + box["height"], box["x"] : box["x"] + box["width"]]
        np.testing.assert_array_equal(crop, there)
        # Another cascade than the sandbox's own sees one face in the crop, around its middle.
        (x, y, width, height), *others = cascade.detectMultiScale(crop, 1.05, 5, minSize=(crop.shape[0] // 3,) * 2)
        assert not others
        assert abs(x + width / 2 - crop.shape[1] / 2) < crop.shape[1] / 5
        assert abs(y + height / 2 - crop.shape[0] / 2) < crop.shape[0] / 5
    told = capsys.readouterr().out
    assert re.search(r"^submitted  task pre\d+ is 1 \(RUNNING\)$", told, re.MULTILINE)
    assert "waited     4 faces\n" in told
    assert "callback   4 faces\n" in told


def test_a_crop_is_found_where_it_was_cut() -> None:
    photo = np.asarray(cv2.imread(str(GROUP)), dtype=np.uint8)
    assert locate(photo[100:200, 300:420], photo) == (300, 100, 120, 100)


def test_the_readme_shows_that_example() -> None:
    shown = (ROOT / "README.md").read_text()
    assert "task = client.tools.detect_faces(image_url=" in shown
    assert "task.wait(timeout=60)" in shown
