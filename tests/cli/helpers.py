"""Ways to run the command line, in process and as a program, and a server that answers what a test says."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from click.testing import CliRunner

from img_open_cli.app import cli

ROOT = Path(__file__).parents[2]
GROUP = ROOT / "examples" / "group.jpg"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
DETECT = "/AIGCImgOpenServ/saas/tool/face/detection"
# The sandbox of these tests accepts this pair alone; no output of any command may have either.
KEY_ID, KEY_SECRET = "canary-key-id", "canary-key-secret"
PROGRAM = [sys.executable, "-m", "img_open_cli"]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    def __post_init__(self) -> None:
        for key in (KEY_ID, KEY_SECRET):
            assert key not in self.out + self.err


def run(*arguments: str, stdin: str | None = None) -> Ran:
    """Run a command in this process."""
    ended = CliRunner().invoke(cli, arguments, input=stdin)
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return Ran(ended.exit_code, ended.stdout, ended.stderr)


def started(
    *arguments: str, env: Mapping[str, str] | None = None, interruptible: bool = False, **more: Any
) -> "subprocess.Popen[str]":
    """Start a command as a program of its own."""
    if interruptible:
        # Where the tests were started in the background, a child would inherit that SIGINT is ignored.
        more["preexec_fn"] = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen([*PROGRAM, *arguments], env={**os.environ, **(env or {})}, **{**pipes, **more})


def program(*arguments: str, env: Mapping[str, str] | None = None) -> Ran:
    """Run a command as a program of its own."""
    with started(*arguments, env=env) as process:
        out, err = process.communicate()
    return Ran(process.returncode, out, err)


@dataclass(frozen=True)
class Answer:
    """What the server answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Server:
    """A service on 127.0.0.1 that answers by path; None breaks the connection off. Keeps what it was sent."""

    answers: dict[str, Answer | Callable[[], Answer] | None] = field(default_factory=dict)
    received: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)

    def __enter__(self) -> Self:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                outer.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self._answer()

            def _answer(self) -> None:
                outer.received.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                answer = outer.answers.get(self.path, Answer(status=404))
                answer = answer() if callable(answer) else answer
                if answer is None:
                    self.close_connection = True
                    return
                with contextlib.suppress(OSError):
                    self.send_response(answer.status)
                    for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def says(self, path: str = DETECT, **data: Any) -> None:
        """Let a path answer detectFaces' documented answer with some of its data changed."""
        documented = {
            "taskId": "pre1",
            "businessTaskId": "b1",
            "toolTask": "faceDetection",
            "status": 2,
            "faceUrls": [],
        }
        envelope = {"code": "200", "msg": "success", "data": {**documented, **data}}
        self.answers[path] = Answer(json.dumps(envelope).encode())
