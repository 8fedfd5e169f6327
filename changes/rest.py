"""What changed in the contract beside its facts: wording, reasons, x- keywords, and keywords that no rule judges."""

from collections.abc import Iterator

from changes.change import Change
from changes.comparing import change
from contract.facts import KEYWORDS
from contract.spec import Spec
from contract.values import ABSENT, Json, join, leaves, same

_DOCUMENT = "the document"
_WORDS = ("summary", "description", "title", "x-assumed")
# Judged by the facts of the operations, or by changes.specs, wherever they stand.
_JUDGED = (
    *KEYWORDS,
    *("x-default", "x-minimum", "x-maximum", "x-alias-of", "x-allow-slash", "x-lifecycle", "x-retry", "x-pagination"),
    *("$ref", "anyOf", "oneOf", "example", "operationId", "url", "security", "parameters", "servers"),
)
_TASKS = ("x-task", "x-task-answer", "x-tools", "x-pagination", "x-retry")  # judged, their reasons apart
_DATA = ("example", "default", "const", "not", "additionalProperties", "x-open-enum")  # told as a whole
# Maps whose keys are names: what comes or goes there is judged as a whole.
_NAMED = ("properties", "paths", "schemas", "responses", "content", "callbacks", "securitySchemes")

_Difference = tuple[str, Json, Json]


def rest(before: Spec, after: Spec) -> Iterator[Change]:
    """What no surface shows; pointers lead into spec/openapi.yaml."""
    for pointer, old, new in _node("", before.document, after.document):
        if pointer == "/info/version":
            continue
        owners = [o.operation_id for o in after.operations.values() if f"{pointer}/".startswith(f"{o.pointer}/")]
        name = owners[0] if owners else _DOCUMENT
        yield change(_rule(pointer), name, pointer, old, new, subject=f"what stands at {pointer}")


def _rule(pointer: str) -> str:
    parts = pointer.split("/")
    if any(part in _WORDS for part in parts[-1:]) or "x-assumed" in parts:
        return "wording-changed"
    if any(part.startswith("x-") for part in parts):
        return "extension-changed"
    return "schema-changed" if "schema" in parts or "schemas" in parts else "document-changed"


def _node(pointer: str, old: Json, new: Json) -> Iterator[_Difference]:
    """What differs below two mappings with keywords as keys."""
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key, ABSENT), new.get(key, ABSENT)
        if not same(one, other):
            yield from _keyword(join(pointer, key), key, one, other)


def _keyword(here: str, key: str, one: Json, other: Json) -> Iterator[_Difference]:
    both = isinstance(one, dict) and isinstance(other, dict)
    if key in _TASKS:
        yield from _reasons(here, one, other)
    elif key in _NAMED:
        yield from _names(here, one, other) if both else ()
    elif key == "x-assumed":
        yield from _leaves(here, one, other)
    elif both and key not in _DATA:
        yield from _node(here, one, other)
    elif _judges(here, key, one, other):
        yield here, one, other


def _judges(here: str, key: str, one: Json, other: Json) -> bool:
    """Whether a keyword is told here, and by no fact."""
    if key == "type" and here.count("/") == 4 and here.startswith("/components/schemas/"):
        return "object" in (one, other)  # the type of a body as a whole is no field's fact
    if key == "tags" and here.startswith("/paths/"):
        return False
    return key not in _JUDGED and not _is_operation(one) and not _is_operation(other)


def _names(pointer: str, old: Json, new: Json) -> Iterator[_Difference]:
    for name in old.keys() & new.keys():
        if isinstance(old[name], dict) and isinstance(new[name], dict):
            yield from _node(join(pointer, name), old[name], new[name])


def _reasons(pointer: str, old: Json, new: Json) -> Iterator[_Difference]:
    one, other = (side.get("x-assumed", ABSENT) if isinstance(side, dict) else ABSENT for side in (old, new))
    if not same(one, other) and isinstance(old, dict) and isinstance(new, dict):
        yield from _leaves(f"{pointer}/x-assumed", one, other)


def _leaves(pointer: str, old: Json, new: Json) -> Iterator[_Difference]:
    """Leaf by leaf, where both sides have some."""
    if old is ABSENT or new is ABSENT:
        yield pointer, old, new
        return
    one, other = dict(leaves(old)), dict(leaves(new))
    for leaf in dict.fromkeys([*one, *other]):
        values = one.get(leaf, ABSENT), other.get(leaf, ABSENT)
        if not same(*values):
            yield pointer + leaf, *values


def _is_operation(node: Json) -> bool:
    return isinstance(node, dict) and "operationId" in node
