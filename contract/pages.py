"""The first witness: what each page of the documentation says."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contract.documents import FormError, load_in_form
from contract.facts import KEYWORDS, canonical
from contract.values import ABSENT, Json, JsonObject, at, join, leaves, same

CUT = "_truncated"  # an example with this key was seen in part
_MEDIA_TYPE_HEADER = "/request/headers/Content-Type"  # the facts have it as /request/content_type


@dataclass(frozen=True)
class Entry:
    """One line of the documentation's navigation."""

    slug: str
    title: str
    known: str
    path: str | None
    group: str
    chinese_only: bool


@dataclass(frozen=True)
class Page:
    """One documented page: its file's content, and the server that its site names."""

    raw: JsonObject
    file: str
    site_server: str

    @property
    def slug(self) -> str:
        """The page's name."""
        return str(self.raw["slug"])

    @property
    def url(self) -> str:
        """Where the page is read; the Chinese one where no English one is known; else words that say so."""
        return str(_address(self.raw) or "a page whose address is not known")

    @property
    def source(self) -> str:
        """The page and its file, for messages."""
        return f"{self.url} ({self.file})"


@dataclass(frozen=True)
class Pages:
    """The index, and every page that has a file."""

    entries: dict[str, Entry]
    pages: dict[str, Page]


def load_pages(folder: Path) -> Pages:
    """Read spec/pages; raises FormError when a file is not in its form or not as the index says."""
    index = load_in_form(folder / "index.yaml", folder / "schema" / "index.schema.yaml")
    entries: dict[str, Entry] = {}
    for entry in _entries(index):
        if entry.slug in entries:
            raise FormError(f"{folder / 'index.yaml'}: the slug {entry.slug!r} stands twice; give each page its own")
        entries[entry.slug] = entry
    pages = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "index.yaml":
            raw = load_in_form(path, folder / "schema" / "page.schema.yaml")
            _check_against_index(path, raw, entries)
            pages[path.stem] = Page(raw, f"spec/pages/{path.name}", index["server"])
    return Pages(entries, pages)


def _entries(index: JsonObject) -> Iterator[Entry]:
    for group in index["groups"]:
        for row in group["pages"]:
            yield Entry(row["slug"], row["title"], row["known"], row.get("path"), group["name"], chinese_only=False)
    for row in index["chinese_only"]["pages"]:
        yield Entry(row["slug"], row["title"], row["known"], row.get("path"), row["group"], chinese_only=True)


def _check_against_index(path: Path, raw: JsonObject, entries: dict[str, Entry]) -> None:
    if raw["slug"] != path.stem:
        raise FormError(f"{path}: its slug is {raw['slug']!r}; name the file {raw['slug']}.yaml, or mend the slug")
    if path.stem not in entries:
        raise FormError(f"{path}: the index has no slug {path.stem!r}; add it to index.yaml")
    if raw["path"] != entries[path.stem].path:
        raise FormError(
            f"{path}: its path is {raw['path']!r}, the index has {entries[path.stem].path!r}; mend one of them"
        )


def _address(raw: JsonObject) -> Json:
    return raw["page"] or raw.get("zh_page")


def tables(page: Page) -> Iterator[tuple[str, list[JsonObject]]]:
    """Every table of the page, with the pointer below which its rows stand."""
    request = page.raw["request"]
    for part in ("headers", "path_params", "query_params", "body"):
        yield f"/request/{part}", request.get(part) or []
    for status, answer in page.raw["response"].items():
        yield f"/response/{status}", answer["fields"] or []
    if page.raw["callback"]:
        yield "/callback/body", page.raw["callback"]["body"] or []


def examples(page: Page) -> Iterator[tuple[str, JsonObject]]:
    """Every example body that the page shows, whole or cut, with its pointer; filler is no example."""
    if page.raw["request"]["example"] is not None:
        yield "/request/example", page.raw["request"]["example"]
    for status, answer in page.raw["response"].items():
        if answer["example"] is not None and not answer.get("example_is_filler"):
            yield f"/response/{status}/example", answer["example"]


def rows(pointer: str, fields: list[JsonObject]) -> Iterator[tuple[str, JsonObject]]:
    """Every row of a table and of the tables within it, with its pointer; an item of an array is *."""
    for field in fields:
        here = join(pointer, field["name"])
        yield here, field
        yield from rows(f"{here}/*" if field.get("type") == "array" else here, field.get("fields") or [])


def page_facts(page: Page) -> dict[str, Json]:
    """Everything that the page says, flat. What it does not show is not there; a cut example is no fact."""
    raw = page.raw
    said: dict[str, Json] = {
        "/method": raw["method"],
        "/path": raw["path"],
        "/server": raw.get("server") or page.site_server,
        "/page": _address(raw),
        "/lifecycle": raw.get("lifecycle"),
        "/request/content_type": raw.get("content_type"),
    }
    for pointer, field in (row for table in tables(page) for row in rows(*table)):
        if pointer != _MEDIA_TYPE_HEADER:
            said.update({f"{pointer}/{key}": canonical(key, field.get(key)) for key in KEYWORDS})
            if field.get("nullable") and field.get("type"):
                said[f"{pointer}/type"] = canonical("type", [field["type"], "null"])
    for status, answer in raw["response"].items():
        said[f"/response/{status}/content_type"] = answer.get("content_type")
    callback = raw["callback"] or {}
    said.update({f"/callback/{key}": callback.get(key) for key in ("acknowledgement", "retry_seconds", "retry_max")})
    facts = {pointer: value for pointer, value in said.items() if value is not None}
    for pointer, example in examples(page):
        if not example.get(CUT):
            facts.update(leaves(example, pointer))
    return facts


def agrees(example: JsonObject, pointer: str, value: Json) -> bool:
    """Whether a value at a pointer is the example's; a cut example says nothing of what stands behind the cut."""
    seen = at(example, pointer)
    if not example.get(CUT):
        return same(seen, value)
    if type(seen) is type(value) is str:
        return bool(value.startswith(seen))
    return seen is ABSENT or same(seen, value)


def places(page: Page) -> set[str]:
    """Every pointer at which the page says, or could say, something."""
    found = {join("", key) for key in page.raw} | set(page_facts(page)) | {"/request/content_type"}
    for pointer, fields in tables(page):
        found.add(pointer)
        for here, field in rows(pointer, fields):
            found |= {here, *(join(here, key) for key in field)}
    for pointer, example in examples(page):
        table = "/request/body" if pointer.startswith("/request") else pointer.removesuffix("/example")
        for leaf, _ in leaves(example):
            found |= {pointer + leaf, table + starred(example, leaf)}
    return found | {pointer[:cut] for pointer in found for cut, char in enumerate(pointer) if char == "/" and cut}


def starred(example: Json, leaf: str) -> str:
    """A pointer into an example as a pointer into its table, where an item of an array is *."""
    parts, here = "", ""
    for part in leaf.split("/")[1:]:
        parts += "/*" if isinstance(at(example, here), list) else f"/{part}"
        here += f"/{part}"
    return parts
