"""Known secrets are found in every way of writing them, and nothing else is."""

import base64
import html
import json
import pickle
from collections.abc import Callable
from string import ascii_letters
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recording.known import SHORTEST, Known, TooShort
from tests.secrets.canary import KEY_ID, KEY_SECRET, shows

WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "percent-encoded": lambda key: quote(key, safe=""),
    "percent-encoded twice": lambda key: quote(quote(key, safe=""), safe=""),
    "each byte percent-encoded": lambda key: "".join(f"%{ord(char):02x}" for char in key),
    "JSON": json.dumps,
    "JSON in JSON in JSON": lambda key: json.dumps(json.dumps(json.dumps(key))),
    "JSON with slashes escaped": lambda key: json.dumps(key).replace("/", "\\/"),
    "\\u escapes": lambda key: "".join(f"\\u{ord(char):04X}" for char in key),
    "\\x escapes": lambda key: "".join(f"\\x{ord(char):02x}" for char in key),
    "HTML": html.escape,
    "HTML numbers": lambda key: "".join(f"&#{ord(char)};" for char in key),
    "HTML hexadecimal": lambda key: "".join(f"&#x{ord(char):X};" for char in key),
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "base64 behind one byte": lambda key: base64.b64encode(b":" + key.encode()).decode(),
    "base64 behind two bytes": lambda key: base64.urlsafe_b64encode(b"a:" + key.encode() + b"!").decode(),
    "base64 of base64": lambda key: base64.b64encode(base64.b64encode(key.encode())).decode(),
    "base64, percent-encoded": lambda key: quote(base64.b64encode(key.encode()).decode(), safe=""),
    "hexadecimal": lambda key: key.encode().hex(),
    "in two halves": lambda key: f"{key[: len(key) // 2]}/{key[len(key) // 2 :]}",
    "with spaces between": " ".join,
    "over two lines": lambda key: f"{key[:5]}\r\n  {key[5:]}",
    "its beginning": lambda key: f"{key[:12]}...",
    "its end": lambda key: f"...{key[-14:]}",
    "repr": repr,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("key", [KEY_ID, KEY_SECRET])
def test_a_secret_is_hidden(way: str, key: str) -> None:
    known = Known([KEY_ID, KEY_SECRET])
    text = f"before {WAYS[way](key)} after"
    hidden = known.hide(text)
    assert known.shows(text)
    assert not shows(hidden)
    assert not known.shows(hidden)
    assert hidden.startswith("before ")
    assert hidden.endswith(" after")
    assert "REDACTED" in hidden
    assert known.hide(hidden) == hidden


@settings(max_examples=150, deadline=None)
@given(
    key=st.text(ascii_letters + '/+=-_."&<\\%', min_size=16, max_size=60).filter(
        lambda key: sum(map(str.isalpha, key)) >= SHORTEST
    ),
    one=st.sampled_from(sorted(WAYS)),
    other=st.sampled_from(sorted(WAYS)),
)
def test_any_secret_is_hidden_in_any_two_ways(key: str, one: str, other: str) -> None:
    known = Known([key])
    hidden = known.hide(f"x {WAYS[one](key)} y {WAYS[other](key)}")
    assert key not in hidden
    assert not known.shows(hidden)
    assert known.hide(hidden) == hidden


def test_other_texts_stay_as_they_are() -> None:
    known = Known([KEY_ID, KEY_SECRET, "20261123ABCDEFGHIJ", "sandbox-key-secret"])
    for text in (
        '{"code": "200", "msg": "success", "data": {"taskId": "pre1795383377781433454223"}}',
        "X-Request-req-accessKeySecret: accessKeySecret, 2026-11-23T00:00:00Z, REDACTED",
        "a lighthouse at dusk %20 &amp; \\u4e2d\\n " * 3,
    ):
        assert known.hide(text) == text


def test_a_secret_of_digits_is_found_as_a_whole() -> None:
    known = Known(["20261123000000012345"])
    assert known.hide("id 20261123000000012345, on 2026-11-23 00:00:00") == "id REDACTED, on 2026-11-23 00:00:00"


def test_a_short_secret_is_refused_without_being_said() -> None:
    with pytest.raises(TooShort) as error:
        Known(["s3cr3t!"])
    assert f"expected secrets of at least {SHORTEST} letters and digits, got a shorter one" in str(error.value)
    assert "s3cr3t" not in str(error.value)


def test_the_object_itself_tells_nothing() -> None:
    known = Known([KEY_ID])
    assert repr(known) == "Known(...)"
    with pytest.raises(TypeError, match="known secrets are not pickled"):
        pickle.dumps(known)
