"""Whether every breaking change of the client since its release is declared: by the version, or one by one."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from contract.documents import load_in_form
from contract.values import JsonObject
from shipping.public_api import Addition, Breakage, additions, breakages

SCHEMA = Path(__file__).parent / "allowed.schema.yaml"


class GateError(ValueError):
    """What is to be compared cannot be read; the text says which file and what to do."""


class Version(NamedTuple):
    """A version of the client."""

    major: int
    minor: int
    patch: int

    @classmethod
    def of(cls, text: str, where: str) -> Self:
        """Read it. Raises GateError."""
        found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", text.strip())
        if not found:
            raise GateError(f"{where}: expected a version such as 0.3.0, got {text.strip()!r}")
        return cls(*map(int, found.groups()))

    def __str__(self) -> str:
        return ".".join(map(str, self))

    @property
    def next_breaking(self) -> "Version":
        """The lowest version that may break: 0.x promises to its minor version, else the major one does."""
        return Version(0, self.minor + 1, 0) if self.major == 0 else Version(self.major + 1, 0, 0)


@dataclass(frozen=True)
class Verdict:
    """What changed since the release, and what of it nobody declared."""

    released: Version
    now: Version
    breaking: tuple[Breakage, ...]
    added: tuple[Addition, ...]
    allowed: dict[tuple[str, str], str]

    @property
    def is_declared_by_version(self) -> bool:
        """Whether the version moved so far that it may break."""
        return self.now >= self.released.next_breaking

    @property
    def undeclared(self) -> list[Breakage]:
        """Those changes for which neither version nor list speaks."""
        if self.is_declared_by_version:
            return []
        return [change for change in self.breaking if (change.rule, change.name) not in self.allowed]

    @property
    def stale(self) -> list[tuple[str, str]]:
        """Entries of the list for which there is no change."""
        return sorted(self.allowed.keys() - {(change.rule, change.name) for change in self.breaking})

    @property
    def ok(self) -> bool:
        """Whether nothing is undeclared and nothing stale."""
        return not self.undeclared and not self.stale

    def __str__(self) -> str:
        lines = [f"public API of {self.now} beside {self.released}: {self._counts}"]
        lines += [f"  {change.rule}: {change.text} ({self._how(change)})" for change in self.breaking]
        if self.undeclared:
            lines.append(
                f"{len(self.undeclared)} undeclared: keep the old names, or raise info.version in spec/openapi.yaml to "
                f"{self.released.next_breaking}, or say in released/allowed.yaml with rule, name and reason why it "
                "hurts nobody:"
            )
            lines += [f"  - {{rule: {row.rule}, name: {_quoted(row.name)}, reason: ...}}" for row in self.undeclared]
        lines += [
            f"released/allowed.yaml: {rule} of {name} is allowed, and there is no such change; remove the entry"
            for rule, name in self.stale
        ]
        return "\n".join(lines)

    @property
    def _counts(self) -> str:
        undeclared = f", {len(self.undeclared)} of them undeclared" if self.breaking else ""
        counts = (_counted(len(self.breaking), "breaking change"), _counted(len(self.added), "addition"))
        return f"{counts[0]}{undeclared}, {counts[1]}"

    def _how(self, change: Breakage) -> str:
        if (change.rule, change.name) in self.allowed:
            return f"allowed: {self.allowed[change.rule, change.name]}"
        return "declared by the version" if self.is_declared_by_version else "undeclared"

    def as_json(self) -> JsonObject:
        """The same for programs."""
        return {
            "released": str(self.released),
            "now": str(self.now),
            "ok": self.ok,
            "breaking": [
                row._asdict() | {"declared": row not in self.undeclared, "how": self._how(row)} for row in self.breaking
            ],
            "additions": [row._asdict() for row in self.added],
            "stale": [{"rule": rule, "name": name} for rule, name in self.stale],
        }


def judge(before: JsonObject, after: JsonObject, released: Version, now: Version, allowed: Path) -> Verdict:
    """Compare two states of the public API. Raises FormError for a list that is not in its form, FormChanged."""
    rows = load_in_form(allowed, SCHEMA) if allowed.is_file() else []
    reasons = {(row["rule"], row["name"]): row["reason"] for row in rows}
    return Verdict(released, now, tuple(breakages(before, after)), tuple(additions(before, after)), reasons)


def read_version(path: Path) -> Version:
    """The version that was released. Raises GateError."""
    try:
        return Version.of(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeError) as error:
        raise GateError(f"{path}: expected the released version, got: {error}") from error


def read_state(path: Path) -> JsonObject:
    """A public API that was written before. Raises GateError."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise GateError(f"{path}: expected the public API of a release, got: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("names"), dict):
        raise GateError(f"{path}: expected the public API of a release, got other JSON; make release writes it")
    return found


def written(state: JsonObject) -> str:
    """The text in which a public API is kept."""
    return json.dumps(state, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _quoted(name: str) -> str:
    return json.dumps(name) if re.search(r"[^\w.]", name) else name
