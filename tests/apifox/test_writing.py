"""The style of spec/pages."""

from pathlib import Path

import pytest
import yaml

from apifox.doubts import PageError, empty_page
from apifox.indexing import entry_text, known_of, with_entry, with_page
from apifox.writing import in_order, page_yaml
from contract.documents import load_yaml
from contract.pages import load_pages

FOLDER = Path(__file__).parents[2] / "spec" / "pages"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "index.yaml")
INDEX = (FOLDER / "index.yaml").read_text("utf-8")
PAGES = load_pages(FOLDER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_unchanged_page_stays_as_it_is_to_the_byte(path: Path) -> None:
    assert page_yaml(load_yaml(path)) == path.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    ["None", "5e-05", "1.", "yes", "12:30:45", "2025-01-01", "{{x}}", "- a", "a: b", "é", "回", "\u2028", "~", ""],
)
def test_text_stays_text(text: str) -> None:
    raw = {**empty_page("x"), "title": text, "gaps": [text]}
    assert yaml.safe_load(page_yaml(raw)) == raw


def test_a_row_stands_on_one_line_where_it_fits() -> None:
    short = {"name": "a", "type": "string", "required": True}
    long = {**short, "title": "x" * 120}
    text = page_yaml(
        {**empty_page("x"), "request": {"headers": [short, long], "path_params": [], "body": [], "example": None}}
    )
    assert "  - {name: a, type: string, required: true}\n" in text
    assert f"  - name: a\n    type: string\n    required: true\n    title: {'x' * 120}\n" in text


def test_keys_stand_in_the_usual_order() -> None:
    raw = in_order(
        {
            "prose": {},
            "title": "t",
            "slug": "s",
            "request": {"example": None, "body": [{"required": True, "name": "a"}]},
            "response": {},
            "callback": None,
        }
    )
    assert list(raw) == ["slug", "title", "request", "response", "callback", "prose"]
    assert list(raw["request"]["body"][0]) == ["name", "required"]


def test_the_index_changes_in_one_line() -> None:
    page = {**empty_page("face-restoration"), "title": "Face restoration", "path": "/x"}
    page["response"] = {"200": {"fields": [{"name": "code"}], "example": None}}
    made = with_page(INDEX, PAGES.entries["face-restoration"], page)
    assert [line for line in made.split("\n") if line not in INDEX.split("\n")] == [
        "  - {slug: face-restoration, title: Face restoration, known: whole, path: /x}"
    ]
    assert len(made.split("\n")) == len(INDEX.split("\n"))


@pytest.mark.parametrize("slug", [slug for slug, entry in PAGES.entries.items() if entry.known in {"whole", "request"}])
def test_what_is_known_of_a_page_is_what_the_index_has(slug: str) -> None:
    assert known_of(PAGES.pages[slug].raw) == PAGES.entries[slug].known
    assert with_page(INDEX, PAGES.entries[slug], PAGES.pages[slug].raw) == INDEX


def test_a_new_page_stands_at_the_end_of_its_group() -> None:
    page = {**empty_page("new-one"), "title": "New one", "path": "/new"}
    made = with_entry(INDEX, "train model", page).split("\n")
    at = made.index(f"  {entry_text(page)}")
    assert made[at - 1].startswith("  - {slug: training-result-query")
    assert made[at + 1] == "- name: image tool"
    assert entry_text(page) == "- {slug: new-one, title: New one, known: request, path: /new}"


def test_an_unknown_group_is_told_with_those_that_there_are() -> None:
    with pytest.raises(
        PageError, match=r"got 'nowhere'; there are AI image generation, task query, train model, image tool"
    ):
        with_entry(INDEX, "nowhere", empty_page("x"))
