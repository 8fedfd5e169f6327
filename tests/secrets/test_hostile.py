"""The canary before a service that says the keys back: no object, error, log, pickle or output has them."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import httpx
import pytest

from img_open import AsyncImgOpen, ImgOpen
from tests.secrets.canary import KEY_ID, KEY_SECRET, leaks
from tests.secrets.conftest import Ear
from tests.secrets.driving import OPERATIONS, SOME, Outcomes, everything, resources, run
from tests.secrets.hostile import ECHOES, Hostile

MODES = ("sync", "async")
# In these, what comes back goes through all of an operation's own code.
THOROUGH = ("a refusal's msg", "the values of a success", "headers of a success")


def drive(mode: str, url: str, use: Callable[[Any, Outcomes], Any], own_http: bool = False) -> Outcomes:
    """Use a client of either kind, over an httpx client of the test's own if asked; return what came of it."""
    outcomes = Outcomes()
    options: dict[str, Any] = {"max_retries": 1, "on_drift": outcomes.kept.append}

    async def using() -> None:
        if mode == "sync":
            with httpx.Client() as http, ImgOpen(KEY_ID, KEY_SECRET, url, **options, **given(http)) as client:
                await use(client, outcomes)
        else:
            async with (
                httpx.AsyncClient() as async_http,
                AsyncImgOpen(KEY_ID, KEY_SECRET, url, **options, **given(async_http)) as async_client,
            ):
                await use(async_client, outcomes)

    def given(http: httpx.Client | httpx.AsyncClient) -> dict[str, Any]:
        return {"http_client": http} if own_http else {}

    run(using)
    return outcomes


def check(outcomes: Outcomes, hostile: Hostile) -> None:
    """The keys were sent, and nothing shows them."""
    assert {key for seen in hostile.received for key in seen.keys} == {KEY_ID, KEY_SECRET}
    found = leaks(item if isinstance(item, tuple) else (type(item).__name__, item) for item in outcomes.kept)
    assert not found, found[:20]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("echo", ECHOES)
def test_no_echo_is_shown(hostile: Hostile, ear: Ear, echo: str, mode: str) -> None:
    hostile.echo = ECHOES[echo]
    names: Collection[str] = OPERATIONS if echo in THOROUGH else SOME
    check(drive(mode, hostile.url, partial(everything, names=names)), hostile)
    assert {"img_open", "httpcore.http11", "httpcore.connection"} <= set(ear.heard)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("echo", ECHOES)
def test_no_echo_is_shown_through_an_own_http_client(hostile: Hostile, ear: Ear, echo: str, mode: str) -> None:
    hostile.echo = ECHOES[echo]
    check(drive(mode, hostile.url, partial(resources, names=SOME), own_http=True), hostile)
    assert {"img_open", "httpx", "httpcore.http11"} <= {*ear.heard, *_without_answer(echo)}


def _without_answer(echo: str) -> set[str]:
    return {"httpx"} if echo in {"a status line", "a header line"} else set()
