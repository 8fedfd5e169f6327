"""make pages-fetch, as a user runs it."""

import os
import re
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from apifox.asking import Asker
from scripts import pages_fetch
from tests.fetching.site import Site, replies, unused_port

ROOT = Path(__file__).parents[2]
FACES = "202222098e0"  # in spec/pages/face-detection.yaml as its address
LIST = """# Img Open
## API Docs
- image tool [Face Detection](/202222098e0.md): finds faces
- image tool [face  RESTORATION](/300000001e0.md):
- image tool [Aging](/300000002e0.md): | <b>new</b>
- image tool [elsewhere](https://other.example/1e0.md):
## Docs
- [Hello](/hello-7m0.md):
"""


@pytest.fixture
def listed(site: Site) -> Site:
    site.texts["/llms.txt"] = LIST
    for number in ("202222098e0", "300000001e0", "300000002e0", "hello-7m0"):
        site.texts[f"/{number}.md"] = f"# {number}\n"
    return site


def main(site: Site, into: Path, *more: str) -> int:
    return pages_fetch.main(["--site", site.url, "--into", str(into), "--pause", "0", *more])


def test_what_came_and_where_it_belongs(listed: Site, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(listed, folder) == 0
    assert capsys.readouterr().out.splitlines() == [
        "[1/3] new         202222098  image tool/Face Detection",
        "[2/3] new         300000001  image tool/face  RESTORATION",
        "[3/3] new         300000002  image tool/Aging",
        f"pages-fetch: {folder}: 3 new, 0 changed, 0 unchanged, 0 gone, 0 failed",
        "  new         202222098  Face Detection -> face-detection",
        "  new         300000001  face  RESTORATION -> face-restoration (by its title)",
        "  new         300000002  Aging -> not in spec/pages/index.yaml",
        f"  skipped    llms.txt, line 6: https://other.example/1e0.md: it is not on {listed.url}",
        "pages-fetch: README.md, When the docs change, says what to do with what is new, changed or gone",
    ]
    assert not (folder / "drift.md").exists()
    assert main(listed, folder, "--map", "--all") == 0
    told = capsys.readouterr().out
    assert f"pages-fetch: {folder}: 1 new, 0 changed, 3 unchanged, 0 gone, 0 failed" in told
    assert "  unchanged   202222098  Face Detection -> face-detection\n" in told
    assert "  new                m7  Hello -> prose\n" in told


def test_what_changed_is_noted(listed: Site, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(listed, folder)
    listed.texts["/llms.txt"] = LIST.replace("[Face Detection]", "[Face | `Detection` <i>]").replace("300000002", "3")
    listed.texts[f"/{FACES}.md"] += "more\n"
    listed.texts["/3e0.md"] = "# 3\n"
    assert main(listed, folder) == 0
    note = (folder / "drift.md").read_text()
    assert f"pages-fetch: what changed is in {folder / 'drift.md'}\n" in capsys.readouterr().out
    assert [line for line in note.splitlines() if line.startswith("|")] == [
        "| page | title | spec/pages | what |",
        "| --- | --- | --- | --- |",
        "| 202222098 | Face \\| \\`Detection\\` &lt;i&gt; | face\\-detection | changed |",
        "| 3 | Aging | not in spec/pages/index\\.yaml | new |",
        "| 300000002 | Aging | not in spec/pages/index\\.yaml | gone |",
    ]
    assert main(listed, folder) == 0
    assert not (folder / "drift.md").exists()


def test_the_exit_code_says_that_pages_are_lacking(
    listed: Site, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed.acts["/300000001e0.md"] = [replies(403)]
    assert main(listed, folder) == 1
    told = capsys.readouterr().out
    assert (
        "  failed      300000001  face  RESTORATION -> face-restoration (by its title): expected HTTP 200, got 403\n"
        in told
    )
    assert main(listed, folder, "--most", "2") == 1
    assert "  left       1 pages were not asked for: there are more than --most\n" in capsys.readouterr().out


def test_a_site_that_is_not_there(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.pages_fetch.time.sleep", lambda _: None)
    site = Site()
    site.url = f"http://127.0.0.1:{unused_port()}"
    assert main(site, folder) == 2
    assert capsys.readouterr().err.startswith(
        f"pages-fetch: {site.url}/robots.txt: expected an answer, got ConnectError"
    )
    assert not folder.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--site", "ftp://x"], "--site: expected http://host or https://host without user and password, got ftp://x"),
        (["--site", "https://me:hush@x"], "--site: expected http://host or https://host without user and password"),
        (["--site", "https://x/?a=b"], "--site: expected a site's URL without query and fragment, got https://x/?a=b"),
        (["--site", "https://x", "--chinese"], "not allowed with argument --site"),
        (["--pause", "nan"], "expected seconds from 0 to 3600, got nan"),
        (["--pause", "-1"], "expected seconds from 0 to 3600, got -1"),
        (["--most", "0"], "expected 1 or more, got 0"),
        (["--proxy", "socks5://user:hush@host"], "the proxy: expected http://host:port, got what"),
        (["--contact", "a\nb"], "the contact: expected printable ASCII, got 'a\\nb'"),
    ],
)
def test_wrong_use_is_told(options: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        pages_fetch.main(options)
    assert caught.value.code == 2
    shown = capsys.readouterr().err
    assert told in shown
    assert "hush" not in shown


def test_the_sites_are_those_of_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def fetch(asker: Asker, into: Path, *_: object) -> None:
        asked.append((asker.site, into.name))
        raise KeyboardInterrupt

    monkeypatch.setattr(pages_fetch, "fetch", fetch)
    assert pages_fetch.main([]) == 130
    assert pages_fetch.main(["--chinese"]) == 130
    assert asked == [("https://4v5l1y8wvl.apifox.cn", "pages"), ("https://zhiqiteai.apifox.cn", "pages-zh")]


@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_goes_on(
    listed: Site, folder: Path, kind: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    reached, released = threading.Event(), threading.Event()

    def hangs(handler: BaseHTTPRequestHandler) -> None:
        reached.set()
        released.wait(30)
        handler.close_connection = True

    listed.acts["/300000002e0.md"] = [hangs]
    command = [sys.executable, "-m", "scripts.pages_fetch", "--site", listed.url, "--into", str(folder), "--pause", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert reached.wait(30)
        process.send_signal(kind)
        out, err = process.communicate(timeout=30)
    released.set()
    assert re.findall(r"^\[(\d)/3\] new", out, re.MULTILINE) == ["1", "2"]
    assert process.returncode == (130 if kind is signal.SIGINT else -signal.SIGKILL)
    assert ("and the same command goes on" in err) == (kind is signal.SIGINT)
    listed.asked()
    assert main(listed, folder) == 0
    assert listed.asked() == ["/robots.txt", "/llms.txt", "/300000002e0.md"]
    assert "3 new, 0 changed, 0 unchanged" in capsys.readouterr().out
