"""What the contract tests left behind: out/test/edges.json."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jsonschema import Draft202012Validator

from contract.documents import FormError, load_yaml
from contract.mismatch import EDGES
from contract.values import Json, JsonObject, join

FILE = "out/test/edges.json"
_FORM = Path(__file__).parent / "edges.schema.yaml"
_AGAIN = "run the tests again: make test"


class Difference(NamedTuple):
    """One mismatch as text; `times` is how many differ like it."""

    edge: str
    module: str
    test: str
    operation: str
    pointer: str
    expected: str
    actual: str
    source: str
    do: str
    times: int


class Broken(NamedTuple):
    """A test that failed other than by a mismatch."""

    test: str
    when: str
    text: str

    @property
    def edge(self) -> str | None:
        """The edge that its module is about, if it is one of an edge: test_spec_vs_client.py is spec-client."""
        module = Path(self.test.partition("::")[0]).stem
        words = frozenset(module.removeprefix("test_").replace("_vs_", "_").split("_"))
        if {"drifts", "caught"} <= words:
            return "drill"
        return next((edge for edge in EDGES if frozenset(edge.split("-")) == words), None)

    def is_about(self, name: str) -> bool:
        """Whether its parameters name an operation or a page."""
        parameters = re.search(r"\[(.*)\]$", self.test, re.DOTALL)
        return bool(parameters and f"-{name}-" in f"-{parameters[1]}-")


class Selected(NamedTuple):
    """Which of the contract tests ran; `run` of `tests` ran, `deselected` were left out."""

    paths: list[str]
    keyword: str
    markers: str
    tests: int
    run: int
    deselected: int
    missing_modules: list[str]
    whole: bool

    def __str__(self) -> str:
        asked = [f"-k {self.keyword!r}"] * bool(self.keyword) + [f"-m {self.markers!r}"] * bool(self.markers)
        told = [f"{self.run} of {self.tests + self.deselected} tests" + "".join(f", {option}" for option in asked)]
        if self.missing_modules:
            told.append(f"without {(n := len(self.missing_modules))} module{'' if n == 1 else 's'}")
        if self.run < self.tests:
            told.append(f"stopped before {self.tests - self.run} of them")
        return ", ".join(told)


@dataclass(frozen=True)
class Run:
    """One run of the contract tests; `checks` are by edge and by the name under which the edge reports."""

    began: datetime
    seconds: float
    made_from: str
    selected: Selected
    checks: dict[tuple[str, str], int]
    differences: list[Difference]
    broken: list[Broken]


def read_run(path: Path) -> Run | None:
    """The last run; None where there was none. Raises FormError where the file is not in its form."""
    raw = read_json(path, _FORM)
    if raw is None:
        return None
    checks: dict[tuple[str, str], int] = {}
    for row in raw["checks"]:
        key = (row["edge"], row["operation"])
        checks[key] = checks.get(key, 0) + row["count"]
    unknown = {edge for edge, _ in checks} - set(EDGES)
    if unknown:
        raise FormError(f"{path}: expected edges of contract.mismatch, found {sorted(unknown)}; {_AGAIN}")
    try:
        began = datetime.fromisoformat(raw["began"])
    except ValueError as error:
        raise FormError(f"{path}, /began: {error}; {_AGAIN}") from error
    return Run(
        began=began.astimezone(),
        seconds=raw["seconds"],
        made_from=raw["made_from"],
        selected=Selected(**raw["selected"]),
        checks=checks,
        differences=[Difference(**row) for row in raw["mismatches"]],
        broken=[Broken(**row) for row in raw["broken"]],
    )


def read_json(path: Path, form: Path) -> JsonObject | None:
    """A JSON file in a form; None where there is none. Raises FormError."""
    try:
        found: Json = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise FormError(f"{path}: not JSON: {error}; write it anew") from error
    for wrong in Draft202012Validator(load_yaml(form)).iter_errors(found):
        place = join("", *wrong.absolute_path) or "the whole file"
        raise FormError(f"{path}, {place}: {wrong.message}; {form.name} has its form, write it anew")
    return found  # type: ignore[no-any-return]
