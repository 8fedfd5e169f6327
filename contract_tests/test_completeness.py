"""Nothing is half there: an operation has page, method, handler, recording and row; no title is claimed to work."""

import asyncio
from collections.abc import Iterator

import pytest

from contract.mismatch import Report
from contract.pages import examples
from contract.spec import Operation
from contract.tasks import check_status, questions_to
from contract.values import ABSENT, Words, at
from contract_tests.calls import method_name
from contract_tests.edges import Edges
from contract_tests.witnesses import (
    OPERATIONS,
    PAGES,
    PAIRS,
    RECORDINGS,
    RECORDINGS_FOLDER,
    SPEC,
    WAIVERS,
    name_of,
)
from img_open import AsyncImgOpen, ImgOpen
from img_open_sandbox.registry import load
from scripts.readme import README, table, with_table

TITLES = [slug for slug, entry in PAGES.entries.items() if entry.known == "title"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_an_operation_has_everything(operation: Operation) -> None:
    assert lacking(operation) == []


def lacking(operation: Operation) -> list[str]:
    """What the operation lacks of all that one more page must bring."""
    name, entry = operation.operation_id, PAGES.entries.get(operation.slug)
    resource, method = method_name(operation)
    handlers, presenters = load()
    kinds = (ImgOpen("id", "secret"), AsyncImgOpen("id", "secret"))
    try:
        clients = {type(kind).__name__: hasattr(getattr(kind, resource, None), method) for kind in kinds}
    finally:
        kinds[0].close()
        asyncio.run(kinds[1].aclose())
    answered = any(recording.has_response for recording in RECORDINGS if recording.operation_id == name)
    row = [line for line in table(PAGES, SPEC) if f"`{resource}.{method}`" in line]
    there = {
        "a page of which more than the title is known": entry is not None and entry.known != "title",
        "a page's file": operation.slug in PAGES.pages,
        "a method of ImgOpen": clients["ImgOpen"],
        "a method of AsyncImgOpen": clients["AsyncImgOpen"],
        "a handler in the sandbox": name in handlers,
        "a presenter in the sandbox": name in presenters or not (operation.task or {}).get("query"),
        "a recording with a response, or a waiver": answered or name in WAIVERS,
        "one row in the README's table": len(row) == 1,
    }
    return [what for what, good in there.items() if not good]


def test_what_is_lacking_is_named() -> None:
    stranger = Operation("paintPicture", "POST", "/x", "/x", {"tags": ["tools"], "x-page": "nowhere"}, "", (), {}, None)
    assert lacking(stranger) == [
        "a page of which more than the title is known",
        "a page's file",
        "a method of ImgOpen",
        "a method of AsyncImgOpen",
        "a handler in the sandbox",
        "a recording with a response, or a waiver",
        "one row in the README's table",
    ]


@pytest.mark.parametrize("slug", TITLES)
def test_a_page_that_is_known_by_its_title_is_not_claimed_to_work(slug: str) -> None:
    assert slug not in {operation.slug for operation in OPERATIONS}
    path = PAGES.entries[slug].path
    assert path is None or path not in {operation.path for operation in OPERATIONS}
    title = PAGES.entries[slug].title
    (row,) = [line for line in table(PAGES, SPEC) if f" | {title} | " in line or f" | [{title}](" in line]
    assert "| - | waiting for its page" in row


def test_the_navigation_is_there_as_a_whole() -> None:
    assert set(PAGES.pages) == set(PAGES.entries)
    known = {slug for slug, entry in PAGES.entries.items() if entry.known != "title"}
    assert {operation.slug for operation in OPERATIONS} == known
    titles = [f" {entry.title} " for entry in PAGES.entries.values()]
    linked = [line for line in table(PAGES, SPEC) if line.startswith("| ")]
    assert len(linked) == len(titles) + 2 * 2, "a row an entry, beside the two heads and their rules"
    usable = [line for line in linked if "`" in line]
    assert len(usable) == len(OPERATIONS)


def test_nothing_is_left_of_an_operation_that_is_gone() -> None:
    """Else an operation could go, with its page and its row, and nothing would tell."""
    there = set(SPEC.operations)
    handlers, presenters = load()
    assert {*handlers, *presenters} - there == set(), "take the handler out, or put the operation back"
    folders = {path.name for path in RECORDINGS_FOLDER.iterdir() if path.is_dir()}
    assert folders - there == set(), "take the recordings out, or put the operation back"
    assert set(WAIVERS) - there == set(), "take the waiver out"


def test_the_readmes_table_is_current() -> None:
    there = README.read_text("utf-8")
    assert with_table(there, PAGES, SPEC) == there, "run: make readme"


def test_every_documented_status_is_classified(edges: Edges) -> None:
    report = Report("spec")
    shown = [(page, pointer, example) for page, _ in PAIRS for pointer, example in examples(page)]
    for page, pointer, example in shown:
        operation = next(operation for other, operation in PAIRS if other is page)
        for submitter in asked(operation):
            check_status(report, submitter, example, pointer, page.source)
        if at(example, "/data/status") is not ABSENT:
            known = any(at(example, o.task["status"]["at"]) is not ABSENT for o in asked(operation) if o.task)
            wanted = Words("an x-task that looks at this status")
            report.check(operation.operation_id, pointer, wanted, ABSENT, page.source, good=known)
    edges.expect_none(report)


def asked(operation: Operation) -> Iterator[Operation]:
    """The operations whose x-task reads this operation's answers."""
    if (operation.task or {}).get("query"):
        yield operation
    yield from (question.submitter for question in questions_to(SPEC, operation))
