"""Texts that go into a file: without secrets, and no longer than somebody reads."""

import os
from collections.abc import Mapping
from unicodedata import category

from contract.secret_signs import hidden

KEYS = ("IMG_OPEN_ACCESS_KEY_ID", "IMG_OPEN_ACCESS_KEY_SECRET")
LONGEST = 4000  # characters
_UNSEEN = {"Cc", "Cf", "Cs"}
_SHORTEST = 6  # characters of a key; a shorter one would blacken words


def safe(text: str, environment: Mapping[str, str] = os.environ, *, longest: int = LONGEST) -> str:
    """The text with the user's keys, and whatever looks like a secret, taken out; cut where it is too long."""
    for name in KEYS:
        key = environment.get(name, "")
        if len(key) >= _SHORTEST:
            text = text.replace(key, "[key]")
    shown, _ = hidden(visible(text))  # before the cut, or half a secret would be left that nothing recognises
    return shown if len(shown) <= longest else f"{shown[:longest]}... ({len(shown)} characters)"


def visible(text: str) -> str:
    """The text with what is unseen and steers what is around it (ESC, writing from right to left) as its escape."""
    return "".join(f"\\u{ord(c):04x}" if category(c) in _UNSEEN and c not in "\n\t" else c for c in text)
