"""The results of a live run as files: JSON for programs, JUnit XML for CI. Everything in them is redacted already."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from contract.mismatch import Mismatch, Report, show
from contract.values import Json

_NOT_IN_XML = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclass
class Outcome:
    """What came of one case."""

    case: str
    operations: list[str]
    outcome: str = PASSED
    reason: str = ""
    calls: int = 0
    seconds: float = 0.0
    checks: int = 0
    mismatches: list[Mismatch] = field(default_factory=list)
    """As each edge found them."""

    def add(self, reports: Sequence[Report]) -> None:
        """Take over what the edges said of one step."""
        for report in reports:
            self.checks += report.checks
            self.mismatches += report.mismatches
        if self.mismatches:
            self.outcome = FAILED

    def as_json(self) -> Json:
        """For result.json."""
        return {
            "case": self.case, "operations": self.operations, "outcome": self.outcome, "reason": self.reason,
            "calls": self.calls, "seconds": round(self.seconds, 3), "checks": self.checks,
            "mismatches": [_mismatch(mismatch) for mismatch in self.mismatches],
        }  # fmt: skip


def write_results(folder: Path, outcomes: Sequence[Outcome], about: dict[str, Json]) -> None:
    """Write result.json and junit.xml."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {kind: sum(one.outcome == kind for one in outcomes) for kind in (PASSED, FAILED, SKIPPED)}
    result = {**about, "counts": counts, "cases": [one.as_json() for one in outcomes]}
    (folder / "result.json").write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf-8")
    tree = ElementTree(_junit(outcomes, counts))
    indent(tree)
    tree.write(folder / "junit.xml", encoding="utf-8", xml_declaration=True)


def _junit(outcomes: Sequence[Outcome], counts: dict[str, int]) -> Element:
    numbers = {"tests": len(outcomes), "failures": counts[FAILED], "skipped": counts[SKIPPED], "errors": 0}
    suite = Element("testsuite", {"name": "live", **{name: str(number) for name, number in numbers.items()}})
    for one in outcomes:
        case = SubElement(suite, "testcase", {"classname": "live", "name": one.case, "time": f"{one.seconds:.3f}"})
        if one.outcome == SKIPPED:
            SubElement(case, "skipped", {"message": _plain(one.reason)})
        if one.outcome == FAILED:
            said = {"message": f"{len(one.mismatches)} mismatch(es)"}
            SubElement(case, "failure", said).text = _plain("\n\n".join(map(str, one.mismatches)))
    return suite


def _mismatch(mismatch: Mismatch) -> dict[str, str]:
    return {
        "edge": mismatch.edge, "operation": mismatch.operation, "pointer": mismatch.pointer,
        "expected": show(mismatch.expected), "actual": show(mismatch.actual), "source": mismatch.source,
    }  # fmt: skip


def _plain(text: str) -> str:
    """Without the characters that XML cannot have."""
    return _NOT_IN_XML.sub("", text)
