"""Cancelled at any moment, a client keeps neither a request, which has the keys, nor its connection."""

import asyncio
from typing import Any

import httpx
import pytest

from img_open import AsyncImgOpen
from tests.secrets.canary import KEY_ID, KEY_SECRET, traces
from tests.secrets.hostile import ECHOES, Hostile

MOMENTS = [int(1.12**power) for power in range(60)]  # turns of the event loop; an exchange takes some hundred


async def cancel_after(turns: int, client: AsyncImgOpen) -> None:
    """Start a call, and cancel it after so many turns."""
    call = asyncio.ensure_future(client.tools.detect_faces(image_url="http://x/a.jpg"))
    for _ in range(turns):
        await asyncio.sleep(0)
    call.cancel()
    await asyncio.wait([call])
    if not call.cancelled():
        call.exception()


@pytest.mark.parametrize("own_http", [False, True], ids=["own connections", "the caller's httpx client"])
@pytest.mark.parametrize("echo", ["an HTML page", "headers of a success"])
def test_nothing_stays_behind(hostile: Hostile, echo: str, own_http: bool) -> None:
    hostile.echo = ECHOES[echo]

    async def use() -> None:
        async with httpx.AsyncClient() as http:
            options: dict[str, Any] = {"http_client": http} if own_http else {}
            async with AsyncImgOpen(KEY_ID, KEY_SECRET, hostile.url, max_retries=0, **options) as client:
                for _ in range(4):
                    for turns in MOMENTS:
                        await cancel_after(turns, client)
                pool: Any = http._transport._pool if own_http else client._transport.sender._pool  # type: ignore[attr-defined]
                assert (pool._requests, [one for one in pool.connections if not one.is_idle()]) == ([], [])
                assert traces(client) == []

    asyncio.run(use())
