"""Let only programs of this machine drive the sandbox, not pages of the internet in its browser."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from img_open_sandbox.envelope import failure, shown
from img_open_sandbox.net import is_loopback


class LoopbackGuard:
    """Refuse (HTTP 403) a Host that is no loopback name (DNS rebinding), and a foreign Origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            for name, url in (("Host", f"//{headers.get('Host', '')}"), ("Origin", headers.get("Origin"))):
                if url is not None and not _is_local(url):
                    got = shown(headers.get(name, ""))
                    msg = f"{name}: expected a loopback name (127.0.0.1, localhost or [::1]), got {got}. {_WHY}"
                    await failure("403", msg, status=403)(scope, receive, send)
                    return
        await self._app(scope, receive, send)


_WHY = "The sandbox serves programs of this machine only; ask for it by the url that it printed at its start"


def _is_local(url: str) -> bool:
    try:
        return is_loopback(urlsplit(url).hostname or "")
    except ValueError:
        return False
