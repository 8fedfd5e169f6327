"""The documentation's site as it would publish what the repository knows: the .md of a page, made from its facts.

What a page's file lacks, because the page was seen in part, is filled in from the contract: it is what the contract
expects the page to say, so that fetching it changes nothing.
"""

from copy import deepcopy

from contract.pages import CUT, Page, rows, tables
from contract.spec import Operation
from contract.spec_facts import spec_facts
from contract.values import JsonObject
from tests.apifox.published import markdown_of

_NUMBER_THERE = "202222098"  # the call that markdown_of writes
CALLBACK = (
    'When {"code":"200"} is received, the ladder ends: retry after 3, 5, 15, 30, 60, 600, 3600 seconds, '
    "retry up to 10 times"
)


def number_of(page: Page) -> str:
    """Apifox's number of the page."""
    return page.url.rpartition("-")[2]


def whole(page: Page, operation: Operation) -> JsonObject:
    """The page's facts with nothing left open."""
    facts = deepcopy(page.raw)
    said = spec_facts(operation)
    for pointer, row in (row for table in tables(Page(facts, page.file, page.site_server)) for row in rows(*table)):
        for key in ("type", "required"):
            if row.get(key) is None and f"{pointer}/{key}" in said:
                row[key] = said[f"{pointer}/{key}"].value
    facts["request"]["headers"] = [row for row in facts["request"]["headers"] if row["name"] != "Content-Type"]
    facts["content_type"] = facts["content_type"] or "application/json"
    facts["server"] = facts.get("server") or page.site_server
    _fill(facts["request"], operation.request[1].get("example"))
    for status, answer in facts["response"].items():
        shown = operation.raw["responses"][status]["content"]["application/json"]
        _fill(answer, shown.get("example"))
        answer["name"], answer["content_type"] = answer.get("name") or "OK", "application/json"
    return facts


def _fill(holder: JsonObject, example: JsonObject | None) -> None:
    if holder["example"] is None or holder["example"].get(CUT) or holder.get("example_is_filler"):
        holder["example"] = example


def markdown(facts: JsonObject, number: str) -> str:
    """The page's .md; `wording` among the facts is its prose by place."""
    wording = {"/request/body/callbackUrl": CALLBACK} if facts["callback"] else {}
    return markdown_of(facts, wording | facts.get("wording", {})).replace(_NUMBER_THERE, number)
