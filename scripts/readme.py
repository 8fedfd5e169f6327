"""Write the README's table of the documentation's pages, or check that it is current."""

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from openapi_python_client.strings import snake_case

from contract.pages import Entry, Pages, load_pages
from contract.spec import Operation, Spec, load_spec
from contract.values import JsonObject

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- the table of pages: written by make readme -->\n", "<!-- end of the table -->\n"
KNOWN = {
    "whole": "request and answer documented",
    "request": "request documented, answer assumed",
    "part": "request documented in part, answer assumed",
    "title": "waiting for its page",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="readme", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when the table is not current")
    options = parser.parse_args(arguments)
    there = README.read_text("utf-8")
    wanted = with_table(there, load_pages(ROOT / "spec" / "pages"), load_spec(ROOT / "spec" / "openapi.yaml"))
    if options.check and wanted != there:
        print("readme: the table of pages is not current; run: make readme", file=sys.stderr)
        return 1
    if wanted != there:
        README.write_text(wanted, encoding="utf-8")
    print("readme: the table of pages is current" if wanted == there else "readme: table of pages written")
    return 0


def with_table(text: str, pages: Pages, spec: Spec) -> str:
    """The text with the table between its two marks. Raises ValueError where they are not there once each."""
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"README.md: expected the lines {BEGIN.strip()} and {END.strip()}, once each")
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    return head + BEGIN + "\n".join(["", *table(pages, spec), "", ""]) + END + tail


def table(pages: Pages, spec: Spec) -> Iterator[str]:
    """The lines of the table: every entry of the navigation, then those of the Chinese site alone."""
    operations = {operation.slug: operation for operation in spec.operations.values()}
    for chinese, entries in groupby(pages.entries.values(), lambda entry: entry.chinese_only):
        rows = list(entries)
        usable = sum(row.slug in operations for row in rows)
        where = "on the Chinese site only" if chinese else "in the documentation's navigation"
        yield f"{len(rows)} entries {where}, {usable} of them usable:"
        yield ""
        yield "| group | page | client | what is known |"
        yield "| --- | --- | --- | --- |"
        yield from (_row(row, pages, operations.get(row.slug)) for row in rows)
        yield ""


def _row(entry: Entry, pages: Pages, operation: Operation | None) -> str:
    page = pages.pages[entry.slug].raw
    url = page["page"] or page.get("zh_page")
    title = f"[{entry.title}]({url})" if url else entry.title
    client, known = "-", KNOWN[entry.known]
    if entry.known == "whole" and _in_part(page["response"].get("200", {})):
        known = "request documented, answer in part"
    if operation is not None:
        client = f"`{operation.raw['tags'][0]}.{snake_case(operation.operation_id)}`"
        assumed = (operation.task or {}).get("x-assumed", {})
        known += "; what the task ends in is assumed" if "result" in assumed else ""
    if page.get("lifecycle"):
        known += f"; {page['lifecycle']} at the service"
    return f"| {entry.group} | {title} | {client} | {known} |"


def _in_part(answer: JsonObject) -> bool:
    """Whether a page's table of its answer was not seen, or seen in part, or its example is generated filler."""
    return not answer.get("fields") or "fields_truncated" in answer or "example_is_filler" in answer


if __name__ == "__main__":
    sys.exit(main())
