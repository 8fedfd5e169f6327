# GENERATED from generator/runtime/logs.py by "make generate"; do not edit.
"""Logging of exchanges: IMG_OPEN_LOG=info or debug; headers by allow-list, bodies on IMG_OPEN_LOG_BODIES=1, no keys."""

import logging
import os
from collections.abc import Iterable

from .answers import Answer
from .errors import ConfigurationError, shown

ENV_LOG = "IMG_OPEN_LOG"
ENV_LOG_BODIES = "IMG_OPEN_LOG_BODIES"
log: logging.Logger = logging.getLogger(__package__)

_LEVELS = {"info": logging.INFO, "debug": logging.DEBUG}
_SHOWN_HEADERS = {"content-length", "content-type", "date", "retry-after", "server"}
_BODY_SHOWN = 2000  # characters


def set_up() -> None:
    """Do what IMG_OPEN_LOG says: write to stderr from that level on. Raises ConfigurationError."""
    wanted = os.environ.get(ENV_LOG, "").lower()
    if not wanted:
        return
    if wanted not in _LEVELS:
        raise ConfigurationError(f"{ENV_LOG}: expected info or debug, got {shown(wanted)!r}")
    log.setLevel(_LEVELS[wanted])
    if not any(isinstance(handler, _Handler) for handler in log.handlers):
        handler = _Handler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        log.addHandler(handler)


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]  # generic for type checkers alone
    """The one that set_up added."""


def exchange(operation: str, url: str, body: bytes, answer: Answer, seconds: float) -> None:
    """Log an exchange that got an answer."""
    log.info("%s: POST %s: HTTP %d in %.3f s", operation, shown(url), answer.status_code, seconds)
    if not log.isEnabledFor(logging.DEBUG):
        return
    log.debug("%s: answer's headers: %s", operation, _headers(answer.headers.multi_items()))
    if os.environ.get(ENV_LOG_BODIES) == "1":
        for what, content in (("request", body), ("answer", answer.content)):
            log.debug("%s: %s: %s", operation, what, shown(content.decode("utf-8", "replace"), _BODY_SHOWN))


def failure(operation: str, url: str, cause: str, seconds: float) -> None:
    """Log an exchange that got none."""
    log.info("%s: POST %s: no answer after %.3f s: %s", operation, shown(url), seconds, cause)


def _headers(items: Iterable[tuple[str, str]]) -> str:
    return ", ".join(
        f"{shown(name)}: {shown(value) if name in _SHOWN_HEADERS else '[hidden]'}" for name, value in items
    )
