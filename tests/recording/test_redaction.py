"""One exchange, redacted: types stay, twice is once, and what cannot be sure is refused with its place."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.har import exchange
from contract.secret_signs import DEEPEST
from contract.values import Json, leaves, type_name
from recording.redaction import LONGEST, Redactor, Refused, guard, redactor
from tests.secrets.canary import KEY_ID, KEY_SECRET, shows

CLEAN = redactor([KEY_ID, KEY_SECRET], [])
SOME = st.sampled_from(
    [
        KEY_ID,
        f"Bearer {KEY_SECRET}",
        "https://a.example/x?Signature=abc&Expires=1#f",
        "me@corp.cn",
        "token: abc",
        "plain",
        "data:image/png;base64,iVBORw0KGgo=",
        "-----BEGIN RSA PRIVATE KEY-----\nabc",
    ]
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text() | SOME,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=9) | SOME | st.just("token") | st.just("callbackUrl"), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_types_stay_and_hiding_twice_is_hiding_once(value: Json) -> None:
    once = CLEAN.json(value)
    assert CLEAN.json(once) == once
    assert [type_name(leaf) for _, leaf in leaves(once)] == [type_name(leaf) for _, leaf in leaves(value)]
    text = CLEAN.content(json.dumps(value).encode(), "application/json").text
    assert CLEAN.json(json.loads(text)) == json.loads(text)
    assert not shows(text)


@pytest.mark.parametrize(
    ("value", "hidden"),
    [
        ("https://u:p@cdn.example/a.png?Expires=1&w=100&OSSAccessKeyId=L", "https://cdn.example/a.png?Expires=REDACTED&w=100&OSSAccessKeyId=REDACTED"),
        ("https://cdn.example/a?x-oss-process=image/resize,w_100", "https://cdn.example/a?x-oss-process=image/resize,w_100"),
        ("https://cdn.example/a?X-Amz-Credential=a%2Fb&X-Amz-Signature=0f", "https://cdn.example/a?X-Amz-Credential=REDACTED&X-Amz-Signature=REDACTED"),
        ("https://cdn.example/a?onlyonething", "https://cdn.example/a?REDACTED"),
        ("https://cdn.example/a#access_token=abc", "https://cdn.example/a#REDACTED"),
        ("/relative?security-token=abc&x=1", "/relative?security-token=REDACTED&x=1"),
        ("Authorization: Basic dTpw", "Authorization: REDACTED"),
        ("sent with bearer abc123def456", "sent with bearer REDACTED"),
        ("bearer of good news", "bearer of good news"),
        ("Set-Cookie: a=b; Path=/", "Set-Cookie: REDACTED"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "REDACTED"),
        ("key LTAI5tAbCdEfGhIjKlMn", "key REDACTED"),
        ("write to me@corp.cn, see icon@2x.png", "write to someone@example.com, see icon@2x.png"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- x", "REDACTED x"),
        ({"accessKeySecret": "zzz"}, {"accessKeySecret": "REDACTED"}),
        ({"maxTokenLength": 225, "maxTokens": "50"}, {"maxTokenLength": 225, "maxTokens": "50"}),
        ({"token": [1, 1234567, 1.5, None, True, "x"]}, {"token": [1, 0, 1.5, None, True, "REDACTED"]}),
        ({"callbackUrl": "http://10.0.0.7:81/h?a=b"}, {"callbackUrl": "https://callback.example/"}),
        ("a 中文 prompt, (face:1.2), {{masterpiece}} 100%", "a 中文 prompt, (face:1.2), {{masterpiece}} 100%"),
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_hidden(value: Json, hidden: Json) -> None:
    assert CLEAN.json(value) == hidden


def test_a_number_that_is_a_key_keeps_its_type() -> None:
    clean = redactor(["98765432101234"], [])
    assert clean.json({"a": 98765432101234, "b": 5, "c": True}) == {"a": 0, "b": 5, "c": True}


def test_keys_of_an_object_that_become_alike_stay_apart() -> None:
    assert CLEAN.json({KEY_ID: 1, KEY_SECRET: 2}).keys() == {"REDACTED", "REDACTED\\'="}
    assert list(redactor([KEY_ID, "A1b2C3d4E5f6G7h8"], []).json({KEY_ID: 1, "A1b2C3d4E5f6G7h8": 2})) == [
        "REDACTED",
        "REDACTED-2",
    ]


def test_a_callback_address_is_hidden_wherever_it_comes_back() -> None:
    clean = redactor([], [{"a": [{"callbackUrl": "https://hook.corp.cn/T0x9Zq81mm/in?t=1"}]}])
    told = clean.text("POST https://hook.corp.cn/T0x9Zq81mm/in?t=1 failed: hook.corp.cn refused, path T0x9Zq81mm")
    assert told == "POST https://callback.example/ failed: callback.example refused, path REDACTED"


@pytest.mark.parametrize(
    ("body", "media_type", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png", "binary"),
        (b"\xff\xfeh", "text/plain", "binary"),
        (b"abc", "text/plain; charset=utf-7", "binary"),
        (b"[" + b'"x", ' * LONGEST + b"1]", "application/json", f"more than {LONGEST} characters"),
    ],
)
def test_what_is_no_text_or_too_long_is_a_hash(body: bytes, media_type: str, why: str) -> None:
    content = CLEAN.content(body, media_type)
    assert content.text == ""
    assert content.comment.startswith(f"not kept, {why}: sha256-")
    assert content.comment.endswith(f"-{len(body)}")


def test_other_encodings_are_read() -> None:
    for charset in ("utf-16", "utf-8-sig", "latin-1"):
        body = json.dumps({"msg": KEY_SECRET}).encode(charset)
        content = CLEAN.content(body, f"application/json; charset={'latin-1' if charset == 'latin-1' else 'utf-8'}")
        assert json.loads(content.text) == {"msg": "REDACTED\\'="}


def test_what_is_nearly_json_is_redacted_as_text() -> None:
    text = CLEAN.content(b'{"a": NaN, "accessKeyId": "zzz", "b": 1e999}', "application/json").text
    assert text == '{"a": NaN, "accessKeyId": "REDACTED", "b": 1e999}'


def test_of_a_key_that_stands_twice_only_one_is_kept() -> None:
    doubled = f'{{"msg": "{KEY_ID}", "msg": "fine"}}'.encode()
    assert CLEAN.content(doubled, "application/json").text == '{"msg": "fine"}'


def test_half_a_pair_of_surrogates_can_be_written() -> None:
    assert CLEAN.content(b'{"a": "\\ud800"}', "application/json").text == '{"a": "\\ud800"}'


@pytest.mark.parametrize("levels", [DEEPEST + 2, 900, 100_000])
def test_a_body_that_is_too_deep_is_refused(levels: int) -> None:
    with pytest.raises(Refused, match=f"expected at most {DEEPEST} levels, got more; leave this exchange out"):
        CLEAN.content(b"[" * levels + b"]" * levels, "application/json")


def _recording(**changes: Any) -> Any:
    where = {"method": "POST", "url": "https://a.example/x", "key_headers": ("K",), "request": None, "status": 200}
    har = exchange({"kind": "live"}, "2026-01-01", **where, response=CLEAN.content(b"{}", "application/json"))  # type: ignore[arg-type]
    har["log"]["entries"][0]["response"].update(changes)
    return har


def test_what_is_left_is_refused_with_its_place_and_without_its_value() -> None:
    known = CLEAN.known
    guard(_recording(), known, "x")
    for changes, told in (
        ({"statusText": KEY_ID}, "x: /log/entries/0/response/statusText: a key is left after redaction"),
        ({"statusText": "Bearer abc123456"}, "x: /log/entries/0/response/statusText: a token is left after"),
        (
            {"content": {"text": '{"a": {"b": "Bearer abc123456"}}'}},
            "x: /log/entries/0/response/content/text/a/b: a token is left after redaction",
        ),
        ({"cookies": [KEY_ID[i : i + 4] for i in range(0, 24, 4)]}, "x: a key is left, cut into pieces that stand in"),
    ):
        with pytest.raises(Refused) as error:
            guard(_recording(**changes), known, "x")
        assert told in str(error.value)
        assert not shows(str(error.value))
        assert "abc123456" not in str(error.value)


def test_a_redactor_does_not_show_what_it_hides() -> None:
    assert not shows(repr(CLEAN))
    assert not shows(repr(Redactor(CLEAN.known, (), ((KEY_ID, "x"),))))
