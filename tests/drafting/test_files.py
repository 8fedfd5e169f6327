"""Writing a draft into spec/ and taking it out again, byte for byte."""

from pathlib import Path

import pytest

from contract.documents import load_yaml
from contract.lint import lint
from contract.pages import load_pages
from contract.pages_vs_spec import compare_coverage, load_deviations
from contract.spec import load_spec
from contract.values import JsonObject
from drafting import files
from drafting.places import DEVIATIONS, INDEX, SPEC
from scripts.draft import main
from tests.drafting.pages import DONE, TASK, answer, folder_with, raw

SLUG = "sky-replacement"
KNOWN = "background-remove"


def by_title(**more: object) -> JsonObject:
    """A page of which the index knows the title only."""
    file = raw(slug=KNOWN, title="background remove", path="/AIGCImgOpenServ/saas/tool/bgRemove")
    return {**file, **more}


def lines(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text("utf-8").splitlines()


def test_every_line_that_was_there_stays_and_the_draft_is_sound(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, raw())
    before = files.texts(folder)
    assert main([SLUG, "--spec", str(folder)]) == 0
    after = files.texts(folder)
    for name in (SPEC, DEVIATIONS, INDEX):
        rest = iter(after[name].splitlines())
        assert all(line in rest for line in before[name].splitlines()), name
    spec, pages = load_spec(folder / SPEC), load_pages(folder / "pages")
    assert not lint(spec).mismatches
    assert not compare_coverage(pages, spec, load_deviations(folder / DEVIATIONS)).mismatches
    assert spec.operations["replaceSky"].raw["x-draft"] is True
    paths = list(load_yaml(folder / SPEC)["paths"])
    assert paths[-1] == "/AIGCImgOpenServ/saas/tool/sky"
    assert pages.entries[SLUG].known == "whole"


def test_remove_undoes_exactly_also_among_other_drafts(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, raw(), by_title())
    untouched = files.texts(folder)
    assert main([SLUG, "--spec", str(folder)]) == 0
    with_one = files.texts(folder)
    assert main([KNOWN, "--spec", str(folder), "--operation-id", "cutOut"]) == 0
    assert "  # before the draft of background-remove: {slug: background-remove, title" in files.texts(folder)[INDEX]
    assert main([KNOWN, "--spec", str(folder), "--remove"]) == 0
    assert files.texts(folder) == with_one
    assert main([KNOWN, "--spec", str(folder)]) == 0
    assert main([SLUG, "--spec", str(folder), "--remove"]) == 0
    assert main([KNOWN, "--spec", str(folder), "--remove"]) == 0
    assert files.texts(folder) == untouched


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_with(tmp_path, raw())
    before = files.texts(folder)
    assert main([SLUG, "--spec", str(folder), "--dry-run", "--tag", "images"]) == 0
    assert files.texts(folder) == before
    told = capsys.readouterr().out
    assert "draft: would write\n  operation replaceSky (images) at /AIGCImgOpenServ/saas/tool/sky\n" in told
    assert "      operationId: replaceSky\n" in told


def test_what_is_reviewed_is_not_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_with(tmp_path, raw())
    assert main([SLUG, "--spec", str(folder)]) == 0
    text = (folder / SPEC).read_text("utf-8")
    (folder / SPEC).write_text(text.replace("      x-draft: true\n", ""), "utf-8")
    assert main([SLUG, "--spec", str(folder), "--remove"]) == 2
    assert "found replaceSky, which is reviewed; take it out by hand" in capsys.readouterr().err


def test_without_its_marks_a_draft_is_not_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_with(tmp_path, raw())
    assert main([SLUG, "--spec", str(folder)]) == 0
    text = (folder / SPEC).read_text("utf-8")
    (folder / SPEC).write_text(text.replace(f"  # draft of {SLUG}, by scripts/draft: end\n", "", 1), "utf-8")
    before = files.texts(folder)
    assert main([SLUG, "--spec", str(folder), "--remove"]) == 2
    told = capsys.readouterr().err
    assert "take it out by hand" in told
    assert files.texts(folder) == before


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("nowhere", "draft: expected a page of spec/pages, got 'nowhere'; there are background-remove, "),
        ("../deviations", "draft: expected a page of spec/pages, got '../deviations'"),
        ("face-detection", "draft: spec/pages/face-detection.yaml: detectFaces of spec/openapi.yaml stands on page"),
        ("image-watermark", "draft: spec/pages/image-watermark.yaml: expected"),
    ],
)
def test_a_page_that_cannot_be_drafted(
    slug: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_with(tmp_path)
    before = files.texts(folder)
    assert main([slug, "--spec", str(folder)]) == 2
    assert capsys.readouterr().err.startswith(told)
    assert files.texts(folder) == before


def test_a_group_that_the_index_lacks_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_with(tmp_path, raw(tag="video"))
    assert main([SLUG, "--spec", str(folder)]) == 2
    assert (
        "expected a tag that is a group of pages/index.yaml (AI image generation, task query" in capsys.readouterr().err
    )


def test_a_page_that_contradicts_itself_undeclared_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_with(tmp_path, raw(response=answer(TASK, {**DONE, "status": "2"})))
    assert main([SLUG, "--spec", str(folder)]) == 2
    told = capsys.readouterr().err
    assert "the draft would not be sound; mend the page's file" in told
    assert "add to contradictions" in told


def test_a_write_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_with(tmp_path)
    before = files.texts(folder)
    after = {name: f"{text}# more\n" for name, text in before.items()}
    stock, count = Path.replace, iter(range(100))

    def replace(path: Path, target: Path) -> Path:
        if next(count) == 1:
            raise KeyboardInterrupt
        return stock(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        files.write(folder, after)
    assert files.texts(folder) == before
    assert not list(folder.rglob("*.draft"))


def test_help_and_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "Write the operation of a page that has none yet into spec/" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([SLUG, "--remove", "--tag", "tools"])
    assert "--remove takes the page alone" in capsys.readouterr().err
