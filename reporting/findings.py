"""Everything that the report shows, gathered from the files of a working tree."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, TypeVar

from contract.documents import FormError
from contract.pages import Page, Pages, load_pages
from contract.recordings import Recording, load_recordings
from contract.spec import Operation, Spec, load_spec
from contract.values import JsonObject
from reporting import drills, junit, news, runs
from reporting.declared import Assumption, Departure, assumptions, departures
from reporting.drills import Drill
from reporting.evidence import Evidence, Grade, Part, evidence
from reporting.fingerprint import fingerprint, spec_sha256
from reporting.junit import Failed, Tests
from reporting.matrix import Matrix, anchor, matrix
from reporting.news import News
from reporting.runs import Broken, Run

_SAME_RUN = timedelta(seconds=60)  # between what pytest and what the edges call the beginning of one run
_T = TypeVar("_T")


class About(NamedTuple):
    """What the report is of: when it was made, from which state of the repository, with what."""

    made: datetime
    commit: str | None
    versions: dict[str, str]


@dataclass(frozen=True)
class Known:
    """What is known of one operation, and how well."""

    operation: Operation
    page: Page | None
    evidence: Evidence
    departures: list[Departure]
    assumptions: list[Assumption]

    @property
    def anchor(self) -> str:
        """Where the page shows it."""
        return anchor("operation", self.operation.operation_id)

    @property
    def gaps(self) -> list[str]:
        """What its page leaves open."""
        return list(self.page.raw["gaps"]) if self.page else []

    @property
    def contradictions(self) -> list[JsonObject]:
        """Where its page disagrees with itself."""
        return list(self.page.raw["contradictions"]) if self.page else []


@dataclass(frozen=True)
class Contract:
    """The contract as far as it can be read."""

    spec: Spec | None = None
    pages: Pages | None = None
    known: list[Known] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    departures: list[Departure] = field(default_factory=list)

    @property
    def waiting(self) -> list[Page]:
        """The pages that have no operation yet."""
        there = {known.operation.slug for known in self.known}
        return [page for slug, page in self.pages.pages.items() if slug not in there] if self.pages else []

    @property
    def grades(self) -> list[tuple[Grade, int, dict[Part, int]]]:
        """How many operations have which grade, as a whole and by part."""
        whole = Counter(known.evidence.grade for known in self.known)
        parts = Counter((part, grade) for known in self.known for part, grade in known.evidence.parts.items())
        shown = [part for part in Part if part is not Part.PAGE]
        return [(grade, whole[grade], {part: parts[part, grade] for part in shown}) for grade in Grade]


@dataclass(frozen=True)
class Findings:
    """The whole report; `problems` are files that could not be read."""

    about: About
    contract: Contract
    run: Run | None
    matrix: Matrix
    is_stale: bool
    tests: Tests | None
    drill: Drill | None
    news: News | None
    problems: list[str]

    @property
    def is_of_one_run(self) -> bool:
        """Whether edges and all tests are of the same run."""
        if self.run is None or self.tests is None or self.tests.began is None:
            return False
        return abs(self.run.began - self.tests.began) < _SAME_RUN

    @property
    def broken(self) -> list[Broken]:
        """Tests that failed and stand in no cell of the matrix."""
        told = [broken.test for broken in self.run.broken] if self.run else []
        rest = [failed for failed in self.tests.failed if not self._is_told(failed, told)] if self.tests else []
        return [*self.matrix.elsewhere, *(Broken(failed.test, "call", failed.text) for failed in rest)]

    def _is_told(self, failed: Failed, told: list[str]) -> bool:
        return self.is_of_one_run and (failed.differs or any(failed.is_test(name) for name in told))


def gather(root: Path, about: About) -> Findings:
    """Read everything; what cannot be read is a problem of the report, and never stops it."""
    problems: list[str] = []

    def tried(what: str, read: Callable[[], _T], instead: _T) -> _T:
        try:
            return read()
        except (FormError, OSError) as error:
            problems.append(str(error))
        except Exception as error:  # a working tree that is being changed can be broken in any way
            problems.append(f"{what} cannot be read: {type(error).__name__}: {error}")
        return instead

    contract = tried("the contract", lambda: _contract(root), Contract())
    spec = contract.spec
    run = tried(runs.FILE, lambda: runs.read_run(root / runs.FILE), None)
    return Findings(
        about=about,
        contract=contract,
        run=run,
        matrix=matrix(run, spec, contract.pages) if run else Matrix([], []),
        is_stale=run is not None and run.made_from != fingerprint(root),
        tests=tried(junit.FILE, lambda: junit.read_tests(root / junit.FILE), None),
        drill=tried(drills.FILE, lambda: drills.read_drill(root / drills.FILE, spec_sha256(root)), None),
        news=tried(news.FOLDER, lambda: news.read_news(root, spec), None) if spec else None,
        problems=problems,
    )


def _contract(root: Path) -> Contract:
    spec, pages = load_spec(root / "spec" / "openapi.yaml"), load_pages(root / "spec" / "pages")
    recordings = load_recordings(root / "contract_tests" / "recordings")
    declared, assumed = departures(root / "spec" / "deviations.yaml"), assumptions(spec)
    known = list(_known(spec, pages, recordings, declared, assumed))
    return Contract(spec, pages, known, assumed, declared)


def _known(
    spec: Spec, pages: Pages, recordings: list[Recording], declared: list[Departure], assumed: list[Assumption]
) -> Iterator[Known]:
    for operation in spec.operations.values():
        page = pages.pages.get(operation.slug)
        own = [departure for departure in declared if departure.page == operation.slug]
        made_up = [row for row in assumed if operation.operation_id in row.operations]
        yield Known(operation, page, evidence(operation, page, recordings, own), own, made_up)
