# GENERATED from generator/runtime/keys.py by "make generate"; do not edit.
"""The keys: where they come from, and how they reach a request and nothing else."""

import os
from collections.abc import Callable, Generator, Mapping
from typing import Any

import httpx

from .errors import ConfigurationError
from .hiding import Hider


class KeyAuth(httpx.Auth):
    """Adds the key headers for the time of one exchange, so that no request that is kept or logged has them."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)
        self._raw = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
        self._hider = Hider(headers.values())
        self.hide: Callable[[bytes], bytes] = self._hider.hide
        self.hide_in: Callable[[BaseException], None] = self._hider.hide_in

    @property
    def raw(self) -> list[tuple[bytes, bytes]]:
        """The headers as they go over the wire."""
        return self._raw

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers.update(self._headers)
        onward: httpx.Request | None = None
        try:
            response = yield request
            onward = response.next_request  # httpx copies the headers for a redirect, wherever it leads
        finally:
            for kept in filter(None, (request, onward)):
                for name in self._headers:
                    kept.headers.pop(name, None)

    def __repr__(self) -> str:
        return f"KeyAuth({', '.join(self._headers)})"

    def __reduce__(self) -> Any:
        raise TypeError(
            "keys are not pickled: make another client there; a task goes on with client.tasks.resume(task.token)"
        )


def key_from(given: str | None, argument: str) -> str:
    """Return a key from its argument or from the environment. Raises ConfigurationError, which never shows the key."""
    variable = f"IMG_OPEN_{argument.upper()}"
    key = given if given is not None else os.environ.get(variable)
    if not key:
        raise ConfigurationError(
            f"no {argument}: pass {argument}=... or set {variable}; the local sandbox prints a pair when it starts"
        )
    if not isinstance(key, str):
        raise ConfigurationError(f"{argument}: expected a text, got a Python {type(key).__name__}")
    if not key.isascii() or not key.isprintable() or key != key.strip():
        raise ConfigurationError(f"{argument}: expected printable ASCII without surrounding blanks, got something else")
    return key
