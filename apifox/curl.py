"""Read the curl sample of a page: where it sends the request, with which headers and which body."""

import json
import re
import shlex
from typing import NamedTuple
from urllib.parse import urlsplit

from apifox.limits import json_at
from contract.values import Json

MAX_SIZE = 64_000  # characters; a longer sample is no sample
_DATA = {"-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"}
_HOST = re.compile(r"[a-z0-9.-]{1,253}(?::[0-9]{1,5})?")


class Sample(NamedTuple):
    """A curl call. `server` is None where no host stands in it, `body` where no JSON body does."""

    method: str | None
    server: str | None
    path: str | None
    headers: dict[str, str]
    body: Json


def read_curl(text: str) -> Sample:
    """The call in a shell's text. Raises ValueError where the quotes do not close, or the text is too long."""
    if len(text) > MAX_SIZE:
        raise ValueError(f"it has more than {MAX_SIZE} characters")
    words = shlex.split(text.replace("\\\n", " "))
    method, url, headers, body = None, None, {}, None
    at = 1
    while at < len(words):
        word, value = words[at], words[at + 1] if at + 1 < len(words) else ""
        at += 2
        if word in {"-X", "--request"}:
            method = value.upper()
        elif word in {"-H", "--header"}:
            name, _, sent = value.removesuffix(";").partition(":")  # a name with ; is curl's way to send it empty
            headers[name.strip()] = sent.strip()
        elif word in _DATA:
            body = value
        elif word == "--url":
            url = value
        elif word in {"-F", "--form", "--data-urlencode", "-u", "--user"}:
            continue
        else:
            at -= 1
            url = word if not word.startswith("-") and url is None else url
    server, path = _split(url)
    return Sample(method, server, path, headers, _json(body))


def _split(url: str | None) -> tuple[str | None, str | None]:
    if not url:
        return None, None
    if "://" not in url:
        return None, url.partition("?")[0] if url.startswith("/") else None
    return server_of(url), urlsplit(url).path or "/"


def server_of(url: str) -> str | None:
    """Scheme and host of an https URL, without what may stand before an @; None where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = parts.netloc.rpartition("@")[2].lower()
    return f"https://{host}" if parts.scheme == "https" and _HOST.fullmatch(host) else None


def _json(body: str | None) -> Json:
    if body is None:
        return None
    try:
        value, end = json_at(body, len(body) - len(body.lstrip()))
    except (ValueError, json.JSONDecodeError):
        return None
    return value if not body[end:].strip() else None
