"""The rules by which a change is judged: stable ids, modelled on oasdiff's."""

from typing import NamedTuple

from changes.change import Level

_B, _A, _D = Level.BREAKING, Level.ADDITIVE, Level.DOCS_ONLY


class Rule(NamedTuple):
    """A kind of change: where it is, how much it matters, and why."""

    id: str
    side: str
    level: Level
    why: str
    says: str
    """What a change of this kind says of its subject, in a sentence that begins with the subject."""


class _Action(NamedTuple):
    """What can happen to a field: what that means where it is sent, and where it is read."""

    sent: tuple[Level, str]
    read: tuple[Level, str]
    says: str


# The families of fields: side, and whether the caller sends them.
FAMILIES = {
    "request-property": ("request", True),
    "request-parameter": ("request", True),
    "response-property": ("response", False),
    "callback-property": ("callback", False),
}

_REFUSED = "a value that was accepted may be refused"
_MORE_ACCEPTED = "everything that was accepted still is"
_MORE_COMES = "values may come that a program has never seen"
_LESS_COMES = "everything that comes was expected before"
_TIGHTER, _WIDER = ((_B, _REFUSED), (_A, _LESS_COMES)), ((_A, _MORE_ACCEPTED), (_B, _MORE_COMES))
_EITHER = ((_B, "values that were accepted may be refused"), (_B, _MORE_COMES))
_SAME_WIRE = "nothing on the wire changes"

_ACTIONS = {
    "removed": _Action(
        (_B, "a request that still has it may be refused, and the client's method loses the argument"),
        (_B, "a program that reads it finds nothing"),
        "is gone",
    ),
    "renamed": _Action(
        (_B, "a request with the old name lacks the field"),
        (_B, "a program that reads the old name finds nothing"),
        "has another name",
    ),
    "became-required": _Action(
        (_B, "a request without it is refused"), (_A, "what could be missing is always there"), "became required"
    ),
    "became-optional": _Action(
        (_A, "requests with it are accepted as before"),
        (_B, "what was always there may be missing"),
        "became optional",
    ),
    "type-changed": _Action(*_EITHER, "has another type"),
    "type-narrowed": _Action(*_TIGHTER, "has fewer types"),
    "type-widened": _Action(*_WIDER, "has more types"),
    "became-nullable": _Action(*_WIDER, "may be null"),
    "became-not-nullable": _Action(*_TIGHTER, "may no longer be null"),
    "enum-value-removed": _Action(*_TIGHTER, "has a value less"),
    "enum-value-added": _Action(*_WIDER, "has a value more"),
    "became-enum": _Action(*_TIGHTER, "is limited to listed values"),
    "no-longer-enum": _Action(*_WIDER, "is no longer limited to listed values"),
    "range-tightened": _Action(*_TIGHTER, "has a tighter range"),
    "range-widened": _Action(*_WIDER, "has a wider range"),
    "range-changed": _Action(*_EITHER, "has another range, which cannot be compared"),
    "length-tightened": _Action(*_TIGHTER, "has a tighter range of lengths"),
    "length-widened": _Action(*_WIDER, "has a wider range of lengths"),
    "items-tightened": _Action(*_TIGHTER, "has a tighter range of numbers of items"),
    "items-widened": _Action(*_WIDER, "has a wider range of numbers of items"),
    "step-added": _Action(*_TIGHTER, "must be a multiple of a number"),
    "step-removed": _Action(*_WIDER, "need not be a multiple of a number"),
    "step-changed": _Action(*_EITHER, "must be a multiple of another number"),
    "pattern-added": _Action(*_TIGHTER, "must fit a pattern"),
    "pattern-removed": _Action(*_WIDER, "need not fit a pattern"),
    "pattern-changed": _Action(*_EITHER, "must fit another pattern"),
    "format-added": _Action(*_TIGHTER, "has a format"),
    "format-removed": _Action(*_WIDER, "has no format"),
    "format-changed": _Action(*_EITHER, "has another format"),
    "default-added": _Action(
        (_A, "a request without it does what the page says now"), (_D, _SAME_WIRE), "has a default"
    ),
    "default-removed": _Action(
        (_B, "what a request without it does is no longer said"), (_D, _SAME_WIRE), "has no default"
    ),
    "default-changed": _Action(
        (_B, "a request without it does something else"), (_D, _SAME_WIRE), "has another default"
    ),
    "alias-added": _Action((_A, _MORE_ACCEPTED), (_A, "it is read under one more name"), "has one more name"),
    "alias-removed": _Action(
        (_B, "a request with this name lacks the field"),
        (_B, "it is no longer read under this name"),
        "has a name less",
    ),
}

_REQUIRED_ADDED = "a request without it is refused"
_OPTIONAL_ADDED = "requests without it are accepted as before"
_READ_ADDED = "a program that does not know it goes on"
_PAGE_SAYS = "the page says less or more than before; what it says is no other"

_OTHERS = (
    Rule("new-required-request-property", "request", _B, _REQUIRED_ADDED, "is new and required"),
    Rule("new-optional-request-property", "request", _A, _OPTIONAL_ADDED, "is new and optional"),
    Rule("new-required-request-parameter", "request", _B, _REQUIRED_ADDED, "is new and required"),
    Rule("new-optional-request-parameter", "request", _A, _OPTIONAL_ADDED, "is new and optional"),
    Rule("response-required-property-added", "response", _A, _READ_ADDED, "is new and always there"),
    Rule("response-optional-property-added", "response", _A, _READ_ADDED, "is new and may be missing"),
    Rule("callback-required-property-added", "callback", _A, _READ_ADDED, "is new and always there"),
    Rule("callback-optional-property-added", "callback", _A, _READ_ADDED, "is new and may be missing"),
    Rule(
        "request-parameter-slashes-changed",
        "request",
        _B,
        "the path on the wire is another",
        "is quoted in another way",
    ),
    Rule("path-moved", "request", _B, "requests to the old path find nothing", "moved"),
    Rule("method-changed", "request", _B, "requests with the old method are refused", "has another HTTP method"),
    Rule("server-changed", "request", _B, "requests go to another host", "stands on another server"),
    Rule(
        "request-media-type-changed",
        "request",
        _B,
        "a body of the old media type is refused",
        "is sent as another media type",
    ),
    Rule("request-body-became-required", "request", _B, "a request without a body is refused", "needs a body"),
    Rule("request-body-became-optional", "request", _A, _MORE_ACCEPTED, "needs no body"),
    Rule("request-example-changed", "request", _D, _SAME_WIRE, "has another example of a request"),
    Rule("operation-added", "request", _A, "what was there stays as it is", "is a new operation"),
    Rule("operation-removed", "request", _B, "requests to it find nothing", "is gone"),
    Rule("operation-renamed", "request", _B, "the client's method has another name", "has another operationId"),
    Rule(
        "operation-tag-changed",
        "request",
        _B,
        "the client's method stands on another resource",
        "has another first tag",
    ),
    Rule(
        "response-status-added",
        "response",
        _A,
        "what comes with the other statuses is as before",
        "is a new HTTP status",
    ),
    Rule("response-status-removed", "response", _B, "who waits for it waits in vain", "is an HTTP status no longer"),
    Rule(
        "response-media-type-changed",
        "response",
        _B,
        "a program reads another media type",
        "is answered as another media type",
    ),
    Rule(
        "response-envelope-code-changed",
        "response",
        _B,
        "a program that compares code takes a success for a refusal",
        "answers with another envelope code",
    ),
    Rule("response-example-changed", "response", _D, _SAME_WIRE, "has another example of an answer"),
    Rule(
        "asynchronous-changed",
        "response",
        _B,
        "the result comes at once where it came later, or later where it came at once",
        "is waited for in another way",
    ),
    Rule("task-added", "response", _A, "the answer is as before, and can be waited for", "starts a task"),
    Rule("task-removed", "response", _B, "there is nothing to wait for", "starts no task"),
    Rule(
        "task-changed",
        "response",
        _B,
        "who waits in the old way waits in vain",
        "has a task that is waited for otherwise",
    ),
    Rule("task-status-added", "response", _A, "a status that nobody knew is classified", "classifies one more status"),
    Rule(
        "task-status-removed",
        "response",
        _B,
        "a status that was classified is unknown",
        "no longer classifies a status",
    ),
    Rule(
        "task-status-moved",
        "response",
        _B,
        "a task ends where it waited, or the other way round",
        "reads a status otherwise",
    ),
    Rule("pagination-changed", "response", _B, "who counts pages in the old way misses some", "counts pages otherwise"),
    Rule("callback-added", "callback", _A, "who gives no callback URL sees no difference", "has a callback"),
    Rule("callback-removed", "callback", _B, "who waits for the callback waits in vain", "has no callback"),
    Rule(
        "callback-acknowledgement-changed",
        "callback",
        _B,
        "an answer in the old form does not count, so that everything is delivered again",
        "wants another acknowledgement",
    ),
    Rule(
        "callback-ladder-shortened",
        "callback",
        _B,
        "a receiver that is away as long as before may miss the result",
        "tries a callback fewer times, or for less time",
    ),
    Rule(
        "callback-ladder-extended",
        "callback",
        _A,
        "a receiver gets everything that it got before",
        "tries a callback more often, or for longer",
    ),
    Rule(
        "callback-ladder-changed",
        "callback",
        _D,
        "as many tries over as long a time as before",
        "tries a callback at other times",
    ),
    Rule("callback-example-changed", "callback", _D, _SAME_WIRE, "has another example in a callback"),
    Rule("page-added", "page", _A, "what was there stays as it is", "is a new page"),
    Rule("page-removed", "page", _B, "nobody says that the call still works", "is a page no longer"),
    Rule("page-documented", "page", _A, "only its title was known", "is known by more than its title now"),
    Rule("page-undocumented", "page", _B, "nobody says that the call still works", "is known by its title alone now"),
    Rule("fact-shown", "page", _D, _PAGE_SAYS, "is shown now"),
    Rule("fact-no-longer-shown", "page", _D, _PAGE_SAYS, "is no longer shown"),
    Rule("lifecycle-changed", "page", _D, _SAME_WIRE, "has another badge beside its title"),
    Rule("title-changed", "page", _D, _SAME_WIRE, "has another title or group"),
    Rule("date-changed", "page", _D, _SAME_WIRE, "was modified at another time"),
    Rule("page-address-changed", "page", _D, _SAME_WIRE, "is read at another address"),
    Rule("wording-changed", "page", _D, "a text is another; read it, as only people can", "says it in other words"),
    Rule("contradiction-appeared", "page", _D, "the page disagrees with itself once more", "contradicts itself"),
    Rule("contradiction-vanished", "page", _D, "the page agrees with itself there", "contradicts itself no longer"),
    Rule("notes-changed", "page", _D, "what this repository notes about the page is another", "is noted otherwise"),
    Rule(
        "schema-added",
        "page",
        _A,
        "what was there stays as it is",
        "is a new schema of the contract",
    ),
    Rule("schema-removed", "page", _B, "the client has no model of that name", "is a schema of the contract no longer"),
    Rule(
        "schema-changed",
        "page",
        _B,
        "a keyword that no other rule judges is another; look at it",
        "has another schema keyword",
    ),
    Rule("extension-changed", "page", _D, "what the kit reads about it is another", "has another x- keyword"),
    Rule("document-changed", "page", _D, "the contract is written otherwise and says the same", "is written otherwise"),
)


def added(family: str, *, required: bool) -> str:
    """The id of the rule for a field that is new."""
    flag = "required" if required else "optional"
    side, _, kind = family.partition("-")
    return f"new-{flag}-{family}" if side == "request" else f"{side}-{flag}-{kind}-added"


def _of_fields() -> list[Rule]:
    found = []
    for family, (side, is_sent) in FAMILIES.items():
        for name, action in _ACTIONS.items():
            if family == "request-parameter" and name.startswith("alias-"):
                continue  # other names are a matter of bodies
            level, why = action.sent if is_sent else action.read
            found.append(Rule(f"{family}-{name}", side, level, why, action.says))
    return found


RULES = {rule.id: rule for rule in (*_of_fields(), *_OTHERS)}


def table() -> str:
    """Every rule, in columns: id, side, level, why."""
    rows = [("rule", "side", "level", "why"), *((r.id, r.side, r.level.value, r.why) for r in RULES.values())]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join("  ".join([*map(str.ljust, row[:3], widths), row[3]]) for row in rows)
