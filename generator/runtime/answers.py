"""One HTTP answer, light: an httpx.Response is only made of it when somebody wants to see one."""

from collections.abc import Mapping
from typing import Any, Protocol

import httpx


class HttpAnswer(Protocol):
    """What is read of an answer; an httpx.Response is one as well."""

    @property
    def status_code(self) -> int: ...
    @property
    def content(self) -> bytes: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


class Answer:
    """What came, and what was sent for it, without the keys."""

    __slots__ = ("_headers", "_response", "_sent", "content", "status_code")

    def __init__(
        self,
        status_code: int,
        headers: list[tuple[bytes, bytes]],
        content: bytes,
        sent: tuple[str, str, bytes],
        response: httpx.Response | None = None,
    ) -> None:
        self.status_code: int = status_code
        self.content: bytes = content
        self._headers = headers
        self._sent = sent
        self._response = response

    @property
    def headers(self) -> httpx.Headers:
        """The headers; looking one up ignores case."""
        return httpx.Headers(self._headers)

    def header(self, name: bytes) -> str | None:
        """Return one header, by its name in small letters."""
        for found, value in self._headers:
            if found.lower() == name:
                return value.decode("ascii", "replace")
        return None

    def response(self) -> httpx.Response:
        """Return the answer as httpx has it, with its request; the request has no key headers."""
        if self._response is None:
            method, url, body = self._sent
            request = httpx.Request(method, url, headers={"content-type": "application/json"}, content=body)
            kept = [pair for pair in self._headers if pair[0].lower() not in _OF_THE_WIRE]
            self._response = httpx.Response(self.status_code, headers=kept, content=self.content, request=request)
        return self._response


_OF_THE_WIRE = {b"content-encoding", b"transfer-encoding", b"content-length"}  # content is decoded and whole


def as_response(answer: Any) -> httpx.Response | None:
    """Return what errors show of an answer."""
    return answer.response() if isinstance(answer, Answer) else answer
