"""The example programs, as a user runs them."""

import io
import os
import subprocess
import sys
from pathlib import Path

import httpx
from PIL import Image

from img_open_sandbox.process import Sandbox, running

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(name: str, sandbox: Sandbox, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "IMG_OPEN_BASE_URL": sandbox.url,
        "IMG_OPEN_ACCESS_KEY_ID": sandbox.key_id,
        "IMG_OPEN_ACCESS_KEY_SECRET": sandbox.key_secret,
    }
    command = [sys.executable, "-c", (EXAMPLES / name).read_text(), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)


def test_each_face_is_printed() -> None:
    with running("--loopback-only") as sandbox:
        ran = run("detect_faces.py", sandbox, sandbox.upload((EXAMPLES / "group.jpg").read_bytes()))
    assert len(ran.stdout.splitlines()) == 4
    assert all(line.startswith(sandbox.url) for line in ran.stdout.splitlines())


def test_each_picture_of_a_prompt_is_printed() -> None:
    with running("--loopback-only", "--progress", "looks:2") as sandbox:
        ran = run("text_to_image.py", sandbox, "a lighthouse at dusk")
        pictures = [httpx.get(url).content for url in ran.stdout.splitlines()]
    assert [Image.open(io.BytesIO(picture)).size for picture in pictures] == [(512, 384)] * 2
    assert pictures[0] != pictures[1]
    assert ran.stderr.startswith("the first model: ")
