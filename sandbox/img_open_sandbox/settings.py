"""What one run of the sandbox is told."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from img_open_sandbox.progress import Progress

# Public constants, no secrets: fixed, so that a program keeps working when the sandbox is started again.
DEFAULT_KEY_ID = "sandbox-key-id"
DEFAULT_KEY_SECRET = "sandbox-key-secret"  # noqa: S105 - public on purpose, opens nothing but a loopback port
DEFAULT_PORT = 8787


@dataclass(frozen=True)
class Settings:
    """``state`` is a folder; times are seconds; ``clock`` gives seconds since 1970."""

    state: Path
    base_url: str = f"http://127.0.0.1:{DEFAULT_PORT}"
    key_id: str = field(default=DEFAULT_KEY_ID, repr=False)
    key_secret: str = field(default=DEFAULT_KEY_SECRET, repr=False)
    progress: Progress | None = None  # None: what the state folder remembers, else now
    loopback_only: bool = False
    speed: float = 1.0
    fetch_timeout: float = 10.0
    clock: Callable[[], float] = time.time
    random: Random = field(default_factory=Random)
    faults: tuple[Mapping[str, Any], ...] = ()  # planted at the start, in planting.py's form
