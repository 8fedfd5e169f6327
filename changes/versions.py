"""Which version comes next, by Semantic Versioning.

Before 1.0.0 a breaking change moves the minor number, and anything else the patch number. From 1.0.0 on a breaking
change moves the major number, an addition the minor number, and anything else the patch number.
"""

import re
from typing import NamedTuple

from changes.change import Level

_FORM = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")


class Version(NamedTuple):
    """A released version; there are no pre-releases."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return ".".join(map(str, self))


def parse(text: str) -> Version:
    """Read X.Y.Z. Raises ValueError."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"expected a version X.Y.Z of three numbers, got {text!r}")
    return Version(*map(int, found.groups()))


def following(last: Version, level: Level) -> Version:
    """The smallest version that declares changes of this level, or of one that matters less."""
    major, minor, patch = last
    if level is Level.BREAKING:
        return Version(0, minor + 1, 0) if major == 0 else Version(major + 1, 0, 0)
    if level is Level.ADDITIVE and major:
        return Version(major, minor + 1, 0)
    return Version(major, minor, patch + 1)
