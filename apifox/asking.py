"""Ask a site for one text after another: politely, and with a bound on everything that the site could make of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import httpx

from apifox.deadlines import Deadline
from apifox.llms import origin, printable

AGENT = "img-open-pages-fetch"
_TOKEN_LENGTH = 500
_BUSY = {429, 502, 503, 504}
_PASSING = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
_PASSWORD = re.compile("password|密码|密碼", re.IGNORECASE)


class AskError(Exception):
    """A text did not come; the text of the error says what was expected and what came instead."""


class SiteError(AskError):
    """As AskError, and asking for another text now would be of no use, or impolite."""


class ElsewhereError(AskError):
    """A redirect that leads away from the site."""


class StatusError(AskError):
    """Another HTTP status than was expected."""

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.status = status


class BusyError(StatusError):
    """A failure that may pass, and did not while we tried. Where no answer came at all, its status is 503.

    `wait_s` is what the site asks to wait, if it does.
    """

    def __init__(self, text: str, wait_s: float | None, status: int = 503) -> None:
        super().__init__(text, status)
        self.wait_s = wait_s


@dataclass(frozen=True)
class Limits:
    """What a site can take of us. Times are in seconds; `exchange_s` is for one request with its redirects."""

    pause_s: float = 1.0
    exchange_s: float = 60.0
    waiting_s: float = 120.0  # in all for one text, when the site is busy or the connection fails
    tries: int = 4
    redirects: int = 3
    text_bytes: int = 2_000_000


class Validators(NamedTuple):
    """What tells the site which state of a text is there already."""

    etag: str | None = None
    last_modified: str | None = None


class Answer(NamedTuple):
    """A text as it came, or nothing where the one that is there already is still current."""

    content: bytes | None
    validators: Validators


class Asker:
    """Asks a site, one request at a time with a pause between.

    The client should have one connection, as `new_client` makes it.
    """

    def __init__(
        self,
        client: httpx.Client,
        site: str,
        *,
        sleep: Callable[[float], None],
        now: Callable[[], datetime],
        limits: Limits | None = None,
    ) -> None:
        """Raises ValueError when the site is no plain http or https URL."""
        origin(site)
        if "?" in site or "#" in site:
            raise ValueError(f"expected a site's URL without query and fragment, got {printable(site)}")
        self.site = site.rstrip("/")
        self._client = client
        self._sleep = sleep
        self._now = now
        self._limits = limits or Limits()
        self._pause = self._limits.pause_s
        self._robots = RobotFileParser()
        self._robots.parse([])
        self._deadline = Deadline()
        self._has_asked = False

    def read_robots(self) -> None:
        """Follow the site's robots.txt from now on. Raises SiteError when it cannot be had."""
        url = urljoin(self.site, "/robots.txt")
        try:
            answer = self._ask(url, Validators())
            self._robots.parse((answer.content or b"").decode("utf-8", "replace").splitlines())
        except ElsewhereError:
            return
        except StatusError as error:
            # RFC 9309, 2.3.1: then everything is allowed; with a 5xx, or where nobody answers, nothing is.
            if error.status < 500 and not isinstance(error, BusyError):
                return
            raise SiteError(f"{url}: {error}") from error
        except (AskError, ValueError) as error:
            raise SiteError(f"{url}: {error}") from error
        delay = int(self._robots.crawl_delay(AGENT) or 0)
        if delay > self._limits.waiting_s:
            raise SiteError(f"{url}: it asks for {delay} s between requests, more than {self._limits.waiting_s:g} s")
        self._pause = max(self._pause, delay)

    def text(self, url: str, there: Validators | None = None) -> Answer:
        """A Markdown text of the site, unless it is as it was. Raises AskError when something else came, or nothing."""
        if origin(url) != origin(self.site):
            raise AskError(f"expected a page of {self.site}, got {printable(url)}")
        answer = self._ask(url, there or Validators())
        if answer.content is not None:
            _check_markdown(answer.content)
        return answer

    def _ask(self, url: str, there: Validators) -> Answer:
        waited, wait = 0.0, 0.0
        for left in range(self._limits.tries - 1, -1, -1):
            self._wait(wait)
            try:
                return self._exchange(url, there)
            except BusyError as error:
                wait = 2.0 ** (self._limits.tries - left) if error.wait_s is None else error.wait_s
                if waited + wait > self._limits.waiting_s:
                    raise SiteError(
                        f"{error}; the next try is due in {wait:g} s, and {self._limits.waiting_s:g} s in all is the "
                        "longest that one text is waited for; run again later"
                    ) from error
                if not left:
                    raise
                waited += wait
        raise AssertionError("the loop above returns or raises")

    def _wait(self, seconds: float) -> None:
        if self._has_asked:
            self._sleep(max(seconds, self._pause))
        self._has_asked = True

    def _exchange(self, url: str, there: Validators) -> Answer:
        seconds = self._limits.exchange_s
        late = AskError(f"expected the whole text within {seconds:g} s, got only a part of it, or none")
        try:
            with self._deadline.within(seconds):
                answer = self._follow(url, there)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            if self._deadline.has_passed:
                raise late from error
            told = f"{type(error).__name__}: {printable(str(error))}"
            if isinstance(error, _PASSING):
                raise BusyError(f"expected an answer, got {told}", None) from error
            raise AskError(f"expected an answer, got {told}") from error
        # Where a body ends with its connection, cutting that off looks like its end.
        if self._deadline.has_passed:
            raise late
        return answer

    def _follow(self, url: str, there: Validators) -> Answer:
        sent = {"If-None-Match": there.etag, "If-Modified-Since": there.last_modified}
        headers = {name: value for name, value in sent.items() if value is not None}
        for _ in range(self._limits.redirects + 1):
            if not self._robots.can_fetch(AGENT, url):
                raise AskError(f"{self.site}/robots.txt does not allow {printable(url)}; read it in a browser")
            extensions = {"trace": self._deadline.trace}
            with self._client.stream(
                "GET", url, headers=headers, extensions=extensions, follow_redirects=False
            ) as response:
                if not response.has_redirect_location:
                    return self._answer(response, has_validators=bool(headers))
                url = _target(response)
        raise AskError(f"expected at most {self._limits.redirects} redirects, got more")

    def _answer(self, response: httpx.Response, *, has_validators: bool) -> Answer:
        validators = Validators(_token(response, "ETag"), _token(response, "Last-Modified"))
        if response.status_code in _BUSY:
            raise BusyError(f"HTTP {response.status_code}", self._retry_after(response), response.status_code)
        if response.status_code == 304 and has_validators:
            return Answer(None, validators)
        if response.status_code != 200:
            raise StatusError(f"expected HTTP 200, got {response.status_code}", response.status_code)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise AskError("expected the text as it is, got it compressed, which was not asked for")
        content = bytearray()
        for piece in response.iter_raw(65_536):
            content += piece
            if len(content) > self._limits.text_bytes:
                raise AskError(f"expected at most {self._limits.text_bytes} bytes, got more")
        return Answer(bytes(content), validators)

    def _retry_after(self, response: httpx.Response) -> float | None:
        """What the site asks to wait, in seconds; nothing where it does not say, or not in a known form."""
        said = response.headers.get("Retry-After", "").strip()
        if said.isascii() and said.isdecimal():
            return float(said)
        try:
            when = parsedate_to_datetime(said)
        except (ValueError, TypeError, OverflowError):
            return None
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0.0, (when - self._now()).total_seconds())


def _token(response: httpx.Response, name: str) -> str | None:
    """A header that is to be sent back one day; nothing when that could not be done."""
    value = str(response.headers.get(name, ""))
    return value if value.isascii() and value.isprintable() and 0 < len(value) <= _TOKEN_LENGTH else None


def _target(response: httpx.Response) -> str:
    here = str(response.request.url)
    target = response.headers["Location"]
    try:
        target = urljoin(here, target)
        is_here = origin(target) == origin(here)
    except ValueError:
        is_here = False
    if not is_here:
        raise ElsewhereError(f"expected a page of the site, got a redirect to {printable(target)}; it is not followed")
    return target


def _check_markdown(content: bytes) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AskError(f"expected Markdown in UTF-8, got other bytes at {error.start}") from error
    if not text.strip():
        raise AskError("expected Markdown, got an empty text")
    if text.lstrip()[:14].lower().startswith(("<!doctype html", "<html")):
        what = "a page that asks for a password" if _PASSWORD.search(text) else "an HTML page"
        raise AskError(
            f"expected Markdown, got {what}: the site is closed, or its owner has switched the export off; "
            "read the page in a browser, copy its text, and give that to make transcribe"
        )


def new_client(proxy: str | None = None, contact: str | None = None) -> httpx.Client:
    """A client that says who asks, with one connection and TLS verified; HTTPS_PROXY holds unless a proxy is given.

    Raises ValueError when proxy or contact cannot be sent.
    """
    who = f"{AGENT}/1 (unofficial contract kit, one request at a time{f'; {contact}' if contact else ''})"
    if not (who.isascii() and who.isprintable()):
        raise ValueError(f"the contact: expected printable ASCII, got {contact!r}")
    try:
        return httpx.Client(
            proxy=proxy,
            headers={
                "User-Agent": who,
                "Accept": "text/markdown, text/plain, */*;q=0.1",
                "Accept-Encoding": "identity",
            },
            timeout=httpx.Timeout(30, connect=15),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
        )
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        told = f"the proxy: expected http://host:port, got what {type(error).__name__} refuses; SOCKS is not built in"
        raise ValueError(told) from None  # the error may repeat the proxy's password
