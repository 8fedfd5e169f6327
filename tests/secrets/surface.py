"""All that img_open lets a program call, found by looking, and which of it a test has called."""

import inspect
import pkgutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import img_open


def modules() -> Iterator[ModuleType]:
    """Yield every module of the client."""
    yield img_open
    for found in pkgutil.walk_packages(img_open.__path__, f"{img_open.__name__}."):
        yield import_module(found.name)


def functions() -> dict[str, CodeType]:
    """Return every public function, method and property that is written in the client, by its place."""
    found: dict[str, CodeType] = {}
    for module in modules():
        for name, value in list(vars(module).items()):
            if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
                continue
            if isinstance(value, type):
                found.update(_methods(module, value))
            elif isinstance(value, FunctionType):
                found[f"{module.__name__}.{name}"] = inspect.unwrap(value).__code__
    return found


def _methods(module: ModuleType, kind: type) -> Iterator[tuple[str, CodeType]]:
    if getattr(kind, "_is_protocol", False):
        return
    for name, value in vars(kind).items():
        function = _function(value)
        # What attrs writes has no file; it only sets and compares fields.
        if not name.startswith("_") and function is not None and function.__code__.co_filename == module.__file__:
            yield f"{module.__name__}.{kind.__name__}.{name}", function.__code__


def _function(value: Any) -> FunctionType | None:
    match value:
        case FunctionType():
            return value
        case staticmethod() | classmethod():
            return _function(value.__func__)
        case property():
            return _function(value.fget)
        case cached_property():
            return _function(value.func)
    return None


@contextmanager
def calls() -> Iterator[set[CodeType]]:
    """Note which functions are called, in this thread and in those that start meanwhile."""
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(before)
        threading.setprofile(None)
