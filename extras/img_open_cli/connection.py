"""The client that a command works with."""

import os
from pathlib import Path
from typing import Any

from img_open import ImgOpen
from img_open.errors import ConfigurationError

from .exits import CliError, Exit
from .settings import BASE_URL, KEY_ID, KEY_SECRET, Settings

_ARGUMENTS = {KEY_ID: "access_key_id", KEY_SECRET: "access_key_secret", BASE_URL: "base_url"}


def connect(settings: Settings) -> ImgOpen:
    """Make the client; the keys come from the file or from the environment, never from the command line.

    Raises CliError for a file that cannot be read and for missing keys.
    """
    given: dict[str, Any] = {} if settings.env_file is None else _read(settings.env_file)
    if settings.base_url is not None:
        given["base_url"] = settings.base_url
    if settings.request_timeout is not None:
        given["timeout"] = settings.request_timeout
    if settings.max_retries is not None:
        given["max_retries"] = settings.max_retries
    if settings.strict:
        given["strict"] = True
    try:
        return ImgOpen(**given)
    except ConfigurationError as error:
        keyless = any(_ARGUMENTS[name] not in given and not os.environ.get(name) for name in (KEY_ID, KEY_SECRET))
        hint = "; or name a file that has the keys with --env-file" if keyless else ""
        raise CliError(Exit.CONFIGURATION, f"{error}{hint}") from error


def _read(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise CliError(Exit.CONFIGURATION, f"--env-file {file}: cannot be read: {why}") from error
    found = {}
    for number, line in enumerate(lines, 1):
        text = line.strip().removeprefix("export ").strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name.isidentifier():
            # The line itself may hold a key, so it is not shown.
            raise CliError(Exit.CONFIGURATION, f"--env-file {file}: line {number}: expected NAME=value")
        if name in _ARGUMENTS:
            found[_ARGUMENTS[name]] = _unquoted(value)
    return found


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
