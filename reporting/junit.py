"""What pytest wrote of all tests: out/test/junit.xml."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from contract.documents import FormError
from reporting.hiding import safe

FILE = "out/test/junit.xml"
_BAD = ("failure", "error")
_LARGEST = 200_000_000  # bytes; a run of all tests has some megabytes


class Failed(NamedTuple):
    """A test that failed; `differs` where it is told by its mismatches already."""

    module: str
    name: str
    text: str
    differs: bool

    @property
    def test(self) -> str:
        """pytest's name of it."""
        return f"{self.module.replace('.', '/')}.py::{self.name}" if self.module else self.name

    def is_test(self, nodeid: str) -> bool:
        """Whether pytest calls it so; JUnit has dots where pytest has slashes and colons."""
        file, _, rest = nodeid.partition("::")
        module = file.removesuffix(".py").replace("/", ".")
        return (self.module, self.name) == ((module, rest) if rest else ("", module))


@dataclass(frozen=True)
class Tests:
    """Totals of a run; `skipped` has how many for each reason."""

    began: datetime | None
    seconds: float
    total: int
    failed: list[Failed]
    skipped: dict[str, int]

    @property
    def passed(self) -> int:
        """How many did what they should."""
        return self.total - len(self.failed) - sum(self.skipped.values())


def read_tests(path: Path) -> Tests | None:
    """The last run; None where there was none. Raises FormError where the file is no JUnit XML."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FormError(f"{path}: expected at most {_LARGEST} bytes, found more; run the tests again")
        root = ET.parse(path).getroot()  # noqa: S314 - our own pytest wrote it, and expat bounds what entities grow to
    except FileNotFoundError:
        return None
    except ET.ParseError as error:
        raise FormError(f"{path}: not XML: {error}; was the run cut off? run the tests again: make test") from error
    suites = [root] if root.tag == "testsuite" else root.findall("testsuite")
    if not suites:
        raise FormError(f"{path}: expected a testsuite of JUnit, found <{root.tag}>; run the tests again: make test")
    cases = [case for suite in suites for case in suite.iter("testcase")]
    tests: dict[tuple[str, str], list[ET.Element]] = {}
    for case in cases:  # a test that fails in its teardown too stands there twice
        tests.setdefault((case.get("classname", ""), case.get("name", "")), []).append(case)
    return Tests(
        began=_time(suites[0].get("timestamp")),
        seconds=sum(float(suite.get("time") or 0) for suite in suites),
        total=len(tests),
        failed=[_failed(name, bad) for name, found in tests.items() if (bad := _outcomes(found, *_BAD))],
        skipped=_skipped(list(tests.values())),
    )


def _outcomes(cases: list[ET.Element], *tags: str) -> list[tuple[ET.Element, ET.Element]]:
    return [(case, child) for case in cases for child in case if child.tag in tags]


def _failed(name: tuple[str, str], bad: list[tuple[ET.Element, ET.Element]]) -> Failed:
    text = "\n\n".join(child.text or child.get("message") or child.tag for _, child in bad)
    told = all(
        child.tag == "failure" and case.find("properties/property[@name='differs']") is not None for case, child in bad
    )
    return Failed(name[0], name[1], safe(text), told)


def _skipped(tests: list[list[ET.Element]]) -> dict[str, int]:
    reasons = Counter(
        safe(skips[0][1].get("message") or "no reason given", longest=400)
        for cases in tests
        if (skips := _outcomes(cases, "skipped")) and not _outcomes(cases, *_BAD)
    )
    return dict(reasons.most_common())


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone() if text else None
    except ValueError:
        return None
