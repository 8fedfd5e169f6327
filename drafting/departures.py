"""Where a draft says other than its page: each place with its reason, or no draft."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from contract.mismatch import Mismatch
from contract.pages import Page
from contract.pages_vs_spec import compare_page
from contract.spec import Operation
from contract.values import ABSENT, Json, JsonObject
from drafting.refusal import DraftError


class Departure(NamedTuple):
    """Why the draft departs, and what shows it."""

    why: str
    evidence: str


_OTHER_PAGES = "Drafted by scripts/draft, which follows the pages that are known; nothing of this page shows it."
# What every operation of the contract has in common, whatever its page says.
_SHARED = {
    r"/request/headers/[^/]+/(required|type)": Departure(
        "Drafted: the key headers are a security scheme of every call; one without them is anybody's.",
        "Drafted by scripts/draft; the other pages' key headers are declared alike above.",
    ),
    r"/response/200/code/type": Departure(
        "Drafted: as on all pages, tables say string, the text on callbacks writes code = 200 like a number.",
        "Drafted by scripts/draft; the other pages' codes are declared alike above.",
    ),
    r"/response/200/(code|msg|data)/required": Departure(
        "Drafted: every answer has the envelope's three fields, and without data a success would carry nothing.",
        _OTHER_PAGES,
    ),
    r"/(response/200|callback/body)/data/(.*/)?(task_id|id_task)/aliases": Departure(
        "Drafted: answers name the id of a task task_id, taskId or id_task; any is read, and the client shows one.",
        "Drafted by scripts/draft; the other pages' ids are declared alike above.",
    ),
    r"/response/200/data/status/type": Departure(
        "Drafted: the pages call a task's status a string here and an integer there; the spec allows both for all.",
        "Drafted by scripts/draft; the other pages' statuses are declared alike above.",
    ),
}


def declared(page: Page, operation: Operation, known: Mapping[str, Departure]) -> list[JsonObject]:
    """The entries of spec/deviations.yaml that the draft needs. Raises DraftError where one has no reason."""
    rows: list[JsonObject] = []
    unexplained: list[Mismatch] = []
    for mismatch in compare_page(page, operation, []).mismatches:
        departure = known.get(mismatch.pointer) or _shared(mismatch.pointer)
        if departure is None:
            unexplained.append(mismatch)
            continue
        row = {
            "page": page.slug,
            "at": mismatch.pointer,
            "page_says": _null(mismatch.expected),
            "spec_says": _null(mismatch.actual),
            **departure._asdict(),
        }
        rows.append(row)
    if unexplained:
        told = "\n".join(map(str, unexplained))
        raise DraftError(f"{page.file}: the draft cannot say what the page says; write the operation by hand:\n{told}")
    return rows


def _shared(pointer: str) -> Departure | None:
    return next((departure for form, departure in _SHARED.items() if re.fullmatch(form, pointer)), None)


def _null(value: Json) -> Json:
    return None if value is ABSENT else value
