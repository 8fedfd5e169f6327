"""What a traceback shows that has the values of local variables, as error trackers collect them.

Without them nothing shows (test_hostile.py). With them, no frame has the keys as they are sent; frames of httpx,
httpcore and h11 have what a server said back, before it was looked through, where it could not be parsed; and a frame
that is given a key as an argument, such as the one that makes the client, has its arguments.
"""

import traceback
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import img_open
from img_open import ConfigurationError, ImgOpen
from tests.secrets.canary import KEY_ID, KEY_SECRET, shows
from tests.secrets.driving import SOME, everything, resources
from tests.secrets.hostile import ECHOES, Hostile
from tests.secrets.test_hostile import MODES, drive

PACKAGE = str(Path(img_open.__file__).parent)


def frames(error: BaseException) -> Iterator[tuple[str, str]]:
    """Yield each frame behind an error whose variables show a secret: its package, and which variable."""
    chain: list[Any] = [traceback.TracebackException.from_exception(error, capture_locals=True)]
    for one in chain:
        chain += [other for other in (one.__cause__, one.__context__) if other is not None and other not in chain]
        for frame in one.stack:
            for name, value in (frame.locals or {}).items():
                if shows(value):
                    parts = Path(frame.filename).parts
                    home = parts[parts.index("site-packages") + 1] if "site-packages" in parts else frame.filename
                    yield home, f"{frame.name}: {name}"


def of_all_errors(kept: list[Any]) -> set[tuple[str, str]]:
    values = [item[1] if isinstance(item, tuple) else item for item in kept]
    return {shown for error in values if isinstance(error, BaseException) for shown in frames(error)}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("own_http", [False, True], ids=["own connections", "the caller's httpx client"])
def test_keys_that_are_sent_are_in_no_frame(hostile: Hostile, mode: str, own_http: bool) -> None:
    hostile.echo = lambda _: b""  # the connection ends without an answer
    outcomes = drive(mode, hostile.url, partial(resources, names=SOME), own_http)
    assert of_all_errors(outcomes.kept) == set()
    assert {key for seen in hostile.received for key in seen.keys} == {KEY_ID, KEY_SECRET}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("echo", ECHOES)
def test_what_is_said_back_is_in_no_frame_of_the_client(hostile: Hostile, echo: str, mode: str) -> None:
    hostile.echo = ECHOES[echo]
    shown = of_all_errors(drive(mode, hostile.url, everything).kept)
    assert [where for where in shown if where[0].startswith(PACKAGE)] == []


def test_who_is_given_a_key_has_it_among_its_arguments() -> None:
    with pytest.raises(ConfigurationError) as caught:
        ImgOpen(KEY_ID, f"{KEY_SECRET} ", "http://x")
    told = {variable for home, variable in frames(caught.value) if home.startswith(PACKAGE)}
    given = {
        "__init__: access_key_id",
        "__init__: access_key_secret",
        "_auth: access_key_id",
        "_auth: access_key_secret",
    }
    assert told == {*given, "key_from: given", "key_from: key"}
