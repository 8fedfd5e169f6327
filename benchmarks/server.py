"""A server in a process of its own that gives one documented answer, as fast as asyncio can.

Not the sandbox, which thinks about each request: here the client's own cost is to be seen. It ends when its standard
input does, so that it never outlives the benchmark, however that ends.
"""

import asyncio
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.documented import face_detection

HOST = "127.0.0.1"
_HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]+)", re.IGNORECASE)
_STOP_S = 10.0


def answer_of(content: bytes) -> bytes:
    """An HTTP answer with these bytes of JSON, with the headers that a service usually has."""
    head = [
        b"HTTP/1.1 200 OK",
        b"date: Thu, 01 Jan 2026 00:00:00 GMT",
        b"server: benchmark",
        b"content-type: application/json",
        b"content-length: %d" % len(content),
    ]
    return b"\r\n".join(head) + _HEAD_END + content


class Answerer(asyncio.Protocol):
    """Answers each request of a kept-alive connection, as soon as its body is there."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._buffer = bytearray()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(_HEAD_END)) >= 0 and self._transport is not None:
            length = _LENGTH.search(self._buffer, 0, end)
            if length is None:  # a body in chunks: no client here sends one
                self._transport.close()
                return
            size = end + len(_HEAD_END) + int(length[1])
            if len(self._buffer) < size:
                return
            del self._buffer[:size]
            self._transport.write(self._answer)


async def serve(answer: bytes) -> None:
    """Serve on a free port, which is printed, until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answerer(answer), HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def running() -> Iterator[str]:
    """Start the server in a process of its own; yield its URL. Raises RuntimeError when it does not start."""
    command = [sys.executable, "-m", "benchmarks.server"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603  # our own
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = process.stdout.readline().strip()
            if not port:
                raise RuntimeError("the benchmark's server did not start; its message is on stderr")
            yield f"http://{HOST}:{port}"
        finally:
            process.stdin.close()
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the benchmark, which then ends this
    asyncio.run(serve(answer_of(json.dumps(face_detection()[1]).encode())))
