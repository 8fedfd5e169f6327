"""A call in a process of its own, which may import what this one must not and may hang."""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable

from contract.values import Json


class OutOfTimeError(Exception):
    """The call did not end."""


class BrokenError(Exception):
    """The call raised; the text is the exception's."""


def forked(call: Callable[[], Json], seconds: float) -> Json:
    """Return what the call returns as JSON, made in a fork of this process. Raises OutOfTimeError, BrokenError."""
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(call, writer)
    os.close(writer)
    try:
        told = _read(reader, time.monotonic() + seconds)
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    found = json.loads(told or b'{"error": "the process died"}')
    if "error" in found:
        raise BrokenError(found["error"])
    return found["made"]


def _answer(call: Callable[[], Json], writer: int) -> None:
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when it ends
        told = json.dumps({"made": call()})
    except BaseException as error:  # whatever a changed client does is told, not raised
        told = json.dumps({"error": f"{type(error).__name__}: {error}"[:500]})
    with os.fdopen(writer, "wb") as pipe:
        pipe.write(told.encode())
    os._exit(0)


def _read(reader: int, end: float) -> bytes:
    told = b""
    while ready := select.select([reader], [], [], max(0.0, end - time.monotonic()))[0]:
        chunk = os.read(ready[0], 65536)
        if not chunk:
            return told
        told += chunk
    raise OutOfTimeError
