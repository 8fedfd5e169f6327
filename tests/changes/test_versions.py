"""The next version by rule, and what a release's section says."""

from datetime import date

import pytest

from changes.change import Level
from changes.changelog import Entry, entries, has_entries, released
from changes.pages import compare_pages
from changes.versions import Version, following, parse
from tests.changes.test_rules import changes_of
from tests.contract.made_up import PAGE, changed

TODAY = date(2026, 1, 2)


@pytest.mark.parametrize(
    ("last", "level", "following_one"),
    [
        ("0.2.3", Level.BREAKING, "0.3.0"),
        ("0.2.3", Level.ADDITIVE, "0.2.4"),
        ("0.2.3", Level.DOCS_ONLY, "0.2.4"),
        ("1.2.3", Level.BREAKING, "2.0.0"),
        ("1.2.3", Level.ADDITIVE, "1.3.0"),
        ("1.2.3", Level.DOCS_ONLY, "1.2.4"),
        ("0.9.0", Level.BREAKING, "0.10.0"),
    ],
)
def test_the_next_version(last: str, level: Level, following_one: str) -> None:
    assert str(following(parse(last), level)) == following_one
    assert following(parse(last), level) > parse(last)


@pytest.mark.parametrize("text", ["", "1", "1.2", "1.2.3.4", "v1.2.3", "1.02.3", "1.2.3-rc1", "1.2.x", "-1.2.3"])
def test_a_version_is_three_numbers(text: str) -> None:
    with pytest.raises(ValueError, match="expected a version X.Y.Z of three numbers, got"):
        parse(text)


@pytest.mark.parametrize(
    ("rule", "entry"),
    [
        (
            "request-property-removed",
            Entry("Removed", "**Breaking**: `paint`: request field field is gone.", ("paint", "field")),
        ),
        (
            "request-property-renamed",
            Entry(
                "Changed",
                '**Breaking**: `paint`: request field field, other now, has another name ("field" -> "other").',
                ("paint", "field"),
            ),
        ),
        (
            "new-optional-request-parameter",
            Entry("Added", "`paint`: query parameter field is new and optional.", ("paint", "field")),
        ),
        (
            "new-required-request-property",
            Entry("Changed", "**Breaking**: `paint`: request field field is new and required.", ("paint", "field")),
        ),
        ("operation-added", Entry("Added", "`askPicture`: operation askPicture is a new operation.")),
        ("operation-removed", Entry("Removed", "**Breaking**: `askPicture`: operation askPicture is gone.")),
        ("title-changed", Entry("Changed", "Wording, examples and notes of `paint`.")),
    ],
)
def test_a_change_is_an_entry(rule: str, entry: Entry) -> None:
    assert entries(changes_of(rule)) == [entry]


def test_a_section_takes_over_what_stands_under_unreleased() -> None:
    unreleased = "In short.\n\n### Fixed\n\n- One.\n\n### Added\n\n- Two,\n  of course.\n\n"
    text = f"# Changelog\n\n## Unreleased\n\n{unreleased}## 0.1.0\n\n- Old.\n"
    made = [Entry("Added", "Two, of course."), Entry("Added", "word " * 30 + "end."), Entry("Removed", "Three.")]
    assert released(text, Version(0, 2, 0), TODAY, made) == (
        "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-01-02\n\nIn short.\n\n"
        "### Added\n\n- Two,\n  of course.\n- " + "word " * 25 + "word\n  word word word word end.\n\n"
        "### Removed\n\n- Three.\n\n### Fixed\n\n- One.\n\n## 0.1.0\n\n- Old.\n"
    )


def test_a_bullet_that_names_all_the_subjects_tells_the_entry() -> None:
    text = "## Unreleased\n\n### Changed\n\n- `paint` has another `mode`.\n"
    (told,) = entries(compare_pages(PAGE, changed(PAGE, "/request/body/1/enum", ["oil", "ink", "chalk"])))
    assert told.text == '`paint`: request field mode has a value more ("chalk").'
    assert told.subjects == ("paint", "mode")
    assert "chalk" not in released(text, Version(0, 2, 0), TODAY, [told])
    assert "chalk" in released(text, Version(0, 2, 0), TODAY, [told._replace(subjects=("pain", "mod"))])


@pytest.mark.parametrize(("text", "found"), [("# Changelog\n", 0), ("## Unreleased\n## Unreleased\n", 2)])
def test_a_changelog_without_its_line_is_told(text: str, found: int) -> None:
    with pytest.raises(ValueError, match=f"expected the line '## Unreleased' once, found it {found} times"):
        has_entries(text)
    with pytest.raises(ValueError, match="once, found it"):
        released(text, Version(0, 2, 0), TODAY, [])


def test_entries_are_seen_where_there_are_some() -> None:
    assert not has_entries("## Unreleased\n\n## 0.1.0\n\n- Old.\n")
    assert has_entries("## Unreleased\n\n- New.\n")
