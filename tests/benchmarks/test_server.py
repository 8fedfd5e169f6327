"""The benchmark's own server, and that every contender gets the documented answer from it."""

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from benchmarks.call import HTTPCORE, HTTPX, PREPARED, async_calls, check, sync_calls
from benchmarks.documented import face_detection
from benchmarks.server import Answerer, answer_of, running

ASKED, ANSWER = face_detection()
REQUEST = b"POST /x HTTP/1.1\r\nhost: a\r\nContent-Length: 4\r\n\r\nbody"
NAMES = ["img_open", HTTPX, PREPARED, HTTPCORE]


class Wire(asyncio.WriteTransport):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def answerer(wire: Wire) -> Answerer:
    found = Answerer(b"answer")
    found.connection_made(wire)
    return found


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running() as found:
        yield found


def test_a_request_is_answered_when_its_body_is_there(wire: Wire, answerer: Answerer) -> None:
    for place in range(len(REQUEST) - 1):
        answerer.data_received(REQUEST[place : place + 1])
    assert wire.written == []
    answerer.data_received(REQUEST[-1:])
    assert wire.written == [b"answer"]


def test_each_of_several_requests_is_answered(wire: Wire, answerer: Answerer) -> None:
    answerer.data_received(REQUEST + REQUEST + REQUEST[:10])
    answerer.data_received(REQUEST[10:])
    assert wire.written == [b"answer"] * 3


def test_a_body_without_a_length_ends_the_connection(wire: Wire, answerer: Answerer) -> None:
    answerer.data_received(b"POST /x HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n")
    assert wire.closed


def test_the_answer_is_http() -> None:
    head, _, content = answer_of(b"{}").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"content-length: 2" in head
    assert content == b"{}"


def test_it_gives_the_documented_answer_over_one_connection(url: str) -> None:
    with httpx.Client() as http:
        first, second = (http.post(url, json=ASKED) for _ in range(2))
        assert first.json() == second.json() == ANSWER
        streams = [answer.extensions["network_stream"].get_extra_info("client_addr") for answer in (first, second)]
        assert streams[0] == streams[1]


def test_it_ends_when_its_input_does() -> None:
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        port = int(process.stdout.readline())
        process.stdin.close()
        assert process.wait(20) == 0
    with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pytest.fail("expected nobody on the port, got a connection")


def test_every_sync_contender_gets_the_documented_faces(url: str) -> None:
    with sync_calls(url) as calls:
        assert list(calls) == NAMES
        for call in calls.values():
            check(call())
            check(call())


def test_every_async_contender_gets_the_documented_faces(url: str) -> None:
    async def all_twice() -> None:
        async with async_calls(url) as calls:
            assert list(calls) == NAMES
            for call in calls.values():
                check(await call())
                check(await call())

    asyncio.run(all_twice())


def test_other_faces_are_no_comparison() -> None:
    with pytest.raises(RuntimeError) as caught:
        check(["x"])
    faces = json.loads(json.dumps(ANSWER))["data"]["faceUrls"]
    assert str(caught.value) == f"expected the documented faces {faces}, got ['x']; this is no comparison"
