"""Where in the hand-written files a draft stands."""

from collections.abc import Mapping

import yaml

from contract.pages import Page
from contract.values import JsonObject
from drafting.operation import Draft
from drafting.refusal import DraftError
from drafting.text import at_end, before_line, child, compose, dumped, framed, in_line, without

SPEC, DEVIATIONS, INDEX = "openapi.yaml", "deviations.yaml", "pages/index.yaml"
_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def inserted(texts: Mapping[str, str], draft: Draft, page: Page) -> dict[str, str]:
    """The three files with the draft in them."""
    found = {SPEC: _with_schemas(_with_path(texts[SPEC], draft), draft), INDEX: texts[INDEX]}
    rows = framed(draft.slug, dumped(_merged(draft.deviations)), 0, blank="none") if draft.deviations else ""
    found[DEVIATIONS] = at_end(texts[DEVIATIONS], rows)
    found[INDEX] = _with_entry(texts[INDEX], page)
    return found


def removed(texts: Mapping[str, str], slug: str) -> dict[str, str]:
    """The three files without the draft of a page. Raises DraftError where its marks are not there."""
    spec = without(texts[SPEC], slug, 2, blank="after")
    if _begins(spec, slug, 4):
        spec = without(spec, slug, 4, blank="before")
    deviations, index = texts[DEVIATIONS], texts[INDEX]
    if _begins(deviations, slug, 0):
        deviations = without(deviations, slug, 0, blank="none")
    if _begins(index, slug, 2):
        index = without(index, slug, 2, blank="none")
    index = _with_old_entry(index, slug)
    return {SPEC: spec, DEVIATIONS: deviations, INDEX: index}


def _begins(text: str, slug: str, indent: int) -> bool:
    return f"\n{' ' * indent}# draft of {slug}, by scripts/draft: begin\n" in f"\n{text}"


def _with_path(text: str, draft: Draft) -> str:
    """Behind the last operation with the same tag."""
    root = compose(text, SPEC)
    paths = child(root, "paths").value
    tagged = [index for index, (_, item) in enumerate(paths) if draft.tag in _tags(item)] or [len(paths) - 1]
    after = tagged[-1] + 1
    following = paths[after][0] if after < len(paths) else _next_key(root, "paths")
    body = dumped({draft.path: draft.item}, 2)
    return before_line(text, following.start_mark.line, framed(draft.slug, body, 2, blank="after"))


def _with_schemas(text: str, draft: Draft) -> str:
    if not draft.schemas:
        return text
    root = compose(text, SPEC)
    last, components = root.value[-1]
    if last.value != "components" or components.value[-1][0].value != "schemas":
        raise DraftError(f"{SPEC}: expected components.schemas at its end, found {last.value}; put them there")
    body = "\n".join(dumped({name: schema}, 4) for name, schema in draft.schemas.items())
    return at_end(text, framed(draft.slug, body, 4, blank="before"))


def _with_entry(text: str, page: Page) -> str:
    """The page's line with what is known by now; the line as it was stays above it as a comment."""
    raw = page.raw
    index = compose(text, INDEX)
    groups = [*child(index, "groups").value, child(index, "chinese_only")]
    for group in groups:
        for entry in child(group, "pages").value:
            row: JsonObject = yaml.safe_load(yaml.serialize(entry, Dumper=yaml.SafeDumper))
            if row["slug"] == page.slug:
                return _changed_entry(text, entry, row, page)
    for group in groups[:-1]:
        if child(group, "name").value == raw["tag"]:
            row = {"slug": page.slug, "title": raw["title"], "known": known(page), "path": raw["path"]}
            last = child(group, "pages").value[-1].end_mark.line
            lines = text.splitlines(keepends=True)
            new = framed(page.slug, f"  - {in_line(row)}\n", 2, blank="none")
            return "".join(lines[: last + 1]) + new + "".join(lines[last + 1 :])
    names = ", ".join(child(group, "name").value for group in groups[:-1])
    raise DraftError(f"{page.file}: expected a tag that is a group of {INDEX} ({names}), got {raw['tag']!r}")


def _changed_entry(text: str, entry: yaml.Node, row: JsonObject, page: Page) -> str:
    level = row["known"] if row["known"] != "title" else known(page)
    if (level, page.raw["path"]) == (row["known"], row.get("path")):
        return text
    start, end = entry.start_mark, entry.end_mark
    lines = text.splitlines(keepends=True)
    line = lines[start.line]
    if start.line != end.line or not line.startswith("  - {") or line[end.column :].strip():
        raise DraftError(f"{INDEX}: expected the entry of {page.slug} on one line; set its known and path by hand")
    new = {**row, "known": level, "path": page.raw["path"]}
    new = {key: new[key] for key in ("slug", "title", "known", "path", "group") if key in new}
    lines[start.line] = f"{_was(page.slug)}{line.removeprefix('  - ')}  - {in_line(new)}\n"
    return "".join(lines)


def _with_old_entry(text: str, slug: str) -> str:
    head, mark, rest = text.partition(_was(slug))
    if not mark:
        return text
    old, _, others = rest.partition("\n")
    return f"{head}  - {old}\n" + others.partition("\n")[2]


def _was(slug: str) -> str:
    return f"  # before the draft of {slug}: "


def known(page: Page) -> str:
    """How much of the page is known, in the index's words."""
    request, answer = page.raw["request"], page.raw["response"].get("200") or {}
    if request.get("body_truncated") or not request["body"]:
        return "part"
    return "whole" if answer.get("fields") or answer.get("example") else "request"


def _tags(item: yaml.Node) -> list[str]:
    found = [operation for method, operation in item.value if method.value in _METHODS]
    return [tag.value for operation in found for tag in child(operation, "tags").value]


def _next_key(root: yaml.MappingNode, key: str) -> yaml.Node:
    names = [name.value for name, _ in root.value]
    if names[-1] == key:
        raise DraftError(f"{SPEC}: expected components behind {key}")
    return root.value[names.index(key) + 1][0]  # type: ignore[no-any-return]


def _merged(rows: list[JsonObject]) -> list[JsonObject]:
    """The rows, those that differ by their place alone as one."""
    found: list[JsonObject] = []
    for row in rows:
        rest = {key: value for key, value in row.items() if key != "at"}
        alike = next((other for other in found if {k: v for k, v in other.items() if k != "at"} == rest), None)
        if alike is None:
            found.append(dict(row))
        else:
            alike["at"] = [*(alike["at"] if isinstance(alike["at"], list) else [alike["at"]]), row["at"]]
    return found
