"""What changed between two states of spec/openapi.yaml."""

from collections.abc import Iterator

from changes.change import Change
from changes.comparing import change, compare_surfaces
from changes.rest import rest
from changes.surface import surface_of_operation, surface_of_schema
from contract.spec import Operation, Spec, media
from contract.values import ABSENT, Json, JsonObject, Words, at, join, leaves, same

_DOCUMENT = "the document"
_CLASSES = ("waiting", "done", "failed")
_WAITING = ("x-task", "x-task-answer", "x-tools")


def compare_specs(before: Spec, after: Spec) -> list[Change]:
    """Every change of the contract, its version apart; what a shared schema changes is told by each operation."""
    found = [*_operations(before, after), *_schemas(before, after), *rest(before, after)]
    if not found and not same(_unversioned(before.document), _unversioned(after.document)):
        there = Words("as written")
        found.append(change("document-changed", _DOCUMENT, "", there, there, subject=_DOCUMENT))
    return found


def _unversioned(document: JsonObject) -> JsonObject:
    info = {key: value for key, value in document.get("info", {}).items() if key != "version"}
    return {**document, "info": info}


def _operations(before: Spec, after: Spec) -> Iterator[Change]:
    pairs = _pairs(before.operations, after.operations)
    for old, new in pairs:
        yield from compare_surfaces(new.operation_id, surface_of_operation(old), surface_of_operation(new))
        yield from _task(new.operation_id, old.raw, new.raw)
        yield from _leaves("pagination-changed", new.operation_id, "x-pagination", old.raw, new.raw)
    paired = {operation.operation_id for pair in pairs for operation in pair}
    for name, operation in before.operations.items():
        if name not in paired:
            yield change("operation-removed", name, "", _called(operation), ABSENT, subject=f"operation {name}")
    for name, operation in after.operations.items():
        if name not in paired:
            yield change("operation-added", name, "", ABSENT, _called(operation), subject=f"operation {name}")


def _pairs(before: dict[str, Operation], after: dict[str, Operation]) -> list[tuple[Operation, Operation]]:
    """The same operation before and after: by its id, else by method and path, else by its page."""
    found = {name: after[name] for name in before if name in after}
    for key in (lambda o: (o.method, o.path), lambda o: o.slug):
        taken = {operation.operation_id for operation in found.values()}
        new = {key(operation): operation for name, operation in after.items() if name not in taken}
        for name, operation in before.items():
            if name not in found and key(operation) in new:
                found[name] = new.pop(key(operation))
    return [(before[name], operation) for name, operation in found.items()]


def _called(operation: Operation) -> Words:
    return Words(f"{operation.method} {operation.path}")


def _task(name: str, before: JsonObject, after: JsonObject) -> Iterator[Change]:
    """Changes of how a task is waited for; the schema of its result is a table of the surface."""
    old, new = before.get("x-task"), after.get("x-task")
    if (old is None) != (new is None):
        there, words = old is None, Words("there")
        states = (ABSENT, words) if there else (words, ABSENT)
        yield change("task-added" if there else "task-removed", name, "/x-task", *states)
    else:
        yield from _statuses(name, _classes(old), _classes(new))
        yield from _leaves("task-changed", name, "x-task", before, after)
    for key in _WAITING[1:]:
        yield from _leaves("task-changed", name, key, before, after)


def _classes(task: JsonObject | None) -> dict[str, tuple[str, Json]]:
    """Each status that is classified, with its class."""
    status = (task or {}).get("status", {})
    return {repr(value): (kind, value) for kind in _CLASSES for value in status.get(kind, [])}


def _statuses(name: str, before: dict[str, tuple[str, Json]], after: dict[str, tuple[str, Json]]) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        (old, value), (new, _) = before.get(key, after.get(key)), after.get(key, before.get(key))  # type: ignore[misc]
        if key not in before:
            yield change("task-status-added", name, f"/x-task/status/{new}", ABSENT, value)
        elif key not in after:
            yield change("task-status-removed", name, f"/x-task/status/{old}", value, ABSENT)
        elif old != new:
            states = (Words(f"{value!r} is {old}"), Words(f"{value!r} is {new}"))
            yield change("task-status-moved", name, f"/x-task/status/{new}", *states)


def _leaves(rule: str, name: str, key: str, before: JsonObject, after: JsonObject) -> Iterator[Change]:
    old, new = (dict(leaves(_judged(raw.get(key)))) for raw in (before, after))
    for leaf in dict.fromkeys([*old, *new]):
        values = [side.get(leaf, ABSENT) for side in (old, new)]
        if not same(*values):
            yield change(rule, name, f"/{key}{leaf}", *values)


def _judged(node: Json) -> Json:
    """What is compared leaf by leaf: neither reasons, nor classes of statuses, nor the result's schema."""
    if not isinstance(node, dict):
        return node
    told = {key: value for key, value in node.items() if key != "x-assumed"}
    if "status" in told and isinstance(told["status"], dict):
        told["status"] = {key: value for key, value in told["status"].items() if key not in _CLASSES}
    if "result" in told and isinstance(told["result"], dict):
        told["result"] = {key: value for key, value in told["result"].items() if key != "schema"}
    return told


def _schemas(before: Spec, after: Spec) -> Iterator[Change]:
    """Named schemas: new, gone, or changed where no operation's surface shows them."""
    old, new = (spec.document.get("components", {}).get("schemas", {}) for spec in (before, after))
    shown = _shown(before) | _shown(after)
    lender = next(iter(after.operations.values()), None)
    for name in dict.fromkeys([*old, *new]):
        pointer = join("/components/schemas", name)
        if name not in new:
            yield change("schema-removed", _DOCUMENT, pointer, Words("there"), ABSENT, subject=name)
        elif name not in old:
            yield change("schema-added", _DOCUMENT, pointer, ABSENT, Words("there"), subject=name)
        elif f"#{pointer}" not in shown and lender is not None:
            states = [
                surface_of_schema(lender, pointer, spec.deref(schemas[name]))
                for spec, schemas in ((before, old), (after, new))
            ]
            yield from compare_surfaces(_DOCUMENT, *states)


def _shown(spec: Spec) -> set[str]:
    """References to the schemas whose fields stand in some operation's surface."""
    found: set[str] = set()
    for operation in spec.operations.values():
        written = at(spec.document, operation.pointer)
        holders = [
            written.get("requestBody", {}),
            *written.get("responses", {}).values(),
            *written.get("parameters", []),
        ]
        holders += [media(holder)[1] for holder in holders]
        holders.append(written.get("x-task", {}).get("result", {}))
        for expressions in written.get("callbacks", {}).values():
            for item in expressions.values():
                holders += [media(call.get("requestBody", {}))[1] for call in item.values() if isinstance(call, dict)]
        for holder in holders:
            _references(spec, holder.get("schema"), found)
    return found


def _references(spec: Spec, node: Json, found: set[str]) -> None:
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _references(spec, child, found)
    ref = node.get("$ref") if isinstance(node, dict) else None
    if isinstance(ref, str) and ref not in found:
        found.add(ref)
        _references(spec, spec.target(ref), found)
