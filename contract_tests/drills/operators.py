"""The names of the ways in which a witness can drift, the same in all five."""

from contract_tests.drills.world import Drift

OPERATORS = (
    "rename", "drop", "add", "retype", "required flip", "enum value", "range", "default", "path", "method", "header",
    "media type", "HTTP status", "envelope code", "nesting", "casing", "encoding of slashes", "swapped values",
    "legal form switched", "keys no longer checked", "invalid bodies accepted", "valid bodies refused",
    "one answer in twenty failing", "secret in a recording",
    # beyond what goes over the wire: the kit's own words about it
    "example", "declaration", "rule of the project", "x-task", "callback", "wording",
)  # fmt: skip

WITNESSES = ("page", "spec", "client", "recording", "server")
_WITNESS = {"deviations": "spec", "answer": "server"}

_BY_WORDS = {
    "a row added": "add",
    "a row dropped": "drop",
    "a row renamed": "rename",
    "a row typed anew": "retype",
    "required flipped": "required flip",
    "enum planted": "enum value",
    "an example's value changed": "example",
    "an example's type switched": "legal form switched",
    "a field added to an example": "example",
    "a contradiction undeclared": "declaration",
    "a contradiction made up": "declaration",
    "a contradiction nowhere": "declaration",
    "a departure undeclared": "declaration",
    "a departure declared otherwise": "declaration",
    "a departure made up": "declaration",
    "a field added": "add",
    "a field left out": "drop",
    "a field dropped": "drop",
    "null instead": "retype",
    "another type, maybe legal": "legal form switched",
    "a value of another type": "retype",
    "a number without a name": "enum value",
    "a key missing": "keys no longer checked",
    "a secret": "secret in a recording",
    "cookies": "secret in a recording",
    "another header kept": "secret in a recording",
    "an undocumented status": "HTTP status",
    "no reason for a missing response": "HTTP status",
    "an unknown query": "path",
    "another media type": "media type",
    "another method": "method",
    "another path": "path",
    "another page": "declaration",
    "no longer the page's example": "example",
    "a property added": "add",
    "a property dropped": "drop",
    "a property renamed": "rename",
    "a property typed anew": "retype",
    "an assumption hides": "declaration",
    "a limit planted": "range",
    "a parameter renamed": "rename",
    "a parameter typed anew": "retype",
    "a key header renamed": "header",
    "a media type changed": "media type",
    "the path changed": "path",
    "the method changed": "method",
    "the status changed": "HTTP status",
    "the server changed": "path",
    "the page's URL changed": "declaration",
    "the ladder changed": "callback",
    "the tries changed": "callback",
    "the acknowledgement changed": "callback",
    "the callback's field lost": "callback",
    "a default": "default",
    "x-task leads nowhere": "x-task",
    "x-task with an unknown key": "x-task",
}
_BY_PLACE = {"path": "path", "server": "path", "method": "method", "page": "declaration", "callback": "callback"}


def operator_of(drift: Drift) -> str:
    """The common name of a drift's operator."""
    if drift.operator in OPERATORS:
        return drift.operator
    if drift.operator == "a fact changed":
        last = drift.target.rpartition("/")[2]
        return "media type" if last == "content_type" else _BY_PLACE[drift.target.split("/")[1]]
    if "/headers/" in drift.target and drift.witness == "page":
        return "header"
    if drift.target.endswith("/example/code") or drift.target in {"/response/200/code", "/code"}:
        return "envelope code"
    return _BY_WORDS.get(drift.operator, "rule of the project")


def witness_of(drift: Drift) -> str:
    """Which of the five witnesses a drift changes."""
    kind = drift.witness.split()[0]
    return _WITNESS.get(kind, kind)
