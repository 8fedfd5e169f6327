"""Answers as faults let them be sent."""

import asyncio

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from img_open_sandbox.faults import Fault, Html, ResetAfterRead, SlowBody, SlowHeaders, Status, TruncatedBody
from img_open_sandbox.wire_faults import Wire, wire_of

_PAGE = """<!DOCTYPE html>
<html><head><title>{code}</title></head>
<body><center><h1>{code}</h1></center><hr><center>planted by the sandbox</center></body></html>
"""


def instead(fault: Status | Html) -> Response:
    """The answer that comes in the place of the operation's own."""
    if isinstance(fault, Html):
        return HTMLResponse(_PAGE.format(code=fault.code), fault.code)
    headers = None if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return PlainTextResponse(fault.body, fault.code, headers)


class FaultyAnswer(Response):
    """Another answer, late, in pieces, in part or not at all; then its background task."""

    def __init__(self, answer: Response, fault: Fault) -> None:
        super().__init__(answer.body, answer.status_code, background=answer.background)
        self.raw_headers = answer.raw_headers
        self._fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a caller that waits while the server is stopped is cut off."""
        try:
            await self._send(self._fault, scope, receive, send)
        except asyncio.CancelledError:
            wire = wire_of(scope)
            if wire is None:
                raise
            wire.reset()
            await _gone(receive)
            return
        if self.background is not None:
            await self.background()

    async def _send(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if isinstance(fault, ResetAfterRead):
            self._wire(scope).reset()
            await _gone(receive)  # the server takes an application that ends without an answer for a crash
            return
        if isinstance(fault, SlowHeaders):
            await _pause(receive, fault.seconds)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = bytes(self.body)
        if isinstance(fault, TruncatedBody):
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
            self._wire(scope).close()
            await _gone(receive)
            return
        if isinstance(fault, SlowBody):
            size = -(-len(body) // fault.pieces) or 1
            for start in range(0, len(body), size):
                await _pause(receive, fault.seconds)
                await send({"type": "http.response.body", "body": body[start : start + size], "more_body": True})
            body = b""
        await send({"type": "http.response.body", "body": body})

    def _wire(self, scope: Scope) -> Wire:
        wire = wire_of(scope)
        if wire is None:
            name = self._fault.name()
            raise RuntimeError(f"{name}: expected a server with sockets (python -m img_open_sandbox), got none")
        return wire


async def _pause(receive: Receive, seconds: float) -> None:
    """Wait; shorter when the caller has gone."""
    try:
        async with asyncio.timeout(seconds):
            await _gone(receive)
    except TimeoutError:
        pass


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
