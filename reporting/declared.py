"""What is declared open: departures from the pages, and what the contract says that no page does."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from contract.documents import load_in_form
from contract.mismatch import show
from contract.spec import Spec
from contract.values import Json, join

_DATA = ("example", "examples")


class Departure(NamedTuple):
    """One entry of spec/deviations.yaml for one page and one place."""

    page: str
    at: str
    page_says: str
    spec_says: str
    why: str
    evidence: str


class Assumption(NamedTuple):
    """One reason of an x-assumed; `operations` are those whose contract it is part of."""

    pointer: str
    keyword: str
    reason: str
    operations: tuple[str, ...]


def departures(path: Path) -> list[Departure]:
    """Every declared departure. Raises FormError."""
    found = []
    for row in load_in_form(path, path.with_suffix(".schema.yaml")):
        says = [_shown(row[key]) for key in ("page_says", "spec_says")]
        pages, places = ([row[key]] if isinstance(row[key], str) else row[key] for key in ("page", "at"))
        found += [
            Departure(page, place, says[0], says[1], row["why"], row["evidence"]) for page in pages for place in places
        ]
    return found


def assumptions(spec: Spec) -> list[Assumption]:
    """Every x-assumed of the contract, a row a reason, in the document's order."""
    return [
        Assumption(pointer, keyword, reason, _operations(spec, pointer))
        for pointer, said in _said("", spec.document)
        for keyword, reason in (said.items() if isinstance(said, dict) else [("", said)])
    ]


def _said(pointer: str, node: Json) -> Iterator[tuple[str, Json]]:
    """Every x-assumed with the place that it is about; a reason may be about a whole or name keywords."""
    if isinstance(node, dict):
        if "x-assumed" in node:
            yield pointer, node["x-assumed"]
        for key, child in node.items():
            if key not in _DATA and key != "x-assumed":
                yield from _said(join(pointer, key), child)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _said(join(pointer, index), child)


def _operations(spec: Spec, pointer: str) -> tuple[str, ...]:
    if pointer.startswith("/paths"):
        within = [o for o in spec.operations.values() if f"{pointer}/".startswith(f"{o.pointer}/")]
    else:
        within = spec.users.get("#" + "/".join(pointer.split("/")[:4]), [])
    return tuple(dict.fromkeys(operation.operation_id for operation in within))


def _shown(value: Json) -> str:
    return "nothing" if value is None else show(value)
