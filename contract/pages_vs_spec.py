"""Pages against the spec: every fact of a page, both ways, less the declared departures."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

from contract.documents import FormError, load_in_form
from contract.mismatch import Report
from contract.pages import CUT, Page, Pages, agrees, examples, page_facts
from contract.spec import FILE, Operation, Spec
from contract.spec_facts import Fact, spec_facts
from contract.tasks import check_status
from contract.values import ABSENT, Json, Words, leaves, same

DEVIATIONS = "spec/deviations.yaml"
_ASSUME = "if a page says it, write it in the page's file; else mark it x-assumed in spec/openapi.yaml, or take it out"


@dataclass(frozen=True)
class Deviation:
    """One declared departure of the spec from one page."""

    page: str
    at: str
    page_says: Json
    spec_says: Json


def load_deviations(path: Path) -> list[Deviation]:
    """Read spec/deviations.yaml; an entry for several pages or several places becomes one each."""
    found: dict[tuple[str, str], Deviation] = {}
    for row in load_in_form(path, path.with_suffix(".schema.yaml")):
        pages, places = ([row[key]] if isinstance(row[key], str) else row[key] for key in ("page", "at"))
        for slug, place in product(pages, places):
            if (slug, place) in found:
                raise FormError(f"{path}: {slug} at {place} is declared twice; keep one entry")
            found[slug, place] = Deviation(slug, place, row["page_says"], row["spec_says"])
    return list(found.values())


def compare_page(page: Page, operation: Operation, deviations: list[Deviation]) -> Report:
    """One page against its operation."""
    report = Report("pages-spec")
    name, source = operation.operation_id, f"{page.source}; {FILE}, {operation.method} {operation.path}"
    declared = {deviation.at: deviation for deviation in deviations if deviation.page == page.slug}
    said, facts = {**page_facts(page), **_before_the_cut(page)}, spec_facts(operation)
    differing = set()
    for pointer in sorted(said.keys() | facts.keys()):
        one, other = said.get(pointer, ABSENT), facts.get(pointer, Fact(ABSENT))
        if pointer not in said:
            good, do = _may_stand_alone(pointer, other), _ASSUME
        else:
            good, do = same(one, other.value) or _agrees_with_a_cut_example(page, pointer, other.value), ""
        if not good:
            differing.add(pointer)
        if pointer in declared and not good:
            deviation = declared[pointer]
            good = same(_null(one), deviation.page_says) and same(_null(other.value), deviation.spec_says)
            do = (
                f"{DEVIATIONS} declares other values (page {deviation.page_says!r}, spec {deviation.spec_says!r}): "
                "look at the departure anew, then mend the entry or the spec"
            )
        report.check(name, pointer, one, other.value, source, good=good, do=do)
    for pointer in sorted(declared.keys() - differing):
        _stale(report, name, declared[pointer], source)
    for pointer, example in examples(page):
        check_status(report, operation, example, pointer, source)
    return report


def compare_coverage(pages: Pages, spec: Spec, deviations: list[Deviation]) -> Report:
    """Each page that is known has its operation, and each operation a page; no deviation speaks of another page."""
    report = Report("pages-spec")
    operations = {operation.slug: operation for operation in spec.operations.values()}
    for slug, page in pages.pages.items():
        known = pages.entries[slug].known
        has = slug in operations
        an_operation, do = Words(f"an operation with x-page: {slug}"), "write the operation into spec/openapi.yaml"
        report.check(slug, "", an_operation, ABSENT, page.source, good=has or known == "title", do=do)
    for slug, operation in operations.items():
        known = pages.entries[slug].known if slug in pages.entries else "nothing"
        do = "let x-page name a page of spec/pages/index.yaml; no path is invented for a page known by its title only"
        found, good = Words(f"{slug}, of which {known} is known"), known not in {"title", "nothing"}
        report.check(operation.operation_id, "/x-page", Words("a page"), found, operation.source, good=good, do=do)
        file = Words(f"spec/pages/{slug}.yaml")
        do = "write the page's facts into that file"
        there = slug in pages.pages
        report.check(operation.operation_id, "/x-page", file, ABSENT, operation.source, good=there, do=do)
    for deviation in deviations:
        if deviation.page not in operations or deviation.page not in pages.pages:
            _stale(report, deviation.page, deviation, DEVIATIONS)
    return report


def _stale(report: Report, name: str, deviation: Deviation, source: str) -> None:
    one, other = Words(f"{deviation.page_says!r}, declares {DEVIATIONS}"), Words("no such difference was found")
    report.fail(name, deviation.at, one, other, source, do=f"take the entry out of {DEVIATIONS}, it no longer holds")


def _may_stand_alone(pointer: str, fact: Fact) -> bool:
    """Whether the spec may say what the page does not."""
    optional = pointer.endswith("/required") and fact.value is False  # claims nothing
    return fact.assumed is not None or optional


def _before_the_cut(page: Page) -> dict[str, Json]:
    """What the page's cut examples show."""
    cut = [(place, example) for place, example in examples(page) if example.get(CUT)]
    return {leaf: value for place, example in cut for leaf, value in leaves(example, place) if leaf != f"{place}/{CUT}"}


def _agrees_with_a_cut_example(page: Page, pointer: str, value: Json) -> bool:
    """Whether a value of the spec's example carries on what the page's cut example shows of it."""
    return any(
        example.get(CUT) and pointer.startswith(f"{place}/") and agrees(example, pointer.removeprefix(place), value)
        for place, example in examples(page)
    )


def _null(value: Json) -> Json:
    return None if value is ABSENT else value
