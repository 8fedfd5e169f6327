"""Case files: which calls are made, and how one call's answer goes into the next."""

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contract.documents import load_in_form
from contract.spec import Operation, Spec
from contract.tasks import questions
from contract.values import ABSENT, Json, JsonObject, at, join

SCHEMA = "case.schema.yaml"
FIRST = "submit"
PICTURE = "picture"
TRIES, EVERY_S = 10, 2.0
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class CaseError(ValueError):
    """A case cannot be performed as it is written; the text names file and place."""


@dataclass(frozen=True)
class Until:
    """When a step need not be asked again."""

    at: str
    values: tuple[str, ...]
    tries: int
    every: float


@dataclass(frozen=True)
class Step:
    """One call of a case."""

    name: str
    operation: Operation
    path_parameters: Mapping[str, Json]
    query: Mapping[str, Json]
    body: Json
    code: str | None
    until: Until | None


@dataclass(frozen=True)
class Case:
    """One case file."""

    name: str
    file: str
    costs: bool
    upload: str | None
    steps: tuple[Step, ...]


def load_case(path: Path, spec: Spec, schema: Path) -> Case:
    """Read one case file. Raises contract.documents.FormError, and CaseError when the spec has no such call."""
    if not _NAME.fullmatch(path.stem):
        raise CaseError(f"{path}: expected a name of small letters, digits and hyphens, as recordings are called by it")
    raw = load_in_form(path, schema)
    first = {key: value for key, value in raw.items() if key not in {"about", "costs", "upload", "then"}}
    rows = [{**first, "name": FIRST}, *raw.get("then", [])]
    steps = tuple(_step(path, row, spec, rows[0]["operationId"]) for row in rows)
    _check_references(path, steps, {PICTURE} if raw.get("upload") else set())
    return Case(path.stem, path.name, raw["costs"], raw.get("upload"), steps)


def _step(path: Path, row: JsonObject, spec: Spec, submitter: str) -> Step:
    operation = spec.operations.get(row["operationId"])
    if operation is None:
        known = ", ".join(spec.operations)
        raise CaseError(
            f"{path}: expected an operation of spec/openapi.yaml, got {row['operationId']!r}; known: {known}"
        )
    wanted = {parameter["name"] for parameter in operation.parameters if parameter["in"] == "path"}
    given = row.get("path_parameters", _asked_with(spec, submitter, operation))
    if wanted != given.keys():
        raise CaseError(f"{path}, {row['name']}: expected path_parameters {sorted(wanted)}, got {sorted(given)}")
    until = row.get("until")
    asked = Until(
        until["at"], tuple(map(str, until["is"])), until.get("tries", TRIES), until.get("every", EVERY_S)
    ) if until else None  # fmt: skip
    body = row.get("body", operation.request[1].get("example", ABSENT))
    return Step(row["name"], operation, given, row.get("query", {}), body, row.get("expect", {}).get("code"), asked)


def _asked_with(spec: Spec, submitter: str, query: Operation) -> Mapping[str, str]:
    """The path parameters with which x-task asks for a task of the case's first call."""
    asked = questions(spec, spec.operations[submitter])
    return next((one.parameters for one in asked if one.query.operation_id == query.operation_id), {})


def _check_references(path: Path, steps: tuple[Step, ...], known: set[str]) -> None:
    names = set(known)
    for step in steps:
        for reference in _references([step.path_parameters, step.query, step.body]):
            if reference not in names:
                there = ", ".join(sorted(names)) or "none yet"
                raise CaseError(f"{path}, {step.name}: {{from: {reference}}} leads nowhere; there are: {there}")
        if step.name in names:
            raise CaseError(f"{path}: two steps are called {step.name!r}; give each a name of its own")
        names.add(step.name)


def _references(value: Json) -> Iterator[str]:
    if _is_reference(value):
        yield value["from"]
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for child in children:
        yield from _references(child)


def _is_reference(value: Json) -> bool:
    keys = set(value) if isinstance(value, Mapping) else set()
    return keys in ({"from"}, {"from", "at"}) and isinstance(value["from"], str)


class Values:
    """What the steps of one run of a case have given, to be put into the next."""

    def __init__(self, picture: str | None = None) -> None:
        self._answers: dict[str, Json] = {PICTURE: picture}
        self._unique = secrets.token_hex(6)

    def keep(self, name: str, answer: Json) -> None:
        """Keep a step's answer."""
        self._answers[name] = answer

    def filled(self, value: Json, pointer: str = "") -> Json:
        """The value with each reference replaced; raises CaseError where an answer has nothing there."""
        if _is_reference(value):
            found = at(self._answers[value["from"]], value.get("at", ""))
            if found is ABSENT:
                raise CaseError(f"{pointer}: the answer of {value['from']} has nothing at {value.get('at')}")
            return found
        if isinstance(value, Mapping):
            if set(value) == {"unique"}:
                return f"{value['unique']}{self._unique}"
            return {key: self.filled(child, join(pointer, key)) for key, child in value.items()}
        if isinstance(value, list):
            return [self.filled(item, join(pointer, index)) for index, item in enumerate(value)]
        return value


def load_cases(given: Sequence[str], spec: Spec, folder: Path) -> list[Case]:
    """Case files by path, by their folder, or by a name in `folder`; all of `folder` where none is given.

    Raises CaseError and contract.documents.FormError.
    """
    paths: list[Path] = []
    for one in given or [str(folder)]:
        path = Path(one)
        if path.is_dir():
            paths += sorted(file for file in path.glob("*.yaml") if file.name != SCHEMA)
        elif path.is_file():
            paths.append(path)
        elif _NAME.fullmatch(one) and (folder / f"{one}.yaml").is_file():
            paths.append(folder / f"{one}.yaml")
        else:
            known = ", ".join(sorted(file.stem for file in folder.glob("*.yaml") if file.name != SCHEMA))
            raise CaseError(f"expected a case file, a folder of them or one of {known}; got {one!r}")
    return [load_case(path, spec, folder / SCHEMA) for path in dict.fromkeys(paths)]
