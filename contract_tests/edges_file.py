"""What a run compared, kept in out/test/edges.json for the report; reporting/edges.schema.yaml has its form."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.values import JsonObject
from contract_tests.edges import Tally
from reporting.fingerprint import fingerprint
from reporting.hiding import safe

FILE = "out/test/edges.json"
OPTION = "--edges-json"
DIFFERS = "differs"
"""The property of a failed test whose mismatches are in the tally; pytest writes it into junit.xml too."""


@dataclass
class Course:
    """How a run goes: when it began, which of the folder's tests were selected, which ran."""

    root: Path
    folder: Path
    made_from: str
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    started: float = field(default_factory=time.monotonic)
    selected: Counter[str] = field(default_factory=Counter)
    deselected: int = 0
    ran: set[str] = field(default_factory=set)
    broken: list[JsonObject] = field(default_factory=list)

    def select(self, items: Iterable[pytest.Item]) -> None:
        """Count the tests that will run, by module."""
        self.selected.update(item.path.name for item in items if item.path.is_relative_to(self.folder))

    def deselect(self, items: Iterable[pytest.Item]) -> None:
        """Count the tests that -k, -m or --lf leave out."""
        self.deselected += sum(item.path.is_relative_to(self.folder) for item in items)

    def packed(self) -> JsonObject:
        """What a worker of pytest-xdist knows alone: each collects the same tests, and runs some."""
        return {"selected": dict(self.selected), "deselected": self.deselected}

    def add(self, packed: JsonObject) -> None:
        """Take over what a worker selected."""
        self.selected, self.deselected = Counter(packed["selected"]), packed["deselected"]

    def told(self, report: pytest.TestReport) -> None:
        """Take in what became of a test."""
        if not (self.root / report.nodeid.partition("::")[0]).is_relative_to(self.folder):
            return
        self.ran.add(report.nodeid)
        in_tally = report.when == "call" and any(name == DIFFERS for name, _ in report.user_properties)
        if report.failed and not in_tally:
            self.broken.append({"test": report.nodeid, "when": report.when, "text": safe(report.longreprtext)})

    def uncollected(self, report: pytest.CollectReport) -> None:
        """Take in a module that cannot be imported; each worker tells of it."""
        row = {"test": report.nodeid, "when": "collect", "text": safe(report.longreprtext)}
        here = (self.root / report.nodeid).is_relative_to(self.folder)
        if report.failed and here and all(known["test"] != report.nodeid for known in self.broken):
            self.broken.append(row)

    def as_json(self, tally: Tally, paths: Sequence[str], keyword: str, markers: str) -> JsonObject:
        """The whole file."""
        missing = sorted({path.name for path in self.folder.glob("test_*.py")} - set(self.selected))
        tests, run = self.selected.total(), len(self.ran)
        single = any("::" in path for path in paths)
        return {
            "form": 1,
            "began": self.began.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - self.started, 1),
            "made_from": self.made_from,
            "selected": {
                "paths": list(paths),
                "keyword": keyword,
                "markers": markers,
                "tests": tests,
                "run": run,
                "deselected": self.deselected,
                "missing_modules": missing,
                "whole": not (missing or self.deselected or single or run < tests),
            },
            "checks": [
                {"edge": edge, "module": module, "operation": operation, "count": count}
                for (edge, module, operation), count in sorted(tally.checks.items())
            ],
            "mismatches": sorted(tally.records, key=lambda row: (row["edge"], row["operation"], row["pointer"])),
            "broken": sorted(self.broken, key=lambda row: str(row["test"])),
        }


class Hearer:
    """A plugin: reports come without the run that they belong to, and this one knows."""

    def __init__(self, course: Course) -> None:
        self._course = course

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in what became of a test, here or in a worker."""
        self._course.told(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take in what cannot be collected."""
        self._course.uncollected(report)


COURSE = pytest.StashKey[Course]()


def course_of(config: pytest.Config) -> Course:
    """The run's course."""
    if COURSE not in config.stash:
        root = config.rootpath
        folder = root / "contract_tests"
        worker = hasattr(config, "workerinput")
        made_from = "" if worker else fingerprint(root)
        config.stash[COURSE] = Course(root, folder if folder.is_dir() else root, made_from)
    return config.stash[COURSE]


def write(config: pytest.Config, tally: Tally) -> None:
    """Write the file, whole or not at all."""
    path = Path(config.getoption(OPTION, default=None) or config.rootpath / FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    options = config.option
    found = course_of(config).as_json(
        tally, list(config.args), getattr(options, "keyword", ""), getattr(options, "markexpr", "")
    )
    new = path.with_name(f"{path.name}.new")
    new.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    new.replace(path)
