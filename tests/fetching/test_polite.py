"""A site that is busy or does not want to be asked; a proxy; TLS."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from apifox.asking import AskError, Limits, SiteError, new_client
from tests.fetching.conftest import Fetch
from tests.fetching.site import Clock, Proxy, Site, drips, replies, serving, unused_port


@pytest.mark.parametrize(
    ("said", "slept"),
    [("7", 7.0), ("0", 1.0), ("Mon, 23 Nov 2026 10:00:12 GMT", 10.0), ("Mon, 23 Nov 2020 10:00:00 GMT", 1.0)],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured(site: Site, run: Fetch, clock: Clock, status: int, said: str, slept: float) -> None:
    site.publish("11e0")
    site.acts["/11e0.md"] = [replies(status, Retry_After=said)]
    assert run().is_whole
    assert clock.slept == [1.0, 1.0, slept]


@pytest.mark.parametrize(
    "said", ["", "soon", "-1", "²", "Mon, 99 Nov 2026 10:00:12 GMT", "Mon, 1 Jan 9 9:9:9 +99999999999"]
)
def test_without_one_the_pauses_grow(site: Site, run: Fetch, clock: Clock, said: str) -> None:
    site.publish("11e0")
    site.acts["/11e0.md"] = [replies(503, Retry_After=said.encode().decode("latin-1"))] * 3
    assert run().is_whole
    assert clock.slept == [1, 1, 2, 4, 8]


@pytest.mark.parametrize("said", ["121", "9" * 400, "Mon, 23 Nov 2099 10:00:12 GMT"])
def test_who_asks_to_come_back_much_later_is_left_alone(site: Site, run: Fetch, clock: Clock, said: str) -> None:
    site.publish("11e0", "12e0", "13e0")
    site.acts["/12e0.md"] = [replies(429, Retry_After=said)]
    summary = run()
    assert summary.stopped is not None
    assert summary.stopped.startswith("HTTP 429; the next try is due in ")
    assert summary.stopped.endswith(" s, and 120 s in all is the longest that one text is waited for; run again later")
    assert summary.left == 1
    assert max(clock.slept) == 1.0
    site.asked()
    assert run().is_whole
    assert "/11e0.md" not in site.asked()


def test_the_waiting_for_one_page_has_an_end(site: Site, run: Fetch, clock: Clock) -> None:
    site.publish("11e0")
    site.acts["/11e0.md"] = [replies(429, Retry_After="50")] * 10
    summary = run(Limits(tries=100))
    assert not summary.is_whole
    assert clock.slept == [1, 1, 50, 50]


def test_a_site_that_is_not_there_is_told(site: Site, run: Fetch) -> None:
    site.url = f"http://127.0.0.1:{unused_port()}"
    with pytest.raises(SiteError, match=r"/robots.txt: expected an answer, got ConnectError: \[Errno 111\] Connection"):
        run()


def test_robots_are_followed(site: Site, run: Fetch, clock: Clock) -> None:
    site.publish("11e0", "12e0")
    site.texts["/robots.txt"] = "User-agent: *\nDisallow: /12\nCrawl-delay: 5\n"
    failed = run().rows[1]
    assert failed.text == f"{site.url}/robots.txt does not allow {site.url}/12e0.md; read it in a browser"
    assert site.asked() == ["/robots.txt", "/llms.txt", "/11e0.md"]
    assert clock.slept[:2] == [5.0, 5.0]


def test_robots_hold_for_redirects_too(site: Site, run: Fetch) -> None:
    site.publish("11e0")
    site.texts["/robots.txt"] = "User-agent: img-open-pages-fetch\nDisallow: /private\n"
    site.acts["/11e0.md"] = [replies(302, Location="/private/11e0.md")]
    assert "/robots.txt does not allow" in run().rows[0].text
    assert "/private/11e0.md" not in site.asked()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("User-agent: *\nDisallow: /\n", r"/llms.txt: .*/robots.txt does not allow .*/llms.txt; read it in a browser"),
        ("User-agent: *\nCrawl-delay: 900\n", "/robots.txt: it asks for 900 s between requests, more than 120 s"),
        (f"User-agent: *\nCrawl-delay: {'9' * 5000}\n", "/robots.txt: Exceeds the limit"),
        ("User-agent: *\nCrawl-delay: ²\n", "/robots.txt: invalid literal for int"),
    ],
)
def test_robots_that_want_nobody(site: Site, run: Fetch, text: str, told: str) -> None:
    site.publish("11e0")
    site.texts["/robots.txt"] = text
    with pytest.raises(AskError, match=told):
        run()
    assert "/11e0.md" not in site.asked()


@pytest.mark.parametrize(
    ("status", "told"), [(500, "expected HTTP 200, got 500"), (429, "HTTP 429"), (503, "HTTP 503")]
)
def test_robots_that_cannot_be_had_allow_nothing(site: Site, run: Fetch, status: int, told: str) -> None:
    site.publish("11e0")
    site.acts["/robots.txt"] = [replies(status)] * 4
    with pytest.raises(SiteError, match=f"/robots.txt: {told}$"):
        run()
    assert set(site.asked()) == {"/robots.txt"}


@pytest.mark.parametrize("status", [302, 403, 404])
def test_robots_that_are_not_there_allow_everything(site: Site, run: Fetch, status: int) -> None:
    site.publish("11e0")
    site.acts["/robots.txt"] = [replies(status, Location="https://other.example/")]
    assert run().is_whole


@pytest.mark.parametrize("by_environment", [True, False])
def test_it_works_behind_a_proxy(site: Site, run: Fetch, monkeypatch: pytest.MonkeyPatch, by_environment: bool) -> None:
    site.publish("11e0")
    proxy = Proxy()
    with serving(proxy.answer) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        if by_environment:
            monkeypatch.setenv("HTTP_PROXY", url)
        assert run(proxy=None if by_environment else url).is_whole
        assert [row.outcome for row in run(proxy=url).rows] == ["unchanged"]
    paths = [f"{site.url}{path}" for path in ("/robots.txt", "/llms.txt", "/11e0.md")]
    assert proxy.passed == paths * 2


@pytest.mark.parametrize("proxy", ["socks5://user:hush@host:1", "not an url", "ftp://user:hush@host"])
def test_a_proxy_that_is_none_is_refused_without_its_password(proxy: str) -> None:
    with pytest.raises(ValueError, match=r"the proxy: expected http://host:port, got what \w+ refuses") as caught:
        new_client(proxy)
    assert "hush" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_contact_is_sent_and_must_be_sendable() -> None:
    with new_client(contact="me@example.org") as client:
        assert client.headers["User-Agent"].endswith("one request at a time; me@example.org)")
    with pytest.raises(ValueError, match="the contact: expected printable ASCII, got 'x\\\\r\\\\nCookie: 1'"):
        new_client(contact="x\r\nCookie: 1")


@pytest.fixture
def over_tls(site: Site, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The site's URL over TLS, and the certificate that vouches for it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not there")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=x"]
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", "req", *made, *named], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(site.answer) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield f"https://127.0.0.1:{server.server_port}", certificate


def test_a_certificate_that_nobody_vouches_for_is_refused(over_tls: tuple[str, Path], site: Site, run: Fetch) -> None:
    site.url, _ = over_tls
    with pytest.raises(SiteError, match="CERTIFICATE_VERIFY_FAILED"):
        run()
    assert not site.requests


def test_one_that_the_user_vouches_for_is_taken_and_deadlines_hold(
    over_tls: tuple[str, Path], site: Site, run: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.url, certificate = over_tls
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    site.publish("11e0", "12e0")
    released = threading.Event()
    site.acts["/11e0.md"] = [drips(b"HTTP/1.1 200 OK\r\n\r\n", b"#", released)]
    summary = run(Limits(exchange_s=1))
    released.set()
    assert [row.outcome for row in summary.rows] == ["failed", "new"]
    assert summary.rows[0].text == "expected the whole text within 1 s, got only a part of it, or none"
