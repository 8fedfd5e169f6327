"""The findings as Markdown, for a job's summary or a comment."""

import re
from collections.abc import Iterator

from reporting.drills import Drill
from reporting.findings import Contract, Findings
from reporting.hiding import visible
from reporting.matrix import Matrix, plural
from reporting.page import headings
from reporting.verdict import Word, verdict

_MOST = 20  # rows of a table; the page has them all
_LONGEST = 120  # characters of a text
_MARK = {Word.GREEN: "✅", Word.RED: "❌"}


def markdown(found: Findings) -> str:
    """The summary."""
    said = verdict(found)
    lines = [
        f"## {_MARK.get(said.word, '⚠️')} img-open: {said.word.value}",
        "",
        said.says,
        "",
        *(f"- {plain(reason)}" for reason in said.reasons),
        *_problems(found),
        *_differing(found.matrix),
        *_broken(found),
        "",
        "### What is known",
        "",
        *_evidence(found.contract),
        f"- Drill: {_drill(found.drill)}",
        f"- Since the last release: {_news(found)}",
        f"- Tests: {_tests(found)}",
        "",
        f"Commit {plain(found.about.commit or 'not known')}. The whole report is out/report/index.html.",
        "",
    ]
    return "\n".join(lines)


def code(text: str) -> str:
    """Any text as code on one line: nothing in it is a mention, a link or HTML."""
    line = " ".join(visible(text).split()) or "nothing"
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}"


def cell(text: str) -> str:
    """The same in a table, of which it ends no column."""
    return code(text).replace("|", "\\|")


def plain(text: str) -> str:
    """Any text as words, with what Markdown or HTML would read taken literally."""
    line = " ".join(visible(text).split())
    return re.sub(r"([\\`*_{}\[\]<>#|~@!&])", r"\\\1", line).replace("\\@", "&#64;")


def _problems(found: Findings) -> Iterator[str]:
    for text in found.problems:
        yield f"- Cannot be read: {code(text)}"


def _differing(matrix: Matrix) -> Iterator[str]:
    names = headings()
    rows = [(found, difference) for found in matrix.failing for difference in found.differences]
    if not rows:
        return
    yield from (
        "",
        "### What differs",
        "",
        "| operation | edge | at | one side | other side |",
        "| - | - | - | - | - |",
    )
    for found, one in rows[:_MOST]:
        edge = names[found.edge]
        sides = f"{edge.one} {cell(one.expected)} | {edge.other} {cell(one.actual)}"
        yield f"| {cell(one.operation)} | {edge.name} | {cell(one.pointer or 'the whole')} | {sides} |"
    if len(rows) > _MOST:
        yield f"\n{len(rows) - _MOST} more stand in the report."


def _broken(found: Findings) -> Iterator[str]:
    tests = [*found.broken, *(one for red in found.matrix.failing for one in red.broken)]
    if tests:
        yield from ("", "### Failed tests beside the mismatches", "")
        yield from (f"- {code(one.test)}" for one in tests[:_MOST])
        if len(tests) > _MOST:
            yield f"- and {len(tests) - _MOST} more"


def _evidence(contract: Contract) -> Iterator[str]:
    counts = ", ".join(f"{count} {grade.value}" for grade, count, _ in contract.grades)
    yield f"- {plural(len(contract.known), 'operation')}: {counts}"
    for name, column in (("requests", 0), ("answers", 1), ("ways to wait", 2)):
        parts = ", ".join(f"{list(parts.values())[column]} {grade.value}" for grade, _, parts in contract.grades)
        yield f"  - {name}: {parts}"
    declared = plural(len(contract.departures), "declared departure")
    yield f"- {declared}, {plural(len(contract.assumptions), 'assumption')}"


def _drill(drill: Drill | None) -> str:
    if drill is None:
        return "not run"
    whole = drill.whole
    stale = "stale, of another contract: " if drill.is_stale else ""
    return (
        f"{stale}{drill.share} caught ({whole.caught} of {whole.caught + whole.missed}), {whole.missed} missed, "
        f"{whole.equivalent} equivalent"
    )


def _news(found: Findings) -> str:
    if found.contract.spec is None:
        return "not known"
    return f"{found.news.version}, {found.news.told}" if found.news else "no release yet"


def _tests(found: Findings) -> str:
    tests = found.tests
    if tests is None:
        return "not run"
    counts = f"{tests.passed} passed, {len(tests.failed)} failed, {sum(tests.skipped.values())} skipped"
    return f"{counts}, in {tests.seconds:.0f} s"
