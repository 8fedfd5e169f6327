"""Writing a draft into spec/, proven on a copy first: nothing else changes, and every rule of the contract holds."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from contract.documents import FormError, load_in_form, load_yaml
from contract.lint import lint
from contract.mismatch import Report
from contract.page_check import check_page
from contract.pages import Page, load_pages
from contract.pages_vs_spec import compare_coverage, compare_page, load_deviations
from contract.spec import load_spec
from contract.values import Json, JsonObject, same
from drafting.operation import MARK, Draft, with_draft
from drafting.places import DEVIATIONS, INDEX, SPEC, inserted, removed
from drafting.refusal import DraftError

FILES = (SPEC, DEVIATIONS, INDEX)


def read_page(folder: Path, slug: str) -> Page:
    """The page's file, whose entry in the index may lack. Raises DraftError, FormError."""
    path = folder / "pages" / f"{slug}.yaml"
    if not path.is_file() or path.parent != folder / "pages":
        there = ", ".join(sorted(page.stem for page in path.parent.glob("*.yaml") if page.stem != "index"))
        raise DraftError(f"expected a page of spec/pages, got {slug!r}; there are {there}")
    raw = load_in_form(path, folder / "pages" / "schema" / "page.schema.yaml")
    if raw["slug"] != slug:
        raise DraftError(f"spec/pages/{slug}.yaml: its slug is {raw['slug']!r}; name the file {raw['slug']}.yaml")
    return Page(raw, f"spec/pages/{slug}.yaml", load_yaml(folder / INDEX)["server"])


def with_files(folder: Path, draft: Draft, page: Page) -> dict[str, str]:
    """The texts of the files with the draft, proven sound. Raises DraftError, FormError."""
    before = texts(folder)
    after = inserted(before, draft, page)
    with tempfile.TemporaryDirectory(prefix="draft-") as place:
        copy = Path(place) / "spec"
        shutil.copytree(folder, copy)
        _put(copy, after)
        _leave_out_waiting(copy, draft.slug)
        _prove(folder, copy, draft)
    return after


def without_files(folder: Path, slug: str) -> dict[str, str]:
    """The texts of the files without the draft of a page. Raises DraftError where it is none any more."""
    spec = load_spec(folder / SPEC)
    drafted = [operation for operation in spec.operations.values() if operation.slug == slug]
    if not drafted or drafted[0].raw.get(MARK) is not True:
        found = f"{drafted[0].operation_id}, which is reviewed" if drafted else "no operation"
        raise DraftError(f"expected an operation of page {slug} with {MARK}: true, found {found}; take it out by hand")
    after = removed(texts(folder), slug)
    with tempfile.TemporaryDirectory(prefix="draft-") as place:
        copy = Path(place) / "spec"
        shutil.copytree(folder, copy)
        _put(copy, after)
        rest = load_spec(copy / SPEC)
        kept = {path: item for path, item in spec.document["paths"].items() if path != drafted[0].path}
        schemas = rest.document["components"]["schemas"].items()
        known = spec.document["components"]["schemas"]
        if not same(rest.document["paths"], kept) or not all(same(known.get(name), schema) for name, schema in schemas):
            raise DraftError(f"{SPEC}: the marks of {slug} frame more than its draft; take it out by hand")
        told = lint(rest)
        if told.mismatches:
            raise DraftError(f"{SPEC}: something else uses the draft of {slug} by now; mend that first:\n{told}")
    return after


def texts(folder: Path) -> dict[str, str]:
    """The files as they are, byte for byte."""
    return {name: (folder / name).read_bytes().decode("utf-8") for name in FILES}


def write(folder: Path, after: Mapping[str, str]) -> list[Path]:
    """Write the files that differ, all or none of them; give their paths."""
    before = texts(folder)
    changed = {name: text for name, text in after.items() if text != before[name]}
    try:
        _put(folder, changed)
    except BaseException:
        _put(folder, before)
        raise
    return [folder / name for name in changed]


def _put(folder: Path, after: Mapping[str, str]) -> None:
    for name, text in after.items():
        path = folder / name
        beside = path.with_name(f".{path.name}.draft")
        try:
            beside.write_bytes(text.encode("utf-8"))
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _prove(folder: Path, copy: Path, draft: Draft) -> None:
    old, new = load_spec(folder / SPEC), load_spec(copy / SPEC)
    _unchanged(SPEC, with_draft(old, draft.path, draft.item, draft.schemas).document, new.document)
    rows = load_yaml(copy / DEVIATIONS)
    here: list[JsonObject] = load_yaml(folder / DEVIATIONS)
    _unchanged(DEVIATIONS, here, rows[: len(here)])
    _unchanged(INDEX, _others(folder, draft.slug), _others(copy, draft.slug))
    try:
        pages = load_pages(copy / "pages")
    except FormError as error:
        raise DraftError(str(error)) from error
    deviations = load_deviations(copy / DEVIATIONS)
    page, operation = pages.pages[draft.slug], new.operations[draft.operation_id]
    for report in (
        lint(new),
        check_page(page),
        compare_page(page, operation, deviations),
        _own(compare_coverage(pages, new, deviations), draft),
    ):
        if report.mismatches:
            raise DraftError(f"the draft would not be sound; mend the page's file, or write it by hand:\n{report}")


def _leave_out_waiting(copy: Path, slug: str) -> None:
    """Take out the pages that wait for a draft of their own: the index does not know their path yet."""
    index = load_yaml(copy / INDEX)
    rows = [row for group in [*index["groups"], index["chinese_only"]] for row in group["pages"]]
    paths = {row["slug"]: row.get("path") for row in rows}
    for path in (copy / "pages").glob("*.yaml"):
        own = path.stem in {slug, "index"}
        if not own and (path.stem not in paths or load_yaml(path).get("path") != paths[path.stem]):
            path.unlink()


def _own(report: Report, draft: Draft) -> Report:
    """What the report says of this page: others may wait for their draft."""
    kept = [found for found in report.mismatches if found.operation in {draft.slug, draft.operation_id}]
    return Report(report.edge, kept, report.by_operation)


def _others(folder: Path, slug: str) -> list[Json]:
    index = load_yaml(folder / INDEX)
    rows = [row for group in [*index["groups"], index["chinese_only"]] for row in group["pages"]]
    rest = {key: value for key, value in index.items() if key not in {"groups", "chinese_only"}}
    names = [group["name"] for group in index["groups"]]
    return [rest, names, *(row for row in rows if row["slug"] != slug)]


def _unchanged(name: str, expected: Json, found: Json) -> None:
    if not same(expected, found):
        raise DraftError(
            f"{name}: writing the draft would change something else; nothing was written. Please report it"
        )
