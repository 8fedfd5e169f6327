"""Sites that would have us leave the folder, ask elsewhere, wait for ever or fill the disk."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from apifox.asking import AskError, Limits
from apifox.snapshot import Outcome, write_whole
from tests.fetching.conftest import Fetch
from tests.fetching.site import Act, Site, cuts, drips, floods, replies, serving

SOON = Limits(exchange_s=1, tries=1)  # long enough for a page that comes, on a busy machine too
HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """Lets go of the servers that drip."""
    event = threading.Event()
    yield event
    event.set()


def failure(site: Site, run: Fetch, act: Act, limits: Limits | None = None) -> str:
    """Why the page failed that is answered like this; the one after it comes."""
    site.publish("11e0", "12e0")
    site.acts["/11e0.md"] = [act] * 10
    failed, came = run(limits).rows
    assert (failed.outcome, came.outcome) == (Outcome.FAILED, Outcome.NEW)
    return failed.text


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (HEAD + b"Content-Length: 1000000\r\n\r\n", b"#"),
        (HEAD + b"\r\n", b"#"),  # a body that ends with its connection
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n#\r\n"),
        (HEAD, b"X-More: 1\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (HEAD + b"Content-Length: 5\r\n\r\n", b""),
    ],
    ids=["body", "body-without-length", "chunks", "headers", "continue", "silence"],
)
def test_an_answer_without_an_end_is_cut_off(
    site: Site, run: Fetch, released: threading.Event, head: bytes, drop: bytes
) -> None:
    began = time.monotonic()
    told = failure(site, run, drips(head, drop, released), SOON)
    assert told == "expected the whole text within 1 s, got only a part of it, or none"
    assert time.monotonic() - began < 20


def test_a_list_without_an_end_is_cut_off(site: Site, run: Fetch, released: threading.Event) -> None:
    site.acts["/llms.txt"] = [drips(HEAD + b"\r\n", b"#", released)]
    with pytest.raises(AskError, match=r"/llms.txt: expected the whole text within 1 s, got only a part"):
        run(SOON)


def test_a_text_that_is_too_long_is_not_taken(site: Site, run: Fetch, folder: Path) -> None:
    assert failure(site, run, floods) == "expected at most 2000000 bytes, got more"
    assert sorted(path.name for path in folder.rglob("*.md")) == ["12.md"]


def test_half_a_text_is_none(site: Site, run: Fetch) -> None:
    assert "RemoteProtocolError: peer closed connection" in failure(site, run, cuts)


def test_a_compressed_text_is_not_taken(site: Site, run: Fetch) -> None:
    told = failure(site, run, replies(200, b"\x1f\x8b", Content_Encoding="gzip"))
    assert told == "expected the text as it is, got it compressed, which was not asked for"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!DOCTYPE html><title>Password</title>", "expected Markdown, got a page that asks for a password: the site"),
        ("\ufeff\n<html lang='zh'>请输入密码".encode(), "expected Markdown, got a page that asks for a password: the"),
        (b"<html><div id=root></div>", "expected Markdown, got an HTML page: the site is closed, or its owner has "),
        (b" \n", "expected Markdown, got an empty text"),
        (b"# \xff", "expected Markdown in UTF-8, got other bytes at 2"),
    ],
)
def test_what_is_no_markdown_is_told(site: Site, run: Fetch, body: bytes, told: str) -> None:
    assert failure(site, run, replies(200, body)).startswith(told)


def test_a_closed_site_is_told(site: Site, run: Fetch, folder: Path) -> None:
    site.texts["/llms.txt"] = "<!doctype html><form>Password: <input>"
    with pytest.raises(AskError, match=r"/llms.txt: expected Markdown, got a page that asks for a password: "):
        run()
    assert not folder.exists()


def test_a_list_of_nothing_makes_no_page_gone(site: Site, run: Fetch, folder: Path) -> None:
    site.publish("11e0")
    run()
    before = (folder / "manifest.json").read_bytes()
    site.texts["/llms.txt"] = "# Project\n- x [elsewhere](https://other.example/11e0.md)\n"
    with pytest.raises(AskError, match="got none that names a page of the site among 1 links"):
        run()
    assert (folder / "manifest.json").read_bytes() == before


def test_redirects_on_the_site_are_followed(site: Site, run: Fetch) -> None:
    site.publish("11e0")
    site.texts["/moved.md"] = "# moved\n"
    site.acts["/11e0.md"] = [replies(302, Location="/again.md")]
    site.acts["/again.md"] = [replies(301, Location=f"{site.url}/moved.md")]
    assert run().is_whole


def test_but_not_for_ever(site: Site, run: Fetch) -> None:
    assert failure(site, run, replies(302, Location="/11e0.md")) == "expected at most 3 redirects, got more"
    assert [path for path, _ in site.requests].count("/11e0.md") == 4


@pytest.mark.parametrize("scheme", ["http", "https", "file", "ftp"])
def test_redirects_elsewhere_are_not_followed(site: Site, run: Fetch, scheme: str) -> None:
    asked: list[str] = []

    def elsewhere(handler: object) -> None:
        asked.append(str(handler))

    with serving(elsewhere) as other:
        target = f"{scheme}://127.0.0.1:{other.server_port}/etc/passwd"
        told = failure(site, run, replies(302, Location=target))
    assert told == f"expected a page of the site, got a redirect to {target}; it is not followed"
    assert not asked


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("http://[", "expected a page of the site, got a redirect to http://[; it is not followed"),
        ("http://127.0.0.1:x/", "expected an answer, got RemoteProtocolError: Invalid URL in location header"),
        ("//user:pw@127.0.0.1/", "expected a page of the site, got a redirect to http://user:pw@127.0.0.1/; it"),
        ("data:,x", "expected an answer, got InvalidURL: "),
        ("\x80", "expected HTTP 200, got 404"),
        ("//", "expected at most 3 redirects, got more"),
    ],
)
def test_redirects_to_nonsense_are_told(site: Site, run: Fetch, target: str, told: str) -> None:
    assert failure(site, run, replies(302, Location=target)).startswith(told)


def test_strange_validators_are_not_sent_back(site: Site, run: Fetch) -> None:
    site.publish("11e0")
    site.acts["/11e0.md"] = [replies(200, b"# Page 11e0\n", ETag="\xe9" * 3, Last_Modified="x" * 9000)]
    run()
    site.asked()
    assert run().rows[0].outcome is Outcome.UNCHANGED
    assert [set(headers) & {"If-None-Match", "If-Modified-Since"} for _, headers in site.requests] == [set()] * 3


def test_a_304_that_nobody_asked_for_is_no_page(site: Site, run: Fetch) -> None:
    assert failure(site, run, replies(304)) == "expected HTTP 200, got 304"


def test_links_elsewhere_and_strange_ids_are_skipped(site: Site, run: Fetch, folder: Path) -> None:
    port = site.url.rpartition(":")[2]
    links = [
        ("https://other.example/1e0.md", f"it is not on {site.url}"),
        (f"https://127.0.0.1:{port}/2e0.md", f"it is not on {site.url}"),
        (f"http://user:secret@127.0.0.1:{port}/3e0.md", "expected http://host or https://host without user and"),
        ("file:///etc/4e0.md", "expected http://host or https://host without user and password, got file:"),
        ("../../etc/passwd", "expected a name that ends in <digits>e0.md or <digits>m0.md"),
        ("/..%2f..%2fetc/passwd.md", "expected a name that ends in"),
        ("/e0.md", "expected a name that ends in"),
        ("/٣e0.md", "expected a name that ends in"),
        ("/5d0.md", "d0 is neither an endpoint's page (e0) nor prose (m0)"),
        ("/other-11e0.md", "the id 11 stands twice; the first is fetched"),
        ("http://[/6e0.md", "Invalid IPv6 URL"),
        ("http://127.0.0.1:99999/7e0.md", "Port out of range 0-65535"),
    ]
    lines = [f"- a [t]({url}): d" for url, _ in [("/../../x-11e0.md", ""), *links]]
    site.texts["/llms.txt"] = "\n".join(lines)
    site.texts["/x-11e0.md"] = "# Page\n"
    summary = run()
    assert summary.is_whole
    assert [path.name for path in folder.rglob("*.md")] == ["11.md"]
    assert len(summary.listing.skipped) == len(links)
    for skipped, (_, why) in zip(summary.listing.skipped, links, strict=True):
        assert skipped.why.startswith(why), skipped


def test_titles_cannot_move_the_cursor(site: Site, run: Fetch) -> None:
    site.texts["/llms.txt"] = f"- f\x1b[2J [t\u202e\x07 [v2]](/11e0.md): d\n- f [{'x' * 500}](/12e0.md)\n"
    site.texts["/11e0.md"] = site.texts["/12e0.md"] = "# Page\n"
    told: list[str] = []
    first, second = run(tell=told.append).rows
    assert (first.folder, first.title) == ("f�[2J", "t�� [v2]")
    assert second.title == "x" * 120 + "…"
    assert all(line.isprintable() for line in told)


def test_a_file_is_there_in_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
