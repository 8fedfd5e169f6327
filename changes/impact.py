"""What a change touches: lines of the spec, declared deviations, client, recordings, sandbox."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from openapi_python_client.strings import snake_case

from changes.change import Change
from changes.spec_lines import Place, SpecLines, entry_lines
from contract.documents import load_in_form
from contract.facts import KEYWORDS
from contract.recordings import FOLDER, Recording, load_recordings
from contract.spec import FILE, Operation, load_spec
from contract.values import Json, JsonObject, join, split

_DEVIATIONS = "spec/deviations.yaml"
_HANDLERS = "sandbox/img_open_sandbox/handlers"
_KEYWORDS = (*KEYWORDS, "aliases", "example", "title", "title_zh", "description", "note", "x-allow-slash")


@dataclass(frozen=True)
class Impact:
    """What is to be looked at after a change; each entry is a place that can be opened or searched for."""

    spec: tuple[str, ...] = ()
    deviations: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        return iter(vars(self).items())

    def __or__(self, other: "Impact") -> "Impact":
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Impact(*(tuple(dict.fromkeys([*mine, *theirs])) for mine, theirs in pairs))


@dataclass
class Kit:
    """The files of a working tree that changes can touch, read when first asked for."""

    root: Path

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """The contract's operations, by id."""
        return load_spec(self.root / FILE).operations

    @cached_property
    def lines(self) -> SpecLines:
        """Where the contract says what."""
        return SpecLines((self.root / FILE).read_text("utf-8"))

    @cached_property
    def deviations(self) -> list[tuple[int, JsonObject]]:
        """Each entry of spec/deviations.yaml with its line."""
        path = self.root / _DEVIATIONS
        entries = load_in_form(path, path.with_suffix(".schema.yaml"))
        return list(zip(entry_lines(path.read_text("utf-8")), entries, strict=True))

    @cached_property
    def recordings(self) -> list[Recording]:
        """Every recorded exchange."""
        return load_recordings(self.root / FOLDER)

    @cached_property
    def handlers(self) -> dict[str, str]:
        """The file of each operation's handler, found in the sources' `@handles("operationId")`."""
        return {
            name: f"{_HANDLERS}/{path.name}"
            for path in sorted((self.root / _HANDLERS).glob("*.py"))
            for name in _handled(ast.parse(path.read_text("utf-8")))
        }

    def impact(self, changes: Iterable[Change]) -> Impact:
        """What changes touch, taken together; an operation that is not in the contract yet touches nothing."""
        found = Impact()
        for change in changes:
            for operation in self._operations(change):
                found |= self._of(operation, change)
            if change.pointer.startswith(("/components/", "/paths/", "/info/", "/servers/")):
                found |= Impact(spec=_shown(self.lines.of_document(change.pointer)))
        return found

    def _operations(self, change: Change) -> list[Operation]:
        """By id, or by the page that they stand on."""
        every = self.operations.values()
        return [operation for operation in every if change.operation in (operation.operation_id, operation.slug)]

    def _of(self, operation: Operation, change: Change) -> Impact:
        pointers = _pointers(change)
        document = change.pointer.startswith("/paths/")
        found = [] if document else [self.lines.of_operation(operation.pointer, pointer) for pointer in pointers]
        places = next((some for some in found if any(place.name for place in some)), found[0] if found else [])
        return Impact(
            spec=_shown(places),
            deviations=tuple(self._deviations(operation.slug, pointers)),
            methods=(_method(operation, pointers[0]),),
            models=tuple(_attribute(place) for place in places if place.schema and place.name),
            recordings=tuple(self._recordings(operation, change, pointers)),
            handlers=tuple(self.handlers[name] for name in [operation.operation_id] if name in self.handlers),
        )

    def _deviations(self, slug: str, pointers: list[str]) -> Iterator[str]:
        for line, entry in self.deviations:
            pages, places = ([entry[key]] if isinstance(entry[key], str) else entry[key] for key in ("page", "at"))
            if slug in pages and any(_related(place, pointer) for place in places for pointer in pointers if pointer):
                yield f"{_DEVIATIONS}:{line}"

    def _recordings(self, operation: Operation, change: Change, pointers: list[str]) -> Iterator[str]:
        """Those whose bodies have the field; all of the operation where the field is new, or none is meant."""
        is_new = change.rule.startswith("new-") or change.rule.endswith("-property-added")
        for recording in (r for r in self.recordings if r.operation_id == operation.operation_id):
            bodies = {"request": recording.request_body, "response": recording.response_body}
            asked = [(bodies[side], names) for side, names in map(_in_body, pointers) if side in bodies]
            if is_new or not asked or any(_has(body, names) for body, names in asked):
                yield recording.file


def _pointers(change: Change) -> list[str]:
    """The place of a change, and where a renamed field stands now; without the keyword that changed."""
    if change.rule.endswith("-renamed") and change.pointer != "/operationId":
        return [change.pointer, join(change.pointer.rpartition("/")[0], str(change.after))]
    return [change.pointer]


def _field(pointer: str) -> list[str]:
    """The names on the way to a field, from a pointer that may end in a keyword."""
    names = split(pointer)
    return names[:-1] if names[-1:] and names[-1] in _KEYWORDS else names


def _in_body(pointer: str) -> tuple[str, list[str]]:
    """In which body a field stands, and the names that lead to it there."""
    names = _field(pointer)
    if names[:2] in (["request", "body"], ["request", "example"]):
        return "request", names[2:]
    if names[:2] == ["task", "result"]:
        return "response", ["data", *names[2:]]
    if names[:1] == ["response"] and len(names) > 2:
        return "response", [name for name in names[2:] if name != "example"]
    return "", []


def _has(value: Json, names: list[str]) -> bool:
    """Whether a body has the field; * is any item."""
    if not names:
        return True
    first, *others = names
    if isinstance(value, list):
        return any(_has(item, others if first == "*" or first.isdigit() else names) for item in value)
    return isinstance(value, dict) and first in value and _has(value[first], others)


def _related(place: str, pointer: str) -> bool:
    """Whether a declared departure is of the changed field; where the whole field changed, of anything within it."""
    field = join("", *_field(pointer))
    within = field == pointer or place.rpartition("/")[0] == field
    return f"{place}/".startswith(f"{field}/") and within


def _method(operation: Operation, pointer: str) -> str:
    name = f"client.{operation.raw['tags'][0]}.{snake_case(operation.operation_id)}"
    parts = split(pointer)
    sent = parts[:1] == ["request"] and parts[1:2] in (["body"], ["path_params"], ["query_params"], ["example"])
    return f"{name}({snake_case(parts[2])}=)" if sent and len(parts) > 2 else f"{name}()"


def _attribute(place: Place) -> str:
    return f"img_open.models.{place.schema}.{snake_case(str(place.name))}"


def _shown(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(f"{FILE}:{place.line}" for place in places)


def _handled(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        for call in node.decorator_list if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "handles":
                yield from (str(each.value) for each in call.args if isinstance(each, ast.Constant))
