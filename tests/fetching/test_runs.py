"""One run after another over a site: what is new, changed, unchanged, gone; and going on where the last was cut off."""

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from apifox.fetching import Summary, Wish
from apifox.snapshot import Outcome, Snapshot, SnapshotError
from tests.fetching.conftest import Fetch
from tests.fetching.site import MODIFIED, Clock, Site, replies

ALL = ("face-detection-11e0", "12e0", "13e0", "14e0", "15e0")


def outcomes(summary: Summary) -> dict[str, str]:
    return {row.id: row.outcome.value for row in summary.rows}


def test_the_pages_and_a_manifest_are_written(site: Site, run: Fetch, folder: Path) -> None:
    site.publish("face-detection-11e0", "12e0")
    told: list[str] = []
    summary = run(tell=told.append)
    assert (folder / "pages" / "11.md").read_text() == "# Page face-detection-11e0\n"
    assert sorted(path.name for path in folder.rglob("*.md")) == ["11.md", "12.md"]
    manifest = json.loads((folder / "manifest.json").read_text())
    digest = sha256(b"# Page 12e0\n").hexdigest()
    assert manifest["site"] == site.url
    assert manifest["pages"][1] == {
        "id": "12",
        "title": "Page 12e0",
        "folder": "image tool",
        "url": f"{site.url}/12e0.md",
        "sha256": digest,
        "etag": f'"{digest[:12]}"',
        "last-modified": MODIFIED,
        "fetched_at": "2026-11-23T10:00:03+00:00",
        "gone": None,
    }
    assert told[1] == "[2/2] new                12  image tool/Page 12e0"
    assert summary.is_whole
    assert summary.is_first


def test_one_request_at_a_time_with_a_pause_and_a_name(site: Site, run: Fetch, clock: Clock) -> None:
    site.publish(*ALL)
    run()
    agents = {headers["User-Agent"] for _, headers in site.requests}
    assert agents == {"img-open-pages-fetch/1 (unofficial contract kit, one request at a time)"}
    assert site.asked() == ["/robots.txt", "/llms.txt", *(f"/{name}.md" for name in ALL)]
    assert clock.slept == [1.0] * 6


def test_a_second_run_asks_only_what_changed(site: Site, run: Fetch, folder: Path) -> None:
    site.publish(*ALL)
    run()
    site.asked()
    site.texts["/12e0.md"] = "# Page 12e0, mended\n"
    site.publish("face-detection-11e0", "12e0", "14e0", "15e0", "16e0")
    summary = run()
    sent = {path: headers for path, headers in site.requests if path in {"/12e0.md", "/14e0.md"}}
    assert sent["/14e0.md"]["If-None-Match"].startswith('"')
    assert sent["/14e0.md"]["If-Modified-Since"] == MODIFIED
    assert outcomes(summary) == {
        "11": "unchanged",
        "12": "changed",
        "14": "unchanged",
        "15": "unchanged",
        "16": "new",
        "13": "gone",
    }
    assert (folder / "pages" / "12.md").read_text() == "# Page 12e0, mended\n"
    assert (folder / "before" / "12.md").read_text() == "# Page 12e0\n"
    assert (folder / "pages" / "13.md").is_file()
    loaded = Snapshot.load(folder)
    assert loaded is not None
    assert loaded.pages["13"].gone == "2026-11-23T10:00:12+00:00"
    assert not summary.is_first


def test_without_etags_the_text_decides(site: Site, run: Fetch) -> None:
    site.with_etag = False
    site.publish("11e0", "12e0")
    run()
    site.texts["/12e0.md"] += "more\n"
    assert outcomes(run()) == {"11": "unchanged", "12": "changed"}


def test_gone_is_told_once_and_a_page_can_come_back(site: Site, run: Fetch, folder: Path) -> None:
    site.publish("11e0", "12e0")
    run()
    site.publish("11e0")
    assert outcomes(run()) == {"11": "unchanged", "12": "gone"}
    assert outcomes(run()) == {"11": "unchanged"}
    site.publish("11e0", "12e0")
    back = run()
    assert outcomes(back) == {"11": "unchanged", "12": "new"}
    assert back.rows[1].text.startswith("it was gone since 2026-11-23T10:00:")
    loaded = Snapshot.load(folder)
    assert loaded is not None
    assert loaded.pages["12"].gone is None


def test_a_file_that_was_lost_or_edited_is_fetched_again(site: Site, run: Fetch, folder: Path) -> None:
    site.publish("11e0", "12e0", "13e0")
    run()
    (folder / "pages" / "11.md").unlink()
    (folder / "pages" / "12.md").write_text("edited")
    site.asked()
    run()
    known = {path: "If-None-Match" in headers for path, headers in site.requests if path.endswith("e0.md")}
    assert known == {"/11e0.md": False, "/12e0.md": False, "/13e0.md": True}
    assert (folder / "pages" / "12.md").read_text() == "# Page 12e0\n"


def test_a_run_that_was_cut_off_goes_on(site: Site, run: Fetch, folder: Path, clock: Clock) -> None:
    site.publish(*ALL)
    clock.breaks_after = 3  # robots.txt, llms.txt and two pages came
    with pytest.raises(KeyboardInterrupt):
        run()
    assert sorted(path.name for path in folder.rglob("*")) == ["11.md", "12.md", "manifest.json", "pages"]
    assert json.loads((folder / "manifest.json").read_text())["unfinished"]["done"] == {"11": "new", "12": "new"}
    site.asked()
    clock.breaks_after = None
    summary = run()
    assert site.asked() == ["/robots.txt", "/llms.txt", "/13e0.md", "/14e0.md", "/15e0.md"]
    assert set(outcomes(summary).values()) == {"new"}
    assert summary.rows[0].text == "fetched before the last run was cut off"
    assert summary.is_first
    assert "unfinished" not in json.loads((folder / "manifest.json").read_text())
    assert site.asked() == []


def test_a_run_that_was_cut_off_long_ago_is_begun_anew(site: Site, run: Fetch, clock: Clock) -> None:
    site.publish("11e0", "12e0")
    clock.breaks_after = 2
    with pytest.raises(KeyboardInterrupt):
        run()
    site.asked()
    clock.breaks_after = None
    clock.time += timedelta(days=2)
    assert outcomes(run()) == {"11": "unchanged", "12": "new"}
    assert site.asked() == ["/robots.txt", "/llms.txt", "/11e0.md", "/12e0.md"]


def test_a_kill_between_a_page_and_the_manifest_loses_nothing(
    site: Site, run: Fetch, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish("11e0", "12e0")
    run()
    site.texts["/11e0.md"] = "# changed\n"
    save, saved = Snapshot.save, []

    def dies(snapshot: Snapshot) -> None:
        saved.append(snapshot)
        if len(saved) == 2:
            raise KeyboardInterrupt
        save(snapshot)

    monkeypatch.setattr(Snapshot, "save", dies)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.undo()
    assert (folder / "pages" / "11.md").read_text() == "# changed\n"
    assert outcomes(run()) == {"11": "changed", "12": "unchanged"}


def test_a_page_that_fails_does_not_stop_the_others(site: Site, run: Fetch) -> None:
    site.publish("11e0", "12e0", "13e0")
    del site.texts["/12e0.md"]
    summary = run()
    assert outcomes(summary) == {"11": "new", "12": "failed", "13": "new"}
    assert summary.of(Outcome.FAILED)[0].text == "expected HTTP 200, got 404"
    assert not summary.is_whole


def test_a_failed_page_is_asked_for_again_and_its_file_is_kept(site: Site, run: Fetch, folder: Path) -> None:
    site.publish("11e0")
    run()
    site.acts["/11e0.md"] = [replies(500)]
    assert outcomes(run()) == {"11": "failed"}
    assert (folder / "pages" / "11.md").is_file()
    assert outcomes(run()) == {"11": "unchanged"}


def test_a_site_that_is_down_is_left_alone(site: Site, run: Fetch, clock: Clock) -> None:
    site.publish(*ALL)
    for name in ALL:
        site.acts[f"/{name}.md"] = [replies(503)] * 4
    summary = run()
    assert outcomes(summary) == {"11": "failed", "12": "failed", "13": "failed"}
    assert summary.stopped == "3 pages in a row did not come"
    assert summary.left == 2
    assert not summary.is_whole
    assert clock.slept == [1, 1, 2, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8]


def test_there_is_a_limit_of_pages(site: Site, run: Fetch) -> None:
    site.publish(*ALL)
    summary = run(wish=Wish(most=2))
    assert list(outcomes(summary)) == ["11", "12"]
    assert summary.left == 3
    assert not summary.is_whole


def test_prose_only_when_asked_for(site: Site, run: Fetch, folder: Path) -> None:
    site.publish("11e0", "guide-11m0")
    assert outcomes(run()) == {"11": "new"}
    assert outcomes(run(wish=Wish(prose=True))) == {"11": "unchanged", "m11": "new"}
    assert (folder / "pages" / "m11.md").read_text() == "# Page guide-11m0\n"
    assert outcomes(run()) == {"11": "unchanged"}


def test_another_sites_folder_is_refused(site: Site, run: Fetch, folder: Path) -> None:
    site.publish("11e0")
    run()
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(site.url, "https://other.example"))
    with pytest.raises(SnapshotError, match="has the pages of https://other.example, not of http://127.0.0.1:"):
        run()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"id": "11"', '"id": "../../etc/11"', r"expected a page's id, .* got '../../etc/11'"),
        ('"id": "11"', '"id": 11', "id: expected text, got 11"),
        ('"title"', '"name"', "expected the keys etag, fetched_at, folder, gone, id, "),
        ('"site"', '"place"', "not a manifest of pages-fetch: 'site'; move the folder away"),
        ("{", "", "manifest.json: not JSON: "),
    ],
)
def test_a_manifest_that_is_none_is_refused(
    site: Site, run: Fetch, folder: Path, old: str, new: str, told: str
) -> None:
    site.publish("11e0")
    run()
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(old, new, 1))
    with pytest.raises(SnapshotError, match=told):
        run()
