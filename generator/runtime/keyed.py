"""Sending for the function modules under api: an httpx transport that adds the keys, for one server only."""

from functools import cached_property
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from .keys import KeyAuth
from .sending import Outgoing, answered


class KeyTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Adds the keys to what goes to the base URL's server, and takes them out of what comes back, errors included."""

    def __init__(self, auth: KeyAuth, base_url: str) -> None:
        self._auth = auth
        self._server = _server(httpx.URL(base_url))

    @cached_property
    def _client(self) -> httpx.Client:
        return httpx.Client(**_no_cookies())

    @cached_property
    def _async_client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(**_no_cookies())

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._answer(request, self._client.send(request, auth=self._auth_for(request)))
        except Exception as error:
            self._auth.hide_in(error)
            raise

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._answer(request, await self._async_client.send(request, auth=self._auth_for(request)))
        except Exception as error:
            self._auth.hide_in(error)
            raise

    def _auth_for(self, request: httpx.Request) -> KeyAuth | None:
        return self._auth if _server(request.url) == self._server else None

    def _answer(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        out = Outgoing(str(request.url), request.content, {})
        return answered(out, response, self._auth).response()

    def close(self) -> None:
        if "_client" in vars(self):
            self._client.close()

    async def aclose(self) -> None:
        if "_async_client" in vars(self):
            await self._async_client.aclose()


def _server(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _no_cookies() -> dict[str, Any]:
    return {"cookies": CookieJar(DefaultCookiePolicy(allowed_domains=[])), "follow_redirects": False}
