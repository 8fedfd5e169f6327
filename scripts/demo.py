"""Find the faces of a photograph through the client and the local sandbox, by waiting and again by callback."""

import argparse
import json
import queue
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import cv2
import httpx
import numpy as np
from numpy.typing import NDArray

from img_open import ImgOpen
from img_open.models import FaceDetectionResponse
from img_open_sandbox.process import Sandbox, running

ROOT = Path(__file__).parent.parent
CALLBACK_WAIT_S = 30.0
_GREEN = (0, 200, 0)
Picture = NDArray[np.uint8]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="demo", description=__doc__)
    parser.add_argument(
        "--photo", type=Path, default=ROOT / "examples" / "group.jpg", help="default: examples/group.jpg"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "demo", help="default: out/demo")
    options = parser.parse_args(arguments)
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    with running("--loopback-only", "--progress", "looks:2") as sandbox:
        print(f"sandbox    {sandbox.url}")
        with ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url) as client:
            photo_url = sandbox.upload(options.photo.read_bytes())
            print(f"photo      {options.photo.name} is {photo_url}")
            task = client.tools.detect_faces(image_url=photo_url)
            print(f"submitted  task {task.id} is {task.status!s} ({task.status.name if task.status else 'unknown'})")
            waited = task.wait(timeout=60).face_urls
            print(f"waited     {len(waited)} faces")
            called = by_callback(client, sandbox, photo_url)
            print(f"callback   {len(called)} faces")
            if not waited or len(called) != len(waited):
                told = f"the callback brought {len(called)} faces, waiting {len(waited)}"
                print(f"demo: expected the same faces both ways, and some; {told}", file=sys.stderr)
                return 1
        report(waited, options.photo, options.out)
    print(f"written    {options.out / 'faces.json'}, {len(waited)} crops, annotated.png")
    return 0


def by_callback(client: ImgOpen, sandbox: Sandbox, photo_url: str) -> list[str]:
    """Submit without asking again, and return the faces that the callback brings."""
    sandbox.control("PUT", "progress", json={"progress": "seconds:0.5"})
    with receiver() as (url, events):
        task = client.tools.detect_faces(image_url=photo_url, callback_url=url)
        data = FaceDetectionResponse.from_dict(events.get(timeout=CALLBACK_WAIT_S)).data
        if data.task_id != task.id:
            raise RuntimeError(f"expected the callback of task {task.id}, got that of {data.task_id}")
        return data.face_urls


@contextmanager
def receiver() -> Iterator[tuple[str, "queue.Queue[Any]"]]:
    """Yield the URL of a callback receiver and the queue of what is posted to it."""
    events: queue.Queue[Any] = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            events.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"code": "200"}')

        def log_message(self, *_: object) -> None:
            """Keep the report readable."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/faces", events
        finally:
            server.shutdown()


def report(face_urls: list[str], photo: Path, out: Path) -> None:
    """Download the crops, find each in the photograph, and write faces.json, the crops and annotated.png."""
    picture = np.asarray(cv2.imread(str(photo)), dtype=np.uint8)
    annotated = picture.copy()
    faces = []
    for number, url in enumerate(face_urls, 1):
        file = out / f"face-{number}.png"
        file.write_bytes(httpx.get(url).raise_for_status().content)
        x, y, width, height = locate(np.asarray(cv2.imread(str(file)), dtype=np.uint8), picture)
        faces.append({"url": url, "file": file.name, "box": {"x": x, "y": y, "width": width, "height": height}})
        cv2.rectangle(annotated, (x, y), (x + width, y + height), _GREEN, 3)
        cv2.putText(annotated, str(number), (x + 6, y + 28), cv2.FONT_HERSHEY_SIMPLEX, 1, _GREEN, 2)
        print(f"  face {number}   {width:4} x {height:<4} at {x}, {y}")
    cv2.imwrite(str(out / "annotated.png"), annotated)
    (out / "faces.json").write_text(
        json.dumps({"photo": photo.name, "faces": faces}, indent=2) + "\n", encoding="utf-8"
    )


def locate(crop: Picture, photo: Picture) -> tuple[int, int, int, int]:
    """Return x, y, width and height, in pixels, of the part of the photograph that looks like the crop."""
    _, _, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(photo, crop, cv2.TM_CCOEFF_NORMED))
    return x, y, crop.shape[1], crop.shape[0]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
