"""Pictures of 50 megapixels: what swapping and outpainting take beside the input."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LIMIT_MB = 400
PREPARE = """
import pathlib, sys
import cv2, numpy as np
from img_open_sandbox.studio import outpaint, swap
from tests.sandbox.studio.pictures import face

def peak():
    # VmHWM, as tracemalloc does not see what OpenCV takes for itself.
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1000

source = swap.cut_source(face())
"""
CASES = {
    # The face fills the picture, which is the most that a swap can have to do.
    "swap": (
        "picture = cv2.resize(np.ascontiguousarray(face()[60:200, 150:300]), (7071, 7071))",
        "assert (swap.swap_largest(picture, source) != picture).any()",
    ),
    "outpaint": (
        "picture = cv2.resize(face(), (5000, 5000))",
        "assert outpaint.outpaint(picture, 1.414, 1.414, 1).shape == (7070, 7070, 3)",
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("case", CASES)
def test_peak(case: str) -> None:
    prepare, work = CASES[case]
    # The high water mark starts anew at what is there, so that the tests' own pictures do not count.
    reset = 'pathlib.Path("/proc/self/clear_refs").write_text("5"); before = peak()'
    script = "\n".join([PREPARE, prepare, reset, work, "print(peak() - before)"])

    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert 100 < int(run.stdout) < LIMIT_MB
