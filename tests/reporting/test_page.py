"""The page and the summary: everything is there, nothing of it is anything but text."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from contract.mismatch import Report
from reporting.findings import gather
from reporting.page import html
from reporting.summary import cell, code, markdown, plain
from tests.reporting.kit import ABOUT, HOSTILE, edges, junit, planted

_VOID = {"meta", "link", "br", "img", "input", "hr"}


class Outline(HTMLParser):
    """The elements of a page with their attributes; raises where they are not nested."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture
def page(kit: Path) -> str:
    """The page of a run full of hostile texts."""
    report = planted(pointer=f"/a/{HOSTILE}", expected=HOSTILE, actual="x" * 100_000, source=f"page {HOSTILE}")
    report.fail(HOSTILE, "", 1, 2, "file", do=HOSTILE)
    broken = [{"test": f"contract_tests/test_spec.py::t[{HOSTILE}]", "when": "call", "text": HOSTILE * 900}]
    edges(kit, report, broken=broken)
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"
    junit(kit, [f'<testcase classname="tests.t" name="t"><failure message="m">{escaped}</failure></testcase>'])
    return html(gather(kit, ABOUT))


def test_hostile_texts_stay_texts(page: str) -> None:
    outline = Outline(page)
    assert outline.open == []
    assert not outline.of("script")
    assert not outline.of("img")
    assert "<script>alert(1)</script>" in outline.text
    assert "回调" in outline.text
    assert not [name for _, found in outline.found for name in found if name.startswith("on") or name == "style"]
    assert "\u202e" not in page, "a text must not turn its neighbours around"
    assert "\x1b" not in page


def test_long_texts_are_cut(page: str) -> None:
    assert "x" * 301 not in page
    assert "... (100002 characters)" in page
    assert len(page) < 1_000_000


def test_nothing_is_fetched_and_nothing_runs(page: str) -> None:
    outline = Outline(page)
    (policy,) = [meta["content"] or "" for meta in outline.of("meta") if meta.get("http-equiv")]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert [link["href"] for link in outline.of("link")] == ["data:,"]
    assert not [found["src"] for _, found in outline.found if "src" in found]
    targets = [link["href"] or "" for link in outline.of("a")]
    assert all(target.startswith(("#", "https://")) for target in targets)


def test_each_link_within_leads_somewhere_and_no_id_stands_twice(page: str) -> None:
    outline = Outline(page)
    ids = [found["id"] for _, found in outline.found if "id" in found]
    assert len(ids) == len(set(ids))
    within = {link["href"] or "" for link in outline.of("a") if (link["href"] or "").startswith("#")}
    labels = {f"#{found['aria-labelledby']}" for _, found in outline.found if "aria-labelledby" in found}
    assert {f"#{name}" for name in ids} >= within | labels
    assert "#differ-detectFaces-pages-spec" in within
    assert "#differ-detectFaces-pages-spec-1" in within


def test_a_cell_says_in_words_what_its_colour_says(kit: Path) -> None:
    right = Report("spec")
    right.ok("detectFaces")
    edges(kit, planted(), right)
    page = html(gather(kit, ABOUT))
    assert 'aria-label="detectFaces on pages-spec: 1 mismatch in 1 check">✗ 1</a>' in page
    assert '<td class="agree"><span>✓ 1</span></td>' in page
    assert '<span>\N{EN DASH}<span class="hidden"> not compared</span></span>' in page


def test_the_suites_own_edge_is_called_so(kit: Path) -> None:
    edges(kit, planted("drill"))
    assert "detectFaces on the suite itself: 1 mismatch" in html(gather(kit, ABOUT))
    assert "| `detectFaces` | the suite itself |" in markdown(gather(kit, ABOUT))


def test_a_page_of_nothing_says_what_to_run(kit: Path) -> None:
    page = Outline(html(gather(kit, ABOUT))).text
    for text in (
        "Not run. Nothing was compared yet.",
        "make test writes what is shown here",
        "Not run. make drill plants drifts",
        "No release yet: there is no released/.",
        "There is no out/test/junit.xml.",
    ):
        assert text in page


def test_everything_that_is_open_is_listed(kit: Path) -> None:
    found = gather(kit, ABOUT)
    page = " ".join(Outline(html(found)).text.split())
    for known in found.contract.known:
        for text in [*known.gaps, *(one.why for one in known.departures), *(one.reason for one in known.assumptions)]:
            assert " ".join(text.split()) in page
    for waiting in found.contract.waiting:
        assert waiting.raw["title"] in page


def test_the_summary_names_what_differs(kit: Path) -> None:
    edges(kit, planted())
    lines = markdown(gather(kit, ABOUT)).splitlines()
    assert lines[0] == "## ❌ img-open: red"
    assert (
        '| `detectFaces` | pages-spec | `/response/200/data/status` | the page says `"integer"` | the spec says `2` |'
    ) in lines
    assert "- Drill: not run" in lines
    assert "- Since the last release: no release yet" in lines
    assert lines[-1] == "Commit abc123. The whole report is out/report/index.html."


def test_the_summary_is_short_whatever_happened(kit: Path) -> None:
    report = Report("pages-spec")
    for number in range(500):
        report.fail("detectFaces", f"/place/{number}", HOSTILE * 50, 1, "page")
    edges(kit, report)
    text = markdown(gather(kit, ABOUT))
    assert len(text) < 20_000
    assert "480 more stand in the report." in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain", "`plain`"),
        ("", "`nothing`"),
        ("a\n| b", "`a \\| b`"),
        ("`x` and ``y``", "``` `x` and ``y`` ```"),
        ("<b>@me</b>", "`<b>@me</b>`"),
    ],
)
def test_a_text_in_a_table_stays_in_its_cell(text: str, told: str) -> None:
    assert cell(text) == told


def test_words_are_taken_literally() -> None:
    assert plain("a_b *c* <d> [e](f) @g") == "a\\_b \\*c\\* \\<d\\> \\[e\\](f) &#64;g"
    assert code("a|b") == "`a|b`"
