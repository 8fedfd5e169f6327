"""What prose says in numbers and literals: how a callback is retried and acknowledged; and the hash of the rest."""

import hashlib
import json
import re
from itertools import pairwise

from apifox.doubts import Draft
from apifox.limits import json_at
from contract.values import Json, JsonObject, same

_TOKEN = re.compile(r"\d{1,9}(?:\.\d{1,9})?|[A-Za-z]{1,40}|[\u4e00-\u9fff]|\S")
_BETWEEN_NUMBERS = {".", ",", "，", "、", "/", ";", "；", "and", "和"}
_SECONDS = {"second", "seconds", "sec", "secs", "s", "秒"}
_TIMES = {"times", "time", "次"}
_EQUATION = re.compile(r"([A-Za-z_]\w{0,40})\s{0,3}={1,2}\s{0,3}(\"[^\"]{0,40}\"|'[^']{0,40}'|-?\d{1,15}|true|false)")
_WORD = re.compile(r"[^\s,，。.;；:：()（）【】\[\]!！*]+")
_SAYS_REQUIRED = {"必填", "必需", "必传", "required", "mandatory"}
_SAYS_OPTIONAL = {"选填", "可选", "非必填", "非必传", "可不传", "optional"}
_RANGE = re.compile(r"[\[(（【]\s?(-?\d{1,18}(?:\.\d{1,18})?)\s?[,，~]\s?(-?\d{1,18}(?:\.\d{1,18})?)\s?[\])）】]")
_DEFAULT = re.compile(r"\bdefaults?\b|默认", re.IGNORECASE)
_MAX_LITERALS = 8
_MAX_WAITS = 100  # more numbers are no ladder of waits


def hash_of(text: str) -> str:
    """16 hex digits of the sha256 of a wording, whatever its line breaks and spaces."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def flag_in(text: str) -> bool | None:
    """Whether a description begins by saying required (True) or optional (False); None: it says neither."""
    first = _WORD.search(text)
    word = first.group().lower() if first else ""
    if word in _SAYS_REQUIRED:
        return True
    return False if word in _SAYS_OPTIONAL else None


def range_in(text: str) -> tuple[Json, Json] | None:
    """The bounds that a description writes as [1, 4]."""
    found = _RANGE.search(text)
    return (json.loads(_number(found[1])), json.loads(_number(found[2]))) if found else None


def _number(digits: str) -> str:
    sign, rest = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, dot, part = rest.partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{dot}{part}"


def speaks_of_default(text: str) -> bool:
    """Whether a description speaks of a default."""
    return _DEFAULT.search(text) is not None


def callback_in(draft: Draft, field: str, pointer: str, text: str) -> JsonObject | None:
    """What the description of a callback's URL says of retries and of the acknowledgement; None: nothing."""
    tokens = _TOKEN.findall(text)
    seconds, tries = _seconds(tokens), _tries(tokens)
    acknowledgement = _literal(text)
    if len(tries) > 1:
        draft.doubt("/callback/retry_max", None, f"{pointer} names several counts: {', '.join(map(str, tries))}")
    if seconds is None and not tries and acknowledgement is None:
        return None
    return {
        "documented_in": field,
        "body": None,
        "acknowledgement": acknowledgement,
        "retry_seconds": seconds,
        "retry_max": tries[0] if len(tries) == 1 else None,
    }


def callback_contradictions(callback: JsonObject, text: str) -> list[JsonObject]:
    """Where the text of a callback disagrees with its own literal, or its intervals with its count."""
    found: list[JsonObject] = []
    shown = callback["acknowledgement"] or {}
    for equation in _EQUATION.finditer(text):
        name, value = equation[1], equation[2]
        if name in shown:
            said = value[1:-1] if value[0] in "\"'" else json.loads(_number(value) if value[-1].isdigit() else value)
            if not same(said, shown[name]):
                at = "/callback/acknowledgement"
                found.append({"at": at, "between": ["text", "example"], "says": [said, shown[name]]})
            break
    seconds, tries = callback["retry_seconds"], callback["retry_max"]
    if seconds is not None and tries is not None and len(seconds) != tries:
        between = ["interval list", "retry count"]
        found.append({"at": "/callback/retry_max", "between": between, "says": [len(seconds), tries]})
    return found


def flag_contradiction(pointer: str, required: bool | None, text: str) -> JsonObject | None:
    """The contradiction between a row's flag and the word with which its description begins."""
    said = flag_in(text)
    if said is None or required is None or said == required:
        return None
    words = {True: "required", False: "optional"}
    return {"at": pointer, "between": ["table", "description"], "says": [words[required], words[said]]}


def range_contradiction(pointer: str, row: JsonObject, text: str) -> JsonObject | None:
    """The contradiction between a row's bounds and the range that its description writes."""
    said = range_in(text)
    if said is None or "minimum" not in row or "maximum" not in row:
        return None
    table = [row["minimum"], row["maximum"]]
    if same(table, list(said)):
        return None
    return {"at": pointer, "between": ["table", "description"], "says": [table, list(said)]}


def doubt_unread_facts(draft: Draft, pointer: str, line: int | None, row: JsonObject, text: str) -> None:
    """Say which facts a description holds that no machine reads for sure."""
    if range_in(text) and not {"minimum", "maximum"} & row.keys():
        draft.doubt(pointer, line, "its description writes a range; read it, and say where from in limits_from")
    if speaks_of_default(text) and "default" not in row:
        draft.doubt(pointer, line, "its description speaks of a default; read it, and say where from in default_from")


def _seconds(tokens: list[str]) -> list[Json] | None:
    """The longest run of numbers that ends in a word for seconds."""
    longest: list[Json] = []
    run: list[Json] = []
    for token in tokens:
        if token[0].isdecimal():
            run.append(json.loads(_number(token)))
        elif token.lower() in _SECONDS:
            longest = max(longest, list(run), key=len)
        elif token.lower() not in _BETWEEN_NUMBERS:
            run = []
    return longest if 1 < len(longest) <= _MAX_WAITS else None


def _tries(tokens: list[str]) -> list[int]:
    pairs = pairwise(tokens)
    return list(dict.fromkeys(int(one) for one, after in pairs if one.isdecimal() and after.lower() in _TIMES))


def _literal(text: str) -> JsonObject | None:
    at = -1
    for _ in range(_MAX_LITERALS):
        at = text.find("{", at + 1)
        if at < 0:
            return None
        try:
            value, _end = json_at(text, at)
        except ValueError:
            continue
        if isinstance(value, dict) and value:
            return value
    return None


def prose_hashes(draft: Draft) -> dict[str, str]:
    """The hash of each place's wording, by pointer, in order."""
    return {pointer: hash_of(draft.prose[pointer]) for pointer in sorted(draft.prose)}
