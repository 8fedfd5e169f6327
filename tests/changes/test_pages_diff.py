"""The command: states from git, from files and from the site's own pages; its text, its JSON, its exit codes."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from changes.rules import RULES
from contract.values import JsonObject
from scripts.pages_diff import main
from tests.apifox.published import markdown_of
from tests.changes.repository import ROOT, commit, git

SLUG = "face-detection"
ALL = f"{len(list((ROOT / 'spec' / 'pages').glob('*.yaml'))) - 1} pages"  # without the index


@pytest.fixture(scope="session")
def _committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "kit"
    for name in ("spec", "contract_tests/recordings", "sandbox/img_open_sandbox/handlers"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


@pytest.fixture
def kit(tmp_path: Path, _committed: Path) -> Path:
    return shutil.copytree(_committed, tmp_path / "kit")


def page(folder: Path) -> Path:
    return folder / "spec" / "pages" / f"{SLUG}.yaml"


def raw(folder: Path) -> JsonObject:
    found: JsonObject = yaml.safe_load(page(folder).read_bytes())
    return found


def write(path: Path, content: JsonObject) -> Path:
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def retyped(folder: Path) -> JsonObject:
    """The page, with an integer where it had a string, and one field more in the request."""
    changed = raw(folder)
    changed["response"]["200"]["fields"][2]["fields"][3]["type"] = "integer"
    changed["request"]["body"].append({"name": "maxFaces", "type": "integer", "required": False})
    changed["modified"] = "2026-01-01 00:00:00"
    return changed


def test_no_difference(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(kit)]) == 0
    assert capsys.readouterr().out == f"pages-diff: {ALL}, HEAD -> the working tree: no difference\n"
    assert main(["--root", str(kit), SLUG, "--fail-on", "docs-only"]) == 0
    assert capsys.readouterr().out == f"pages-diff: {SLUG}, HEAD -> the working tree: no difference\n"


def test_changes_are_told_by_level_and_side_with_what_they_touch(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(page(kit), retyped(kit))
    assert main(["--root", str(kit)]) == 0
    out = capsys.readouterr().out
    lines = (ROOT / "spec" / "openapi.yaml").read_text("utf-8").splitlines()
    handler = "      sandbox    sandbox/img_open_sandbox/handlers/face_detection.py"
    recording = "      recordings contract_tests/recordings/detectFaces/documented.har"
    told = [line for line in out.splitlines() if "spec       spec/openapi.yaml:" not in line]
    assert told[0] == f"pages-diff: {ALL}, HEAD -> the working tree: 3 changes: 1 breaking, 1 additive, 1 docs-only"
    assert told[1:9] == [
        "",
        "breaking, response",
        f"  response-property-type-changed: {SLUG} at /response/200/data/status/type",
        '      field data.status of the 200 answer has another type: "string" -> "integer"',
        "      why      values may come that a program has never seen",
        *[line for line in told if line.startswith("      deviations spec/deviations.yaml:")][:1],
        "      client     client.tools.detect_faces()",
        "      models     img_open.models.FaceDetectionData.status",
    ]
    assert told[9:11] == [recording, handler]
    assert "additive, request" in told
    assert "docs-only, page" in told
    spec_line = next(line for line in out.splitlines() if "spec       spec/openapi.yaml:" in line)
    first = spec_line.split()[1].rstrip(",").rpartition(":")[2]
    assert lines[int(first) - 1].strip().startswith("status:")


@pytest.mark.parametrize(
    ("level", "code"), [("breaking", 0), ("additive", 0), ("docs-only", 1)], ids=["breaking", "additive", "docs-only"]
)
def test_the_exit_code_is_asked_for_by_level(kit: Path, level: str, code: int) -> None:
    write(page(kit), {**raw(kit), "modified": "2026-01-01 00:00:00"})
    assert main(["--root", str(kit), "--fail-on", level]) == code
    assert main(["--root", str(kit), "text-to-music", "--fail-on", level]) == 0


def test_a_level_fails_on_what_matters_more(kit: Path) -> None:
    write(page(kit), retyped(kit))
    assert [main(["--root", str(kit), "--fail-on", level]) for level in ("breaking", "additive", "docs-only")] == [
        1
    ] * 3


def test_json_for_programs(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(page(kit), retyped(kit))
    assert main(["--root", str(kit), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["level"] == "breaking"
    change = next(one for one in told["changes"] if one["rule"] == "response-property-type-changed")
    assert (change["operation"], change["before"], change["after"]) == (SLUG, "string", "integer")
    assert change["why"] == RULES["response-property-type-changed"].why
    assert change["touches"]["models"] == ["img_open.models.FaceDetectionData.status"]
    git(kit, "checkout", "--quiet", ".")
    assert main(["--root", str(kit), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"level": None, "changes": []}


def test_a_page_new_and_a_page_gone(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page(kit).unlink()
    write(page(kit).with_stem("fresh"), {**raw_of_title(), "slug": "fresh", "title": "Fresh"})
    assert main(["--root", str(kit)]) == 0
    out = capsys.readouterr().out
    assert f"page-removed: {SLUG} at the whole\n      the page Face Detection is a page no longer" in out
    assert "page-added: fresh at the whole\n      the page Fresh is a new page: nothing -> Fresh" in out
    assert "client     client.tools.detect_faces()" in out


def raw_of_title() -> JsonObject:
    found: JsonObject = yaml.safe_load((ROOT / "spec" / "pages" / "text-to-music.yaml").read_bytes())
    return found


def test_states_by_revision_and_by_file(kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = raw(kit)
    write(page(kit), retyped(kit))
    commit(kit)
    assert main(["--root", str(kit), "--before", "HEAD~1"]) == 0
    assert f"{ALL}, HEAD~1 -> the working tree: 3 changes" in capsys.readouterr().out
    old = write(tmp_path / "old.yaml", before)
    assert main(["--root", str(kit), "--before", str(old)]) == 0
    assert f"{SLUG}, {old} -> the working tree: 3 changes" in capsys.readouterr().out
    assert main(["--root", str(kit), SLUG, "--before", str(page(kit)), "--after", str(old)]) == 0
    assert f"{SLUG}, {page(kit)} -> {old}: 3 changes" in capsys.readouterr().out
    assert main(["--root", str(kit), "--after", str(old)]) == 0
    assert f"{SLUG}, HEAD -> {old}: 3 changes" in capsys.readouterr().out


def test_a_page_as_the_site_publishes_it(kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = retyped(kit)
    published = tmp_path / "page.md"
    published.write_text(markdown_of(facts, {}), encoding="utf-8")
    assert main(["--root", str(kit), SLUG, "--after", str(published), "--json"]) == 0
    rules = {change["rule"] for change in json.loads(capsys.readouterr().out)["changes"]}
    assert {"response-property-type-changed", "new-optional-request-property"} <= rules
    assert main(["--root", str(kit), "--after", str(published)]) == 2
    assert f"{published} does not tell which page it is: give exactly one SLUG, got 0" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "no page nowhere in either state; there are: background-remove, "),
        (["--before", "nowhere"], "--before nowhere: expected the file of a page, or a git revision with spec/pages"),
        (["--before=-x"], "--before -x: expected a git revision or the file of a page"),
        (["--after", "nowhere.yaml"], "--after nowhere.yaml: expected the file of a page, found none"),
    ],
)
def test_wrong_use_is_told(kit: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert main(["--root", str(kit), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_files_that_are_no_pages_are_told(kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stranger = write(tmp_path / "stranger.yaml", {"slug": SLUG})
    assert main(["--root", str(kit), "--after", str(stranger)]) == 2
    assert f"{stranger} is not in the form of" in capsys.readouterr().err
    other = write(tmp_path / "other.yaml", raw(kit))
    assert main(["--root", str(kit), "text-to-music", "--after", str(other)]) == 2
    assert f"{other} is the page {SLUG}; expected that slug, or none, got ['text-to-music']" in capsys.readouterr().err
    prose = tmp_path / "prose.txt"
    prose.write_text("Nothing of a page.")
    assert main(["--root", str(kit), SLUG, "--after", str(prose)]) == 2
    assert f"pages-diff: {prose}: expected a page copied from the browser" in capsys.readouterr().err
    huge = tmp_path / "huge.txt"
    huge.write_bytes(b"x" * 5_000_001)
    assert main(["--root", str(kit), SLUG, "--after", str(huge)]) == 2
    assert f"{huge}: expected a page of at most 5000000 bytes, found 5000001" in capsys.readouterr().err


def test_the_rules_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--rules"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES) + 1
