"""Releases of a small copy of this repository: what they write, and everything for which they are refused."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from changes.released import last_release
from contract.spec import load_spec
from contract.values import JsonObject
from scripts import release
from tests.changes.repository import RED, commit, edit, generate, git, made, state

NOW = ["--date", "2026-01-02"]


@pytest.fixture(scope="session")
def _fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("fresh") / "kit")


@pytest.fixture(scope="session")
def _once(tmp_path_factory: pytest.TempPathFactory, _fresh: Path) -> Path:
    """Released once."""
    folder = shutil.copytree(_fresh, tmp_path_factory.mktemp("once") / "kit")
    assert release.main(["--root", str(folder), *NOW]) == 0
    commit(folder)
    return folder


@pytest.fixture
def fresh(tmp_path: Path, _fresh: Path) -> Path:
    return shutil.copytree(_fresh, tmp_path / "fresh")


@pytest.fixture
def once(tmp_path: Path, _once: Path) -> Path:
    return shutil.copytree(_once, tmp_path / "kit")


def run(folder: Path, *arguments: str) -> int:
    return release.main(["--root", str(folder), *NOW, *arguments])


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The reason of a refusal, after which every file is as it was."""
    before = state(folder)
    assert run(folder, *arguments) == 1
    assert state(folder) == before
    return capsys.readouterr().err


def version(folder: Path) -> str:
    return str(load_spec(folder / "spec" / "openapi.yaml").document["info"]["version"])


def remove_field(document: JsonObject) -> None:
    schema = document["components"]["schemas"]["FaceDetectionData"]
    del schema["properties"]["toolTask"]
    schema["required"].remove("toolTask")
    example = document["paths"]["/AIGCImgOpenServ/saas/tool/face/detection"]["post"]["responses"]["200"]
    del example["content"]["application/json"]["example"]["data"]["toolTask"]


def add_field(document: JsonObject) -> None:
    schemas = document["components"]["schemas"]
    schemas["FaceDetectionRequest"]["properties"]["maxFaces"] = {"type": "integer", "description": "Most faces."}


def test_the_first_release_has_the_version_that_the_contract_has(
    fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(fresh)
    assert run(fresh) == 0
    out = capsys.readouterr().out
    assert "release: 0.2.0, the first one\n" in out
    assert "release: 0.2.0 is prepared; look at it with git diff, then run:\n" in out
    assert "  git add spec/openapi.yaml CHANGELOG.md generated released\n" in out
    assert '  git commit -m "Release 0.2.0"\n  git tag -a v0.2.0 -m "Release 0.2.0"\n' in out
    assert out.endswith("  git push origin HEAD v0.2.0\n")
    after = state(fresh)
    written = {name for name in after if before.get(name) != after[name]}
    assert {name for name in written if not name.startswith("released/")} == {"CHANGELOG.md"}
    assert after["CHANGELOG.md"].decode() == (
        "# Changelog\n\nPublic are: everything.\n\n## Unreleased\n\n"
        "## 0.2.0 - 2026-01-02\n\n### Added\n\n- A first thing.\n"
    )
    assert after["released/VERSION"] == b"0.2.0\n"
    assert after["released/spec/openapi.yaml"] == after["spec/openapi.yaml"]
    assert after["released/spec/pages/face-detection.yaml"] == after["spec/pages/face-detection.yaml"]
    assert json.loads(after["released/api.json"])["names"]
    assert git(fresh, "log", "--oneline").count("\n") == 1, "nothing is committed"
    last = last_release(fresh)
    assert last is not None
    assert str(last.version) == "0.2.0"


def test_nothing_changed_is_nothing_to_release(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(once)
    assert run(once) == 0
    assert capsys.readouterr().out == "release: nothing to release: contract, pages and client are those of 0.2.0\n"
    assert state(once) == before
    assert run(once, "--check") == 0
    assert capsys.readouterr().out == "release: since 0.2.0: no changes; info.version 0.2.0 is right\n"


def test_a_breaking_change_moves_the_minor_number_before_1(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(once, remove_field)
    lines = (once / "spec" / "openapi.yaml").read_text().splitlines()
    assert run(once) == 0
    assert "release: 0.2.0 -> 0.3.0\n" in capsys.readouterr().out
    after = (once / "spec" / "openapi.yaml").read_text().splitlines()
    assert [pair for pair in zip(lines, after, strict=True) if pair[0] != pair[1]] == [
        ("  version: 0.2.0", "  version: 0.3.0")
    ]
    assert '__version__ = "0.3.0"' in (once / "generated" / "img_open" / "_version.py").read_text()
    changelog = (once / "CHANGELOG.md").read_text()
    section = changelog[changelog.index("## 0.3.0 - 2026-01-02") : changelog.index("## 0.2.0 - 2026-01-02")]
    assert "### Removed\n\n- **Breaking**: `detectFaces`: field data.toolTask of the 200 answer is gone.\n" in section
    assert "FaceDetectionData.tool_task" in section
    commit(once)
    assert run(once) == 0
    assert "nothing to release" in capsys.readouterr().out


def test_an_addition_moves_the_patch_number_before_1(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(once, add_field)
    assert run(once, "--check") == 0
    assert capsys.readouterr().out == "release: since 0.2.0: additive changes; info.version 0.2.0 is right\n"
    assert run(once) == 0
    assert version(once) == "0.2.1"
    section = (once / "CHANGELOG.md").read_text()
    assert "### Added\n\n- `detectFaces`: request field maxFaces is new and optional.\n" in section


def test_from_1_on_a_breaking_change_moves_the_major_number(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(once, "--version", "1.0.0") == 0
    commit(once)
    edit(once, remove_field)
    before = state(once)
    capsys.readouterr()
    assert run(once, "--dry-run") == 0
    out = capsys.readouterr().out
    assert out.startswith("release: 1.0.0 -> 2.0.0\n")
    assert "\n## 2.0.0 - 2026-01-02\n" in out
    assert out.endswith("release: nothing written (--dry-run)\n")
    assert state(once) == before


def test_a_page_alone_and_the_runtime_alone_are_fixes(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = once / "spec" / "pages" / "text-to-music.yaml"
    page.write_text(page.read_text().replace("\ntitle: ", "\ntitle: The new "))
    commit(once)
    assert run(once, "--dry-run", "--skip-tests") == 0
    assert "- Pages read anew: `text-to-music`.\n" in capsys.readouterr().out
    page.write_bytes((once / "released" / "spec" / "pages" / page.name).read_bytes())
    runtime = once / "generator" / "runtime" / "paths.py"
    runtime.write_text(runtime.read_text() + "\n# mended\n")
    generate(once)
    commit(once)
    assert run(once) == 0
    assert version(once) == "0.2.1"
    assert (
        "### Fixed\n\n- The client's runtime and generator; the contract is as it was.\n"
        in (once / "CHANGELOG.md").read_text()
    )


def test_what_is_told_by_hand_is_not_told_twice(once: Path) -> None:
    edit(once, add_field)
    changelog = once / "CHANGELOG.md"
    by_hand = "- `detectFaces` takes\n  `maxFaces`.\n- Client: something of mine.\n"
    changelog.write_text(changelog.read_text().replace("## Unreleased\n", f"## Unreleased\n\n### Added\n\n{by_hand}"))
    commit(once)
    assert run(once) == 0
    assert changelog.read_text().count("maxFaces") == 1
    assert by_hand.strip() in changelog.read_text()


def test_check_tells_what_the_version_hides(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(once, remove_field)
    assert run(once, "--check") == 1
    out, err = capsys.readouterr()
    assert "response-property-removed: detectFaces at /response/200/data/toolTask\n" in out
    assert err == (
        "release: breaking changes since 0.2.0, and spec/openapi.yaml has info.version 0.2.0: "
        "set it to 0.3.0 and run make generate, or take the changes back\n"
    )
    edit(once, lambda document: document["info"].update(version="0.3.0"))
    assert run(once, "--check") == 0
    assert run(once) == 0
    assert version(once) == "0.3.0"


def test_check_before_the_first_release(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(fresh, "--check") == 0
    assert capsys.readouterr().out == "release: nothing was released yet, so 0.2.0 breaks nothing\n"


def test_a_dirty_tree_is_refused(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (fresh / "notes.txt").write_text("mine")
    assert refused(fresh, capsys) == (
        "release: refused: the tree has changes that are not committed: notes.txt; commit them first\n"
    )
    assert "release: would be refused: the tree has changes" in refused(fresh, capsys, "--dry-run", "--skip-tests")


def test_a_folder_without_git_is_refused(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(fresh / ".git")
    assert "a release is made in a clone of the repository" in refused(fresh, capsys)


def test_generated_that_is_not_current_is_refused(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(once, add_field, generated=False)
    reason = refused(once, capsys)
    assert reason.startswith("release: refused: generated/ is not what make generate makes: generate: ")
    assert reason.endswith("; run it, and commit what it makes\n")


def test_red_tests_are_refused(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (fresh / "Makefile").write_text(RED)
    commit(fresh)
    assert refused(fresh, capsys) == "release: refused: make test is red; mend what it names\n"


def test_tests_are_left_out_of_dry_runs_alone(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(fresh, "--skip-tests")
    assert stopped.value.code == 2
    assert "--skip-tests is for --dry-run alone: nothing is released untested" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("0.2.9", "--version 0.2.9: the changes since 0.2.0 need 0.3.0 at least"),
    ],
)
def test_a_version_that_hides_a_breaking_change_is_refused(
    once: Path, capsys: pytest.CaptureFixture[str], asked: str, reason: str
) -> None:
    edit(once, remove_field)
    assert refused(once, capsys, "--version", asked) == f"release: refused: {reason}\n"


def test_versions_go_up(once: Path, fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is below info.version 0.2.0" in refused(fresh, capsys, "--version", "0.1.9")
    edit(once, lambda document: document["info"].update(version="0.1.0"))
    assert "has info.version 0.1.0, and 0.2.0 is released" in refused(once, capsys)
    for text in ("1", "1.0", "01.0.0", "1.0.0rc1", "x"):
        with pytest.raises(SystemExit) as stopped:
            run(once, "--version", text)
        assert stopped.value.code == 2
        assert f"expected a version X.Y.Z of three numbers, got {text!r}" in capsys.readouterr().err


def test_a_version_that_the_changelog_has_is_refused(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changelog = fresh / "CHANGELOG.md"
    changelog.write_text(changelog.read_text() + "\n## 0.2.0 - 2025-01-01\n")
    commit(fresh)
    assert run(fresh) == 2
    assert capsys.readouterr().err == (
        "release: CHANGELOG.md has a section 0.2.0 already; is it released? else take it out\n"
    )


def test_a_broken_released_folder_is_told(once: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (once / "released" / "VERSION").write_text("soon\n")
    assert run(once, "--check") == 2
    assert "released/ cannot be read: expected a version X.Y.Z of three numbers, got 'soon'" in capsys.readouterr().err


def test_a_stop_half_way_leaves_everything_as_it_was(once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(once, remove_field)
    before = state(once)

    def stops(folder: Path, *_: Any) -> None:
        shutil.rmtree(folder / "released")  # where keep begins
        raise KeyboardInterrupt

    monkeypatch.setattr(release, "keep", stops)
    with pytest.raises(KeyboardInterrupt):
        run(once)
    assert state(once) == before
    assert git(once, "status", "--porcelain") == ""


def test_a_first_release_that_fails_leaves_no_folder(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(root: Path, *_: Any) -> None:
        (root / "released").mkdir()
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(release, "keep", stops)
    with pytest.raises(RuntimeError):
        run(fresh)
    assert not (fresh / "released").exists()


def test_the_date_is_today_unless_told(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main(["--root", str(fresh), "--dry-run", "--skip-tests"]) == 0
    (heading,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("## 0.2.0 - ")]
    assert date.fromisoformat(heading.removeprefix("## 0.2.0 - ")) <= date.max
