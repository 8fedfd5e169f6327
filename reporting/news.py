"""What changed in the contract since the last release."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from changes.change import alike
from changes.specs import compare_specs
from changes.telling import counted, who
from contract.mismatch import show
from contract.spec import Spec, load_spec

FOLDER = "released"


class New(NamedTuple):
    """One change, or several that say the same of several operations."""

    level: str
    rule: str
    operations: str
    pointer: str
    before: str
    after: str
    text: str


@dataclass(frozen=True)
class News:
    """The changes since a release: breaking ones first; `told` counts them."""

    version: str
    told: str
    changes: list[New]


def read_news(root: Path, spec: Spec) -> News | None:
    """What changed since the last release; None where there was none. Raises FormError and OSError."""
    folder = root / FOLDER
    if not folder.exists():
        return None
    found = compare_specs(load_spec(folder / "spec" / "openapi.yaml"), spec)
    groups = [(group, group[0]) for group in alike(found)]
    return News(
        version=(folder / "VERSION").read_text("utf-8").strip(),
        told=counted(found) if found else "nothing",
        changes=[
            New(one.level.value, one.rule, who(group), one.pointer, show(one.before), show(one.after), one.text)
            for group, one in groups
        ],
    )
