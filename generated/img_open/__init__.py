# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Img Open: a client for the image API, made from its documentation.

from img_open import ImgOpen

with ImgOpen() as client:
    task = client.tools.detect_faces(image_url="https://example.com/people.jpg")
    print(task.wait(timeout=60).face_urls)
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ._version import __version__

if TYPE_CHECKING:
    from .drift import Drift
    from .errors import (
        ApiError,
        ArgumentError,
        ConfigurationError,
        DecodeError,
        DriftError,
        StatusError,
        SubmitUnclear,
        TaskError,
        TaskFailed,
        TaskLost,
        TaskTimeout,
        TransportError,
    )
    from .img_open import AsyncImgOpen, ImgOpen
    from .raw import RawResponse
    from .tasks import AsyncTask, Task
    from .waiting import Progress

_HOME = {
    "Drift": "drift",
    "ApiError": "errors",
    "ArgumentError": "errors",
    "ConfigurationError": "errors",
    "DecodeError": "errors",
    "DriftError": "errors",
    "StatusError": "errors",
    "SubmitUnclear": "errors",
    "TaskError": "errors",
    "TaskFailed": "errors",
    "TaskLost": "errors",
    "TaskTimeout": "errors",
    "TransportError": "errors",
    "AsyncImgOpen": "img_open",
    "ImgOpen": "img_open",
    "RawResponse": "raw",
    "AsyncTask": "tasks",
    "Task": "tasks",
    "Progress": "waiting",
}
__all__ = [
    "Drift",
    "ApiError",
    "ArgumentError",
    "ConfigurationError",
    "DecodeError",
    "DriftError",
    "StatusError",
    "SubmitUnclear",
    "TaskError",
    "TaskFailed",
    "TaskLost",
    "TaskTimeout",
    "TransportError",
    "AsyncImgOpen",
    "ImgOpen",
    "RawResponse",
    "AsyncTask",
    "Task",
    "Progress",
    "__version__",
]


if not TYPE_CHECKING:  # else a type checker would believe in any name

    def __getattr__(name: str) -> object:
        """Load a name's module when it is first used, so that importing the package costs next to nothing."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f".{_HOME[name]}", __name__), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
