"""The secrets that nothing may show, and the search for them in whatever a program can get hold of."""

import asyncio
import base64
import http.cookiejar
import logging
import os
import pickle
import re
import threading
import traceback
import types
import weakref
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from img_open.hiding import Hider
from img_open.keys import KeyAuth

# Letters and digits, as keys mostly are; and one with all that JSON, URLs, HTML and repr write otherwise.
KEY_ID = "k9TzQ4vWm2XrB7nLs8HdYp3f"
KEY_SECRET = "w6RjZc1Vt5Gq/Uy0Ke8Ao2Nb7+\"Xi3&<Pd4Fh9Lm1Sw6\\'="
CALLBACK_SECRET = 'q3NvEx8TbC5yJr0D/gM7uHk2Wd6Za4Ls"9'
SECRETS = (KEY_ID, KEY_SECRET, CALLBACK_SECRET)

_PIECE = re.compile(r"[A-Za-z0-9]{10,}")
NEEDLES = tuple(
    needle.lower()
    for secret in SECRETS
    for needle in (*_PIECE.findall(secret), base64.b64encode(secret.encode()).decode()[:16], secret.encode().hex()[:20])
)
"""What gives a secret away: pieces that every way of writing it has, whatever the case."""

HOLDERS = (KeyAuth, Hider)
"""Where the keys are kept, which is what they are for: private, with no key in their repr, and never pickled."""

# A cookie that the service sets is kept by the caller's own httpx client, as its caller asked.
_OF_THE_CALLER = (http.cookiejar.CookieJar,)
_NOT_ENTERED = (
    types.ModuleType, type, types.CodeType, types.BuiltinFunctionType, types.FrameType, types.TracebackType,
    types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, weakref.ref, logging.Logger, logging.Handler,
    threading.Thread, asyncio.AbstractEventLoop, asyncio.BaseTransport, type(os.environ),
)  # fmt: skip
_MOST = 200_000  # objects; more would be a walk through the whole program


def shows(text: str | bytes | bytearray | memoryview) -> bool:
    """Say whether a text gives a secret away."""
    if isinstance(text, memoryview | bytearray):
        text = bytes(text)
    if isinstance(text, bytes):
        text = text.replace(b"\0", b"").decode("latin-1")  # without the zeros, UTF-16 reads as ASCII
    low = text.lower()
    return any(needle in low for needle in NEEDLES)


def traces(root: object, name: str = "it") -> list[str]:
    """Name every place in an object, and in all that can be reached from it, that holds a secret."""
    found: list[str] = []
    seen: dict[int, object] = {}
    queue: deque[tuple[str, object]] = deque([(name, root)])
    while queue:
        path, value = queue.popleft()
        if isinstance(value, str | bytes | bytearray | memoryview):
            if shows(value):
                found.append(path)
            if type(value) in {str, bytes, bytearray, memoryview}:
                continue
        if id(value) in seen or isinstance(value, HOLDERS + _OF_THE_CALLER + _NOT_ENTERED):
            continue
        seen[id(value)] = value
        assert len(seen) < _MOST, f"the search has lost itself at {path}"
        queue.extend(_parts(path, value))
    return found


def _parts(path: str, value: Any) -> Iterator[tuple[str, object]]:
    yield from _attributes(path, value)
    match value:
        case Mapping():
            for number, (key, item) in enumerate(_items(value)):
                yield f"{path}'s key {number}", key
                yield f"{path}[{number if shows(repr(key)) else repr(key)[:60]}]", item
        case list() | tuple() | set() | frozenset() | deque():
            for number, item in enumerate(list(value)):
                yield f"{path}[{number}]", item
        case types.FunctionType():
            cells = [cell.cell_contents for cell in value.__closure__ or () if _filled(cell)]
            yield f"{path}'s closure", cells
            yield f"{path}'s defaults", (value.__defaults__, value.__kwdefaults__)
        case types.MethodType():
            yield f"{path}'s object", value.__self__
        case BaseException():
            yield f"{path}.args", value.args
            yield f"{path}.__cause__", value.__cause__
            yield f"{path}.__context__", value.__context__


def _attributes(path: str, value: object) -> Iterator[tuple[str, object]]:
    for name, item in dict(getattr(value, "__dict__", {})).items():
        yield f"{path}.{name}", item
    for kind in type(value).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            mangled = f"_{kind.__name__.lstrip('_')}{name}" if name[:2] == "__" and name[-2:] != "__" else name
            if name != "__weakref__" and hasattr(value, mangled):
                yield f"{path}.{mangled}", getattr(value, mangled)


def _filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def texts(value: object) -> Iterator[tuple[str, str]]:
    """Yield what a program would print of an object."""
    yield "repr", repr(value)
    yield "str", str(value)
    yield "format", f"{value}"
    if isinstance(value, BaseException):
        told = traceback.TracebackException.from_exception(value, capture_locals=False)
        yield "traceback", "".join(told.format(chain=True))


def pickled(value: object) -> bytes | Exception:
    """Return an object's pickle, or why it has none."""
    try:
        return pickle.dumps(value)
    except Exception as error:
        return error


def leaks(outcomes: Iterable[tuple[str, object]]) -> list[str]:
    """Name every way in which one of these objects gives a secret away."""
    every = list(outcomes)
    found = traces(every, "outcomes")
    for name, value in every:
        found += [f"{how} of {name}" for how, text in texts(value) if shows(text)]
        kept = pickled(value)
        found += [f"pickle of {name}"] if shows(kept if isinstance(kept, bytes) else repr(kept)) else []
    return found


def _items(value: Mapping[Any, Any]) -> list[tuple[object, object]]:
    try:
        return list(value.items())
    except Exception:  # httpx.Cookies has no value for a name that two cookies have; its jar is looked at anyway
        return []
