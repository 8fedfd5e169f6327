"""The command: what it prints, what it writes, and that it writes nowhere else."""

import shutil
from pathlib import Path

import pytest

from apifox.snapshot import Snapshot, Stored
from contract.documents import load_yaml
from contract.pages import load_pages
from scripts.transcribe import main

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "apifox" / "pages"
SEED = PAGES / "face-detection.txt"
POSTER = PAGES / "description-clash.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A spec/pages of its own, with few pages; all 37 take seconds to load."""
    real, made = ROOT / "spec" / "pages", tmp_path / "pages"
    shutil.copytree(real / "schema", made / "schema")
    for name in ("index", "face-detection", "face-restoration", "super-resolution"):
        shutil.copy(real / f"{name}.yaml", made)
    return made


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_by_itself_it_prints_the_facts_and_tells_the_doubts(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    before = _files(folder)
    assert main([str(PAGES / "undecided.txt"), "--pages", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("slug: undecided\npage: null\ntitle: Look at a job\n")
    assert (
        "transcribe: undecided doubt: /request/body/**/verbose (line 18): the example does not decide in which object"
        " the row stands\n    18: verbose\n"
    ) in err
    assert _files(folder) == before


def test_the_file_in_the_repository_has_the_facts_of_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SEED), "--check"]) == 0
    assert capsys.readouterr().out == "transcribe: spec/pages/face-detection.yaml has the page's facts\n"


def test_check_prints_each_difference(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_text(SEED.read_text("utf-8").replace("toolTask\nstring", "toolTask\ninteger"), encoding="utf-8")
    before = _files(folder)
    assert main([str(changed), "--slug", "face-detection", "--check", "--pages", str(folder)]) == 1
    assert capsys.readouterr().out == (
        "face-detection at /contradictions/response/200/data/toolTask (table against example)\n"
        "    the file: nothing\n"
        '    the page: ["integer", "faceDetection"]\n'
        "face-detection at /response/200/data/toolTask/type\n"
        '    the file: "string"\n'
        '    the page: "integer"\n'
        "transcribe: 2 facts of spec/pages/face-detection.yaml are not the page's; take them over with --write\n"
    )
    assert _files(folder) == before


def test_write_takes_the_facts_over_and_check_agrees(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.txt"
    text = (
        SEED.read_text("utf-8")
        .replace("face/detection\n", "face/detect\n")
        .replace("businessTaskId\nstring \nrequired\ncallbackUrl", "callbackUrl")
    )
    changed.write_text(text, encoding="utf-8")
    before = _files(folder)
    assert main([str(changed), "--slug", "face-detection", "--write", "--pages", str(folder)]) == 0
    assert "face-detection.yaml written, " in capsys.readouterr().out
    after = _files(folder)
    assert {name for name in after if after[name] != before.get(name)} == {"face-detection.yaml", "index.yaml"}
    page = load_pages(folder).pages["face-detection"].raw
    assert page["path"] == "/AIGCImgOpenServ/saas/tool/face/detect"
    assert page["summary"].startswith("Find every face")
    assert main([str(changed), "--slug", "face-detection", "--check", "--pages", str(folder)]) == 0


def test_what_a_person_wrote_of_a_row_that_is_gone_is_told(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "face-detection.txt"
    lines = SEED.read_text("utf-8")
    start, end = lines.index("imageUrl\nstring"), lines.index("businessTaskId\nstring")
    changed.write_text(lines[:start] + lines[end:], encoding="utf-8")
    assert main([str(changed), "--write", "--pages", str(folder)]) == 0
    err = capsys.readouterr().err
    assert "no longer in the file, as its place is gone: /request/body/imageUrl/description: URL of the picture" in err


def test_a_page_that_is_not_in_the_index_needs_its_group(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    before = _files(folder)
    command = [
        str(POSTER),
        "--slug",
        "poster",
        "--url",
        "https://lab.example/api-100200300",
        "--write",
        "--pages",
        str(folder),
    ]
    assert main(command) == 2
    err = capsys.readouterr().err
    assert "the index has no slug 'poster', so nothing was written; name its group with --group NAME" in err
    assert "- {slug: poster, title: Poster, known: whole, path: /lab/tool/poster}" in err
    assert _files(folder) == before
    assert main([*command, "--group", "image tool"]) == 0
    page = load_pages(folder).pages["poster"]
    assert page.url == "https://lab.example/api-100200300"
    assert load_yaml(folder / "poster.yaml")["endpoint"] == 100200300


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "expected a FILE or --from-snapshot DIR"),
        (["nothing.txt"], "nothing.txt: No such file or directory"),
        ([str(SEED), "--slug", "../../x"], "expected a slug of a-z, 0-9 and -, got '../../x'"),
        ([str(SEED), "--slug", "../../x", "--write"], "expected a slug of a-z, 0-9 and -, got '../../x'"),
        ([str(SEED), "--url", "http://x"], "expected the page's https:// URL, got 'http://x'"),
        ([str(SEED), "--from-snapshot", "x"], "expected either FILE or --from-snapshot"),
        (["--from-snapshot", "nowhere"], "nowhere: expected a snapshot, got no manifest.json in it"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    before = _files(folder)
    assert main([*arguments, "--pages", str(folder)]) == 2
    assert told in capsys.readouterr().err
    assert _files(folder) == before


def test_a_file_that_is_no_text_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(b"\xff\xfe")
    assert main([str(file)]) == 2
    assert "expected text in UTF-8, got another byte at 0" in capsys.readouterr().err
    file.write_bytes(b"x" * 5_000_000)
    assert main([str(file)]) == 2
    assert "expected a page of at most 2000000 bytes, got more" in capsys.readouterr().err


SITE = "https://4v5l1y8wvl.apifox.cn"


def _snapshot(folder: Path, titles: dict[str, str], gone: dict[str, str] | None = None) -> Path:
    """A snapshot of these pages, as pages-fetch writes it."""
    made = Snapshot(folder, SITE)
    for number, title in titles.items():
        url = f"{SITE}/{number}e0.md"
        page = Stored(number, title, "image tool", url, "", None, None, "2025-01-02", (gone or {}).get(number))
        made.put(page, POSTER.read_bytes())
    made.save()
    return folder


def test_a_snapshot_is_matched_by_number_and_by_title(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    titles = {"202222098": "Renamed", "100200300": "Face Restoration", "5": "Nobody knows it", "m6": "Prose"}
    snapshot = _snapshot(tmp_path / "snapshot", titles)
    before = _files(folder)
    assert main(["--from-snapshot", str(snapshot), "--write", "--pages", str(folder)]) == 0
    err = capsys.readouterr().err
    assert (
        "the page 5 'Nobody knows it' is none that the index knows; give it a name: --slug SLUG --id 5 --group NAME"
        in err
    )
    after = _files(folder)
    assert {name for name in after if after[name] != before.get(name)} == {
        "face-detection.yaml",
        "face-restoration.yaml",
        "index.yaml",
    }
    pages = load_pages(folder)
    assert pages.pages["face-restoration"].url == f"{SITE}/api-100200300"
    assert pages.entries["face-restoration"].known == "whole"
    assert main(["--from-snapshot", str(snapshot), "--check", "--pages", str(folder)]) == 1


def test_one_bad_page_of_a_snapshot_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    snapshot = _snapshot(tmp_path / "snapshot", {"1": "Super Resolution", "2": "Face restoration"})
    (snapshot / "pages" / "1.md").write_text("```yaml\nopenapi: 3.0.1\na: &a [*a]\n```\n", encoding="utf-8")
    assert main(["--from-snapshot", str(snapshot), "--write", "--pages", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert "1.md: line 2 of the YAML: *a stands inside of what it names, so it has no end" in err
    assert "face-restoration.yaml written" in out


def test_one_page_of_a_snapshot_is_taken_by_its_slug(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    snapshot = _snapshot(tmp_path / "snapshot", {"1": "Super Resolution", "2": "Face restoration"})
    before = _files(folder)
    command = ["--from-snapshot", str(snapshot), "--write", "--pages", str(folder), "--slug"]
    assert main([*command, "super-resolution"]) == 0
    after = _files(folder)
    assert {name for name in after if after[name] != before.get(name)} == {"super-resolution.yaml", "index.yaml"}
    assert main([*command, "face-detection"]) == 2
    assert "expected a page that is 'face-detection', got none" in capsys.readouterr().err


def test_a_new_page_of_a_snapshot_is_named_by_its_number(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    snapshot = _snapshot(tmp_path / "snapshot", {"100200300": "Poster"})
    command = ["--from-snapshot", str(snapshot), "--write", "--pages", str(folder), "--group", "image tool"]
    assert main([*command, "--slug", "poster", "--id", "7"]) == 2
    assert main([*command, "--id", "100200300"]) == 2
    err = capsys.readouterr().err
    assert "expected a page with the number '7', got none; fetch it first" in err
    assert "expected --slug beside --id" in err
    assert main([*command, "--slug", "poster", "--id", "100200300"]) == 0
    assert load_pages(folder).pages["poster"].url == f"{SITE}/api-100200300"


def test_a_page_that_is_gone_keeps_its_facts_and_says_so(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    snapshot = _snapshot(tmp_path / "snapshot", {"202222098": "Face Detection"}, {"202222098": "2025-01-01"})
    command = ["--from-snapshot", str(snapshot), "--pages", str(folder)]
    old = load_pages(folder).pages["face-detection"].raw
    assert main([*command, "--check"]) == 1
    assert "face-detection is gone from the site since 2025-01-01" in capsys.readouterr().out
    assert main([*command, "--write"]) == 0
    assert load_pages(folder).pages["face-detection"].raw == {**old, "lifecycle": "no longer documented"}
    assert main([*command, "--check"]) == 0


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"pages": 3}', "[" * 100_000])
def test_a_manifest_that_is_none_is_told(content: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    assert main(["--from-snapshot", str(tmp_path)]) == 2
    assert "move the folder away and fetch again" in capsys.readouterr().err
