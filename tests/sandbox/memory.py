"""Measure the sandbox's peak memory for the largest requests that it takes: ``python -m tests.sandbox.memory [name]``.

Some minutes, too slow for a test. Each request goes to a program of its own; "x10" sends ten at once. Linux only.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests.sandbox.helpers import OPERATIONS, Program, encoded, example, picture_urls, portrait, program

LIMIT_MB = 1000
SIDE = 7071  # pixels; just below 50 megapixels
NOISE = 25  # levels, so that the JPEG has nearly 20 MB and its PNG some 100
DRAWN: dict[str, Any] = {"width": 4000, "height": 4000}
# Beside what the examples say.
REQUESTS: dict[str, dict[str, Any]] = {
    **{name: {} for name in ("detectFaces", "swapFace", "swapFaceV2", "stylizePortrait", "describeImage")},
    **{name: {} for name in ("identifyStyle", "previewPreprocessor")},
    "swapFaces": {"sourceUrl": ["http://1", "http://1"]},
    "outpaintImage": {"imageCount": 1, "verticalExpansionRatio": 1, "horizontalExpansionRatio": 1},
    "textToImage": DRAWN,
    "imageToImage": {**DRAWN, "mask_link": "http://2"},
    "controlnetToImage": {**DRAWN, "image_link": "http://1"},
    "fluxTextToImage": DRAWN,
    "submitTraining": {"fileUrlList": ["http://1"] * 100},
    "swapFaceV2 x10": {},
    "outpaintImage x10": {"imageCount": 1, "verticalExpansionRatio": 1, "horizontalExpansionRatio": 1},
}


def main(names: list[str]) -> int:
    """Print a line a request; 1 when one took too much."""
    content = encoded(noisy(portrait(SIDE)), quality=90)
    peaks = [measured(name, REQUESTS[name], content) for name in names or REQUESTS]
    return int(max(peaks) > LIMIT_MB)


def noisy(image: Image.Image) -> Image.Image:
    pixels = np.asarray(image).copy()
    noise = np.random.default_rng(0)
    for row in pixels:
        row[:] = np.clip(row + noise.integers(-NOISE, NOISE, row.shape, np.int16), 0, 255)
    return Image.fromarray(pixels)


def measured(name: str, fields: dict[str, Any], content: bytes) -> int:
    operation, _, count = name.partition(" x")
    with program("--fetch-timeout", "60") as sandbox, ThreadPoolExecutor(10) as threads:
        url = sandbox.client.post("/_sandbox/files", content=content).json()["url"]
        start = time.monotonic()
        numbers = range(int(count or 1))
        codes = set(threads.map(lambda number: post(sandbox, operation, fields, url, str(number)), numbers))
        seconds, peak = time.monotonic() - start, peak_mb(sandbox)
    print(f"{name}: {peak} MB, {seconds:.1f} s, code {', '.join(codes)}", flush=True)
    return peak


def post(sandbox: Program, name: str, fields: dict[str, Any], url: str, own_id: str) -> str:
    body = {**example(name), **fields}
    foreign = picture_urls(body)
    for field, value in body.items():
        body[field] = [url] * len(value) if isinstance(value, list) else url if value in foreign else value
    task = OPERATIONS[name].task
    if task and task.key:
        body[task.key] = own_id
    return str(sandbox.client.post(OPERATIONS[name].path, json=body, timeout=600).json()["code"])


def peak_mb(sandbox: Program) -> int:
    status = Path(f"/proc/{sandbox.process.pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 // 10**6


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
