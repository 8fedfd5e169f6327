"""Lines of llms.txt, in every form that was seen; and which page is whose."""

import time
from pathlib import Path

import pytest

from apifox.belonging import Belonging, belongings
from apifox.llms import Link, read_listing
from contract.pages import load_pages

SITE = "https://docs.example"
PAGES = load_pages(Path(__file__).parents[2] / "spec" / "pages")


@pytest.mark.parametrize(
    ("line", "link"),
    [
        (
            "- image tool [Face Detection](https://docs.example/202222098e0.md): finds faces",
            Link("202222098", "Face Detection", "image tool", "https://docs.example/202222098e0.md"),
        ),
        (
            "- a/b [接口 [V2] (beta)](https://docs.example/some-slug-15796842e0.md): see [this](http://x) ",
            Link("15796842", "接口 [V2] (beta)", "a/b", "https://docs.example/some-slug-15796842e0.md"),
        ),
        (
            "- [old] tools [t](https://docs.example:443/e0-1e0-7m0.md):",
            Link("m7", "t", "[old] tools", "https://docs.example:443/e0-1e0-7m0.md"),
        ),
        ("  - [t](7e0.md)", Link("7", "t", "", "https://docs.example/7e0.md")),
        ("- [t](/007e0.md#part): x", Link("7", "t", "", "https://docs.example/007e0.md")),
    ],
)
def test_a_line_is_read(line: str, link: Link) -> None:
    listing = read_listing(f"# P\n\n## API Docs\n{line}\n", SITE)
    assert listing.links == (link,)
    assert not listing.skipped
    assert link.is_endpoint == (not link.id.startswith("m"))


@pytest.mark.parametrize(
    "line", ["", "text", "- text", "- t](/7e0.md)", "- [t](/7e0.md", "- [t] (/7e0.md)", "# [t](/7e0.md)"]
)
def test_other_lines_are_passed_over(line: str) -> None:
    listing = read_listing(line, SITE)
    assert (listing.links, listing.skipped) == ((), ())


@pytest.mark.parametrize("piece", ["[", "](", "[](", "- [", "-1e0.md", "]", "[]"])
def test_a_line_that_is_made_to_be_slow_is_not(piece: str) -> None:
    began = time.process_time()
    read_listing("- [" + piece * (2_000_000 // len(piece)) + "](x", SITE)
    read_listing("- [t](" + piece * (2_000_000 // len(piece)) + ")", SITE)
    assert time.process_time() - began < 10


def test_pages_belong_by_id_then_by_a_title_that_is_theirs_alone() -> None:
    titles = {
        "202222098": "renamed",  # its address is in face-detection.yaml
        "1": " SUPER   resolution ",
        "2": "Face Detection",  # taken by its id
        "3": "Object Removal",  # two pages say so
        "4": "Object Removal",
        "5": "面部修复",  # the Chinese title of face-restoration
        "6": "Aging",
    }
    assert belongings(titles, PAGES) == {
        "202222098": Belonging("face-detection", "id"),
        "1": Belonging("super-resolution", "title"),
        "5": Belonging("face-restoration", "title"),
    }


def test_every_known_address_belongs_to_its_page() -> None:
    known = {
        page.raw[key].rpartition("-")[2]: slug
        for slug, page in PAGES.pages.items()
        for key in ("page", "zh_page")
        if page.raw.get(key)
    }
    assert len(known) > 20
    assert {number: one.slug for number, one in belongings(dict.fromkeys(known, ""), PAGES).items()} == known
