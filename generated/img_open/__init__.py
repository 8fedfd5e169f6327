# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Img Open: a client for the image API, made from its documentation.

from img_open import ImgOpen

with ImgOpen() as client:
    task = client.tools.detect_faces(image_url="https://...")
    print(task.wait(timeout=60).face_urls)
"""

from ._version import __version__
from .drift import Drift
from .errors import (
    ApiError,
    ArgumentError,
    ConfigurationError,
    DecodeError,
    StatusError,
    TaskError,
    TaskFailed,
    TransportError,
    WaitTimeout,
)
from .img_open import AsyncImgOpen, ImgOpen
from .tasks import AsyncTask, Task

__all__ = [
    "ApiError",
    "ArgumentError",
    "AsyncImgOpen",
    "AsyncTask",
    "ConfigurationError",
    "DecodeError",
    "Drift",
    "ImgOpen",
    "StatusError",
    "Task",
    "TaskError",
    "TaskFailed",
    "TransportError",
    "WaitTimeout",
    "__version__",
]
