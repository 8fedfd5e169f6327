"""The server to call: where it is, what it is, with which keys."""

import ipaddress
import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from contract.secret_signs import without_query_values

ENVIRONMENT = ("IMG_OPEN_ACCESS_KEY_ID", "IMG_OPEN_ACCESS_KEY_SECRET")
BASE_URL = "IMG_OPEN_BASE_URL"


class WrongUse(ValueError):
    """A base URL, a key or a number that cannot be used; the text says which, and never a key."""


@dataclass(frozen=True)
class Target:
    """The server to call, and with which keys."""

    url: str
    kind: str
    keys: tuple[str, str] = field(repr=False)
    picture: str | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """The server in messages and results."""
        return without_query_values(self.url)


def target_of(base_url: str | None, kind: str | None, server: str, picture: str | None = None) -> Target | None:
    """The server to call, by the environment where nothing else is said; None when no keys are set. Raises WrongUse."""
    keys = tuple(os.environ.get(name, "") for name in ENVIRONMENT)
    if not all(keys):
        return None
    for name, key in zip(ENVIRONMENT, keys, strict=True):
        if not (key.isascii() and key.isprintable() and key == key.strip()):
            raise WrongUse(
                f"{name}: expected printable ASCII without spaces around it, got something else; set it anew"
            )
    url = checked_url(base_url or os.environ.get(BASE_URL) or server)
    return Target(url, kind or ("sandbox" if is_loopback(url) else "live"), (keys[0], keys[1]), picture)


def checked_url(url: str) -> str:
    """A base URL without its last slash. Raises WrongUse for one that would show keys to others."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise WrongUse("the base URL: expected https://host, got something that is no URL") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise WrongUse(f"the base URL: expected https://host, got {without_query_values(url)}")
    if parts.username is not None or parts.query or parts.fragment:
        raise WrongUse(
            "the base URL: expected no user, query or fragment in it, got one; keys come from the environment"
        )
    if parts.scheme == "http" and not is_loopback(url):
        raise WrongUse(f"the base URL: expected https off loopback, got http://{host}; keys would travel in clear")
    return url.rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether a URL is this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
