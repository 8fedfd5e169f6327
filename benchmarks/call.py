"""CPU of one call of the client over loopback, beside the same call written by hand with httpx and with httpcore."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any

import httpcore
import httpx

from benchmarks.documented import face_detection
from benchmarks.report import Figure, Target
from benchmarks.rounds import Contender, Samples, Say, Spread, alternate, cpu_seconds, ratio
from benchmarks.server import running
from img_open import AsyncImgOpen, ImgOpen

KEY = "benchmark"
KEYS = {"X-Request-req-accessKeyId": KEY, "X-Request-req-accessKeySecret": KEY}
PATH = "/AIGCImgOpenServ/saas/tool/face/detection"
TIMEOUT_S = 30.0
CLIENT, HTTPX, PREPARED, HTTPCORE = "img_open", "httpx post", "httpx, request prepared", "httpcore"
PEERS = (HTTPX, PREPARED, HTTPCORE)
TARGET = 0.95

Faces = list[str]
Call = Callable[[], Faces]
AsyncCall = Callable[[], Awaitable[Faces]]

_ASKED, _ANSWER = face_detection()
_IMAGE, _TASK = _ASKED["imageUrl"], _ASKED["businessTaskId"]


def measure(say: Say, *, quick: bool = False) -> Figure:
    """Compare; the target is for the sync client."""
    rounds, calls = (5, 50) if quick else (31, 300)
    with running() as url:
        say("sync")
        with sync_calls(url) as one:
            sync = alternate({name: _cost(call, calls) for name, call in one.items()}, rounds, say)
        say("async")
        with asyncio.Runner() as runner, _on(runner, url) as several:
            costs = {name: _async_cost(runner, call, calls) for name, call in several.items()}
            other = alternate(costs, rounds, say)
    rows = [row for kind, samples in (("sync", sync), ("async", other)) for row in _rows(kind, samples)]
    return Figure(
        name="call",
        title="CPU of a call",
        how=(
            f"`client.tools.detect_faces(...)` against a server in another process on loopback, {calls} calls a round,"
            " connections kept alive. Beside it `httpx.Client.post(url, json=..., headers=keys).json()`; the same with"
            " the request built once and only its content anew; and bare `httpcore.ConnectionPool.request` with"
            " `json.loads`. Only img_open checks the answer and gives it types."
        ),
        columns=("", "peer", "img_open, µs a call", "peer, µs a call", "ratio"),
        rows=rows,
        targets=[Target("img_open over httpx post, sync", ratio(sync, CLIENT, HTTPX).median, TARGET)],
        samples={"sync": sync, "async": other},
    )


def _rows(kind: str, samples: Samples) -> list[tuple[str, ...]]:
    ours = Spread.of(samples[CLIENT]).shown(0, 1e6)
    return [
        (kind, peer, ours, Spread.of(samples[peer]).shown(0, 1e6), ratio(samples, CLIENT, peer).shown())
        for peer in PEERS
    ]


def _cost(call: Call, calls: int) -> Contender:
    def many() -> None:
        for _ in range(calls):
            check(call())

    return lambda: cpu_seconds(many) / calls


def _async_cost(runner: asyncio.Runner, call: AsyncCall, calls: int) -> Contender:
    async def many() -> None:
        for _ in range(calls):
            check(await call())

    return lambda: cpu_seconds(lambda: runner.run(many())) / calls


@contextmanager
def _on(runner: asyncio.Runner, url: str) -> Iterator[Mapping[str, AsyncCall]]:
    stack = AsyncExitStack()
    try:
        yield runner.run(stack.enter_async_context(async_calls(url)))
    finally:
        runner.run(stack.aclose())


@contextmanager
def sync_calls(url: str) -> Iterator[Mapping[str, Call]]:
    """The same call in four ways; each returns the URLs of the faces."""
    with (
        ImgOpen(KEY, KEY, url) as client,
        httpx.Client(timeout=TIMEOUT_S) as http,
        httpcore.ConnectionPool() as pool,
    ):
        address = url + PATH
        prepared = http.build_request("POST", address, json=_ASKED, headers=KEYS)
        headers = _headers(url)

        def by_client() -> Faces:
            found = client.tools.detect_faces(image_url=_IMAGE, business_task_id=_TASK).data
            return found.face_urls if found else []

        def by_httpx() -> Faces:
            return _faces(http.post(address, json=_ASKED, headers=KEYS).json())

        def by_prepared() -> Faces:
            prepared.stream = httpx.ByteStream(_content())
            return _faces(http.send(prepared).json())

        def by_httpcore() -> Faces:
            return _faces(json.loads(pool.request("POST", address, headers=headers, content=_content()).content))

        yield {CLIENT: by_client, HTTPX: by_httpx, PREPARED: by_prepared, HTTPCORE: by_httpcore}


@asynccontextmanager
async def async_calls(url: str) -> AsyncIterator[Mapping[str, AsyncCall]]:
    """As `sync_calls`, with await."""
    async with (
        AsyncImgOpen(KEY, KEY, url) as client,
        httpx.AsyncClient(timeout=TIMEOUT_S) as http,
        httpcore.AsyncConnectionPool() as pool,
    ):
        address = url + PATH
        prepared = http.build_request("POST", address, json=_ASKED, headers=KEYS)
        headers = _headers(url)

        async def by_client() -> Faces:
            found = (await client.tools.detect_faces(image_url=_IMAGE, business_task_id=_TASK)).data
            return found.face_urls if found else []

        async def by_httpx() -> Faces:
            return _faces((await http.post(address, json=_ASKED, headers=KEYS)).json())

        async def by_prepared() -> Faces:
            prepared.stream = httpx.ByteStream(_content())
            return _faces((await http.send(prepared)).json())

        async def by_httpcore() -> Faces:
            answered = await pool.request("POST", address, headers=headers, content=_content())
            return _faces(json.loads(answered.content))

        yield {CLIENT: by_client, HTTPX: by_httpx, PREPARED: by_prepared, HTTPCORE: by_httpcore}


def check(faces: Faces) -> None:
    """Raise RuntimeError unless the faces are the documented ones."""
    expected = _ANSWER["data"]["faceUrls"]
    if faces != expected:
        raise RuntimeError(f"expected the documented faces {expected}, got {faces}; this is no comparison")


def _content() -> bytes:
    # As httpx writes it, so that all send the same bytes.
    return json.dumps(_ASKED, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _headers(url: str) -> list[tuple[bytes, bytes]]:
    found = {
        "Host": url.partition("://")[2],
        "Content-Type": "application/json",
        "Content-Length": str(len(_content())),
        **KEYS,
    }
    return [(name.encode(), value.encode()) for name, value in found.items()]


def _faces(answer: Any) -> Faces:
    faces: Faces = answer["data"]["faceUrls"]
    return faces
