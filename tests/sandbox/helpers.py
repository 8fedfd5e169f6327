"""Pictures, a fake clock, a loopback server and ways to run the sandbox, in process and as a program."""

import contextlib
import io
import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
from PIL import Image, ImageOps

from img_open_sandbox.app import create_app
from img_open_sandbox.operations import Operation, load_document, read_operations
from img_open_sandbox.registry import load
from img_open_sandbox.sandbox import Sandbox
from img_open_sandbox.settings import DEFAULT_KEY_ID, DEFAULT_KEY_SECRET, Settings

ASTRONAUT = Path(__file__).with_name("astronaut.jpg")
DETECT = "/AIGCImgOpenServ/saas/tool/face/detection"
QUERY = "/AIGCImgOpenServ/saas/tool/face/detection/queryTask"
DETECT_PAGE = "https://4v5l1y8wvl.apifox.cn/api-202222098"
QUERY_PAGE = "https://4v5l1y8wvl.apifox.cn/api-202222086"
KEYS = {"X-Request-req-accessKeyId": DEFAULT_KEY_ID, "X-Request-req-accessKeySecret": DEFAULT_KEY_SECRET}
TEXT: dict[str, Any] = {"prompt": "a lighthouse", "batch_size": 1, "width": 64, "height": 48, "seed": "7"}
TEXT_V3: dict[str, Any] = {"prompt": "a lighthouse", "width": 128, "height": 130, "seed": 7}
FLUX = "/AIGCImgOpenServ/saas/tool/comfyui/text2image"
FLUX_QUERY = f"{FLUX}/queryTask"
START = 1_717_727_539.423  # the page's own example task was made at this second


DOCUMENT = load_document()
OPERATIONS = {operation.id: operation for operation in read_operations(DOCUMENT)}


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


def portrait(size: int = 256, *, mirrored: bool = False) -> Image.Image:
    """The astronaut, alone."""
    with Image.open(ASTRONAUT) as image:
        resized = image.resize((size, size))
    return ImageOps.mirror(resized) if mirrored else resized


def group(count: int, size: int = 256) -> Image.Image:
    """So many portraits side by side, every second one mirrored."""
    image = Image.new("RGB", (count * size, size))
    for number in range(count):
        image.paste(portrait(size, mirrored=number % 2 == 1), (number * size, 0))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file's bytes."""
    buffer = io.BytesIO()
    image.save(buffer, format=kind, **options)
    return buffer.getvalue()


@dataclass(frozen=True)
class Answer:
    """What the loopback server answers; ``length`` None sends no Content-Length."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: bool = True


GOOD = Answer(b'{"code": "200"}')


class LoopbackServer:
    """Answers by path, on 127.0.0.1, each request in a thread of its own; keeps what was posted."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.received: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.received.put((self.path, json.loads(body)))
                self._answer()

            def _answer(self) -> None:
                answer = outer.answers.get(self.path, Answer(status=404))
                answer = answer() if callable(answer) else answer
                with contextlib.suppress(OSError):
                    self.send_response(answer.status)
                    for name, value in answer.headers.items():
                        self.send_header(name, value)
                    if answer.length:
                        self.send_header("Content-Length", str(len(answer.body)))
                    self.end_headers()
                    self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def hang(self) -> Answer:
        """An answer that comes only when the test is over or sets ``released``."""
        self.released.wait(20)
        return GOOD

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def closed_port() -> int:
    """A port on which nobody listens."""
    with LoopbackServer() as server:
        return server.port


def make_sandbox(settings: Settings) -> Sandbox:
    """The service's parts, without HTTP."""
    return Sandbox(settings, list(OPERATIONS.values()), load()[1])


def detect_operation() -> Operation:
    """The face detection, as the spec has it."""
    return OPERATIONS["detectFaces"]


def example(name: str) -> dict[str, Any]:
    """The spec's example request of an operation, without its callback, which leads off this machine."""
    operation = OPERATIONS[name]
    path = operation.path.replace(":path}", "}")
    content = DOCUMENT["paths"][path][operation.method.lower()]["requestBody"]["content"]["application/json"]
    return {field: value for field, value in content["example"].items() if field != "callbackUrl"}


def picture_urls(body: dict[str, Any]) -> list[str]:
    """The pictures that an example names."""
    values = [value for field in body.values() for value in (field if isinstance(field, list) else [field])]
    return [value for value in values if isinstance(value, str) and value.startswith("http")]


@contextlib.asynccontextmanager
async def in_process(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the right keys, and the whole application behind it."""
    app = create_app(settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=settings.base_url, headers=KEYS) as client,
    ):
        yield client


async def call(client: httpx.AsyncClient, name: str, body: dict[str, Any]) -> Any:
    """The answer of an operation, as JSON; it always comes with HTTP 200."""
    answer = await client.post(OPERATIONS[name].path, json=body)
    assert answer.status_code == 200
    return answer.json()


async def made(client: httpx.AsyncClient, name: str, body: dict[str, Any]) -> list[Image.Image]:
    """The pictures of a new Stable Diffusion task, asked for by the service's id."""
    submitted = await call(client, name, body)
    data = (await call(client, "queryTaskInfoV2", {"businessTaskId": submitted["data"]["task_id"]}))["data"]
    return [await served(client, row["image_url"]) for row in data["differentialImageRspList"]]


async def served(client: httpx.AsyncClient, url: str) -> Image.Image:
    """A picture of a result; a PNG."""
    image = Image.open(io.BytesIO((await client.get(url)).content), formats=["PNG"])
    image.load()
    return image


async def query_tool(client: httpx.AsyncClient, name: str, own_id: str) -> Any:
    """What queryToolTask answers for a tool's task."""
    path = f"{OPERATIONS[name].path}/queryTask"
    return (await client.post(path, json={"businessTaskId": own_id})).json()


async def upload(client: httpx.AsyncClient, image: Image.Image, **query: str) -> str:
    """The URL of an uploaded picture."""
    answer = await client.post("/_sandbox/files", params=query, content=encoded(image))
    return str(answer.json()["url"])


@dataclass
class Program:
    """``python -m img_open_sandbox``, running."""

    process: subprocess.Popen[str]
    lines: list[str]
    client: httpx.Client

    def post(self, path: str, **body: str) -> Any:
        return self.client.post(path, json=body).json()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "img_open_sandbox", *options]


@contextlib.contextmanager
def program(*options: str) -> Iterator[Program]:
    """Start the sandbox and read its three lines; it is stopped with SIGTERM unless it has ended."""
    arguments = command("--port", "0", "--loopback-only", *options)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline().rstrip("\n") for _ in range(3)]
            values = dict(line.split(": ", 1) for line in lines)
            keys = dict(zip(KEYS, (values["key id"], values["key secret"]), strict=True))
            with httpx.Client(base_url=values["url"], headers=keys, timeout=10) as client:
                yield Program(process, lines, client)
        finally:
            process.terminate()


class Gate:
    """Holds a function of the sandbox up: ``begun`` once it is called, and it goes on at ``go``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        stock = getattr(module, name)

        def held(*arguments: Any, **named: Any) -> Any:
            self.begun.set()
            self.go.wait(5)  # a call that holds up the event loop ends here, and is done too early for its test
            return stock(*arguments, **named)

        monkeypatch.setattr(module, name, held)
