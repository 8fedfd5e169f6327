"""Vendoring: what is copied, what is told of copies, what is never lost or touched."""

import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.vendor import main
from shipping import placing
from shipping.kit import Kit
from shipping.renaming import VendoringError
from shipping.stamp import STAMP
from shipping.vendoring import news_since, vendor
from tests.shipping.kits import CHANGELOG, commit, git, set_version

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(kit: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*flags: str, into: Path = project) -> tuple[int, str, str]:
        code = main([str(into), *flags], root=kit)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def state(folder: Path) -> dict[str, Any]:
    """Every path below a folder with its content, and where a link leads."""
    return {
        str(path.relative_to(folder)): path.readlink() if path.is_symlink() else path.is_file() and path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_copy_has_the_files_the_licence_and_where_they_come_from(run: Run, kit: Path, project: Path) -> None:
    (kit / "generated" / "img_open" / "__pycache__").mkdir()
    (kit / "generated" / "img_open" / "__pycache__" / "tasks.pyc").write_bytes(b"\0")
    code, out, _ = run()
    assert code == 0
    head = git(kit, "rev-parse", "HEAD")
    assert f"{project}/img_open: vendored as img_open, 7 files of 0.2.0 (commit {head[:12]})" in out
    for file in ("__init__.py", "tasks.py", "models/__init__.py", "py.typed", "_version.py"):
        assert (project / "img_open" / file).read_bytes() == (kit / "generated" / "img_open" / file).read_bytes()
    assert (project / "img_open" / "LICENSE").read_text() == "MIT\n"
    assert not (project / "img_open" / "__pycache__").exists()
    stamp = tomllib.loads((project / "img_open" / STAMP).read_text())
    assert (stamp["name"], stamp["version"], stamp["commit"], stamp["dirty"]) == ("img_open", "0.2.0", head, False)
    assert (stamp["spec_sha256"], len(stamp["files"])) == ("0" * 64, 6)
    assert names(project) == ["img_open"]


def test_the_date_is_the_one_that_was_given(kit: Path, project: Path) -> None:
    vendor(Kit(kit), project, "img_open", "2026-01-02")
    assert tomllib.loads((project / "img_open" / STAMP).read_text())["date"] == "2026-01-02"


def test_uncommitted_changes_of_the_client_are_told_and_others_are_not(run: Run, kit: Path, project: Path) -> None:
    (kit / "notes.txt").write_text("not the client's")
    run("--name", "one")
    (kit / "generated" / "img_open" / "tasks.py").write_text("# changed\n")
    run("--name", "two")
    told = [tomllib.loads((project / name / STAMP).read_text())["dirty"] for name in ("one", "two")]
    assert told == [False, True]


@pytest.mark.parametrize("inside_another", [False, True])
def test_an_archive_of_the_kit_has_no_commit(run: Run, kit: Path, project: Path, inside_another: bool) -> None:
    shutil.rmtree(kit / ".git")
    if inside_another:
        git(kit.parent, "init", "-q")
        commit(kit.parent)
    assert run()[0] == 0
    stamp = tomllib.loads((project / "img_open" / STAMP).read_text())
    assert (stamp["commit"], stamp["dirty"]) == ("unknown", False)
    assert run("--check")[1].endswith("img_open 0.2.0 (commit unknown): whole and current\n")


def test_a_nested_package_gets_its_folders_and_nothing_else(run: Run, project: Path) -> None:
    assert run("--name", "acme.vendor.pictures")[0] == 0
    assert sorted(names(project / "acme")) == ["__init__.py", "vendor"]
    assert sorted(names(project / "acme" / "vendor")) == ["__init__.py", "pictures"]
    folder = project / "acme" / "vendor" / "pictures"
    assert "from acme.vendor.pictures import ImgOpen" in (folder / "__init__.py").read_text()
    assert 'KEY = "img_open callback"' in (folder / "tasks.py").read_text()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("my-client", "'my-client' is no name that Python could import"),
        ("class", "'class' is no name"),
        ("acme.2", "'2' is no name"),
        ("", "'' is no name"),
        ("../up", "is no name"),
        ("acme..img", "'' is no name"),
        ("größe", "is no name"),
        ("json", "would hide the module json"),
        ("httpx.client", "would hide the module httpx"),
    ],
)
def test_a_name_that_cannot_be_imported_is_refused(run: Run, project: Path, name: str, why: str) -> None:
    code, _, err = run("--name", name)
    assert code == 2
    assert err.startswith("vendor: NAME: expected a ")
    assert why in err
    assert state(project) == {}


def test_a_folder_that_is_there_gets_nothing_beside_the_copy(run: Run, project: Path) -> None:
    (project / "acme").mkdir()
    run("--name", "acme.pictures")
    assert names(project / "acme") == ["pictures"]


def test_a_folder_that_is_not_there_is_a_mistake(run: Run, project: Path) -> None:
    code, _, err = run(into=project / "src")
    assert (code, err) == (
        2,
        f"vendor: INTO: expected a folder that is there, got {project}/src; make it first: mkdir -p {project}/src\n",
    )


def test_the_kits_own_client_is_not_vendored_over(run: Run, kit: Path) -> None:
    before = state(kit / "generated")
    for into, flags in ((kit / "generated", ["--force"]), (kit, ["--name", "generated", "--force"])):
        code, _, err = run(*flags, into=into)
        assert (code, "got the kit's own client" in err) == (2, True)
    assert state(kit / "generated") == before


def test_another_folder_is_not_replaced_without_force(run: Run, project: Path) -> None:
    (project / "img_open").mkdir()
    (project / "img_open" / "mine.py").write_text("mine\n")
    before = state(project)
    code, _, err = run()
    assert (code, state(project)) == (2, before)
    assert err == (
        f"vendor: {project}/img_open: expected a vendored client, got a folder without VENDORED.toml; "
        "choose another NAME, or replace it with --force\n"
    )
    assert run("--force", "--dry-run")[0] == 0
    assert state(project) == before
    code, out, _ = run("--force")
    assert (code, "vendored, in the place of what was there, as img_open" in out) == (0, True)
    assert not (project / "img_open" / "mine.py").exists()


def test_links_are_not_followed(run: Run, project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "acme").symlink_to(outside)
    for name in ("acme", "acme.pictures"):
        code, _, err = run("--name", name, "--force")
        assert code == 2
        assert err == (
            f"vendor: {project}/acme: expected a folder, got a symbolic link, which is not followed; "
            "give the folder itself\n"
        )
    (project / "img_open").write_text("a file")
    assert "expected a folder or nothing, got a file" in run("--force")[2]
    assert names(outside) == []


def test_links_in_a_copy_are_edits_and_are_not_read(run: Run, project: Path, tmp_path: Path) -> None:
    run()
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key").write_text("do not show")
    copy = project / "img_open"
    (copy / "tasks.py").unlink()
    (copy / "tasks.py").symlink_to(secret / "key")
    (copy / "more").symlink_to(secret)
    os.mkfifo(copy / "pipe")
    code, out, _ = run("--check")
    assert (code, "edited: 1 edited (tasks.py); 2 added (more, pipe)" in out) == (1, True)
    code, out, _ = run("--update", "--force")
    assert code == 0
    assert "a link or a special file; its content is not shown" in out
    assert "do not show" not in out
    assert (secret / "key").read_text() == "do not show"


def test_whole_edited_and_outdated_are_told(run: Run, kit: Path, project: Path) -> None:
    run()
    copy = project / "img_open"
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "tasks.pyc").write_bytes(b"\0")
    first = git(kit, "rev-parse", "HEAD")[:12]
    assert run("--check") == (0, f"{copy}: img_open 0.2.0 (commit {first}): whole and current\n", "")

    (copy / "tasks.py").write_text("# mine\n")
    (copy / "py.typed").unlink()
    (copy / "models" / "mine.py").write_text("")
    code, out, _ = run("--check")
    assert code == 1
    assert out == (
        f"{copy}: img_open 0.2.0 (commit {first}): edited\n"
        "  edited: 1 edited (tasks.py); 1 added (models/mine.py); 1 removed (py.typed)\n"
    )

    set_version(kit, "0.3.0")
    second = commit(kit)[:12]
    code, out, _ = run("--check")
    assert code == 1
    assert out.startswith(f"{copy}: img_open 0.2.0 (commit {first}): edited and outdated\n")
    assert f"  outdated: this kit has 0.3.0 (commit {second}) (0.2.0 -> 0.3.0); bring it up to date" in out


def test_every_copy_below_a_folder_is_checked(run: Run, project: Path) -> None:
    for name in ("one", "acme.two", "acme.three"):
        run("--name", name)
    (project / "one" / "tasks.py").write_text("")
    code, out, _ = run("--check")
    assert code == 1
    assert [line.partition(": ")[0] for line in out.splitlines() if not line.startswith(" ")] == [
        str(project / "acme" / "three"),
        str(project / "acme" / "two"),
        str(project / "one"),
    ]
    assert run("--check", "--name", "acme.two")[0] == 0
    assert run("--check", into=project / "acme" / "two")[0] == 0


def test_nothing_to_check_is_said(run: Run, project: Path) -> None:
    assert run("--check")[2].startswith(f"vendor: {project}: expected a vendored client in it, got no VENDORED.toml")
    code, _, err = run("--check", "--name", "img_open")
    assert (code, f"{project}/img_open: expected a vendored client, got nothing" in err) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('kit = "img-open"', 'kit = "other"', "expected kit = 'img-open', got 'other'"),
        ("dirty = false", "dirty = 0", "dirty: expected true or false, got 0"),
        ('version = "0.2.0"', "version = [1]", "version: expected"),
        ('name = "img_open"', 'name = "import"', "'import' is no name"),
        ('"tasks.py" =', '"../tasks.py" =', "a file's name: expected"),
        ('"tasks.py" =', '"tusks.py" =', "sha256 is not that of [files]"),
        ("[files]", "[files", "it cannot be read: "),
        ("kit", "\0kit", "it cannot be read: "),
        ("[files]", "[others]", "expected a table [files]"),
    ],
)
def test_a_damaged_stamp_is_told_and_protects_the_copy(run: Run, project: Path, old: str, new: str, why: str) -> None:
    run()
    path = project / "img_open" / STAMP
    path.write_text(path.read_text().replace(old, new, 1) if old != "kit" else new)
    before = state(project)
    for flags in (["--check"], ["--update"], ["--update", "--force"], []):
        code, _, err = run(*flags)
        assert code == 2
        assert err.startswith(f"vendor: {path} is damaged: ")
        assert why in err
        assert "restore the file, or vendor anew with --force" in err
    assert state(project) == before
    assert run("--force")[0] == 0
    assert run("--check")[0] == 0


def test_other_line_endings_are_no_edit(run: Run, kit: Path, project: Path) -> None:
    run()
    copy = project / "img_open"
    for path in copy.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("--check")[0] == 0
    (copy / "tasks.py").write_bytes((copy / "tasks.py").read_bytes() + b"# mine\r\n")
    _, out, _ = run("--update")
    assert [line for line in out.splitlines() if line[:1] in {"+", "-"} and line[:3] not in {"+++", "---"}] == [
        "+# mine"
    ]
    for path in (kit / "generated").rglob("*.py"):  # a kit that was itself checked out so
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "outdated" not in run("--check")[1]


def test_an_update_shows_local_edits_and_keeps_them(run: Run, kit: Path, project: Path) -> None:
    run("--name", "acme.pics")
    copy = project / "acme" / "pics"
    (copy / "tasks.py").write_text((copy / "tasks.py").read_text() + "MINE = 1\n")
    (copy / "mine.py").write_text("alone = 1")
    (copy / "py.typed").unlink()
    (copy / "models" / "__init__.py").unlink()
    # The kit has moved on: what was vendored comes from its history.
    (kit / "generated" / "img_open" / "tasks.py").write_text('"""Waits, as img_open says."""\n')
    set_version(kit, "0.3.0")
    commit(kit)
    before = state(project)
    code, out, _ = run("--update")
    assert (code, state(project)) == (1, before)
    assert "--- tasks.py (as vendored, 0.2.0)\n" in out
    assert f"+++ {copy}/tasks.py\n" in out
    assert "+MINE = 1\n" in out
    assert '-KEY = "img_open callback"' not in out
    assert "--- /dev/null\n" in out
    assert "+alone = 1\n\\ No newline at end of file\n" in out
    assert '-"""Models."""\n' in out
    assert out.endswith(
        f"{copy}: not updated, as the local edits above would be lost: 1 edited (tasks.py); 1 added (mine.py); "
        "2 removed (models/__init__.py, py.typed). Take them elsewhere, or lose them with --force\n"
    )
    assert run("--name", "acme.pics")[0] == 1  # vendoring over it is no way round
    assert "would be lost" in run("--update", "--force", "--dry-run")[1]
    assert state(project) == before
    code, out, _ = run("--update", "--force")
    assert (code, "+MINE = 1\n" in out) == (0, True)
    assert f"{copy}: the local edits above are lost\n" in out
    assert (copy / "tasks.py").read_text() == '"""Waits, as acme.pics says."""\n'
    assert not (copy / "mine.py").exists()
    assert run("--check")[0] == 0


def test_without_the_history_the_diff_is_against_the_kit_and_says_so(run: Run, kit: Path, project: Path) -> None:
    run()
    (project / "img_open" / "tasks.py").write_text("# mine\n")
    (kit / "generated" / "img_open" / "tasks.py").write_text("# new\n")
    shutil.rmtree(kit / ".git")
    _, out, _ = run("--update")
    assert "tasks.py (as this kit has it; what was vendored, 0.2.0 (commit " in out
    assert "is not in its history)\n" in out


def test_an_update_says_what_is_new(run: Run, kit: Path, project: Path) -> None:
    run("--name", "pics")
    set_version(kit, "0.3.0")
    (kit / "generated" / "img_open" / "new.py").write_text("")
    (kit / "generated" / "img_open" / "py.typed").unlink()
    commit(kit)
    code, out, _ = run("--update", "--dry-run")
    assert (code, "would be updated as pics" in out) == (0, True)
    assert not (project / "pics" / "new.py").exists()
    code, out, _ = run("--update")
    assert code == 0
    assert ") -> 0.3.0 (commit " in out
    assert "files: 1 changed, 1 added, 1 removed\n\n## Unreleased\n\n- News to come.\n\n## 0.3.0" in out
    assert "Old news" not in out
    assert tomllib.loads((project / "pics" / STAMP).read_text())["name"] == "pics"
    assert run("--check")[0] == 0
    before = state(project)
    assert "current already" in run("--update")[1]
    assert "current already" in run("--name", "pics")[1]
    assert state(project) == before


def test_news_of_a_version_that_the_changelog_does_not_have_are_not_guessed() -> None:
    assert news_since(CHANGELOG, "0.1.0") == ""
    assert news_since(CHANGELOG.replace("## 0.2.0 - ", "## [0.2.0] - "), "0.2.0").endswith("- Tasks can wait.")


@pytest.mark.parametrize("fails", ["write_bytes", "rename"])
def test_a_failure_leaves_the_old_copy_whole(
    run: Run, kit: Path, project: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    run()
    before = state(project)
    set_version(kit, "0.3.0")
    real: Callable[..., Any] = getattr(Path, fails)

    def broken(path: Path, *arguments: Any) -> Any:
        if path.name in {"tasks.py", ".img_open.vendoring"}:
            raise OSError(28, "No space left on device")
        return real(path, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Path, fails, broken)
        code, _, err = run("--update")
    assert (code, "No space left on device" in err) == (2, True)
    assert state(project) == before
    assert run("--update")[0] == 0


def test_a_stop_by_hand_leaves_the_old_copy_whole(
    run: Run, kit: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    before = state(project)
    set_version(kit, "0.3.0")

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stop)
    assert run("--update")[::2] == (2, "vendor: stopped; what was there is there\n")
    assert state(project) == before


@pytest.mark.parametrize("flags", [["--update", "--name", "img_open"], []])
def test_what_a_kill_between_the_renames_left_is_brought_back(
    run: Run, project: Path, kit: Path, flags: list[str]
) -> None:
    run()
    old = placing.aside_of(project / "img_open")
    (project / "img_open").rename(old)
    (project / ".img_open.vendoring").mkdir()
    code, _, err = run("--check")
    assert code == 2
    assert f"{project}/img_open is not there, and {old} is: a run was killed" in err
    set_version(kit, "0.3.0")
    code, out, _ = run(*flags)
    assert (code, "0.2.0" in out) == (0, True)  # an update of what was brought back
    assert names(project) == ["img_open"]


def test_a_kill_after_the_renames_leaves_nothing_for_good(run: Run, project: Path, kit: Path) -> None:
    run()
    shutil.copytree(project / "img_open", placing.aside_of(project / "img_open"))
    set_version(kit, "0.3.0")
    assert run("--update")[0] == 0
    assert names(project) == ["img_open"]


def test_two_runs_at_once_do_not_mix(project: Path) -> None:
    with placing._alone_in(project), pytest.raises(VendoringError, match="another run is vendoring into it"):
        placing.place({"a.py": b""}, project / "img_open")
    assert names(project) == []


def test_a_client_that_names_itself_is_not_vendored(run: Run, kit: Path, project: Path) -> None:
    (kit / "generated" / "img_open" / "tasks.py").write_text("def f() -> None:\n    import img_open.errors\n")
    code, _, err = run()
    assert code == 2
    assert "generated/img_open/tasks.py, line 2: expected relative imports only" in err
    assert state(project) == {}


def test_a_kit_without_a_client_says_what_to_do(run: Run, kit: Path) -> None:
    shutil.rmtree(kit / "generated")
    assert run()[::2] == (
        2,
        f"vendor: {kit}/generated/img_open: expected the client, got nothing; run: make generate\n",
    )
