"""A site, a folder and a clock for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apifox.asking import Asker, Limits, new_client
from apifox.fetching import Summary, Wish, fetch
from tests.fetching.site import Clock, Site, running_site

Fetch = Callable[..., Summary]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pages"


@pytest.fixture
def run(site: Site, clock: Clock, folder: Path) -> Fetch:
    """Fetch the site into the folder."""

    def fetch_it(
        limits: Limits | None = None,
        proxy: str | None = None,
        tell: Callable[[str], None] | None = None,
        wish: Wish | None = None,
    ) -> Summary:
        with new_client(proxy) as client:
            asker = Asker(client, site.url, sleep=clock.sleep, now=clock.now, limits=limits)
            return fetch(asker, folder, wish or Wish(), clock.now, tell or (lambda _: None))

    return fetch_it
