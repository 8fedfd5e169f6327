"""The findings as one self-contained HTML page."""

import base64
import hashlib
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from contract.mismatch import EDGES, show
from contract.values import Json
from reporting.findings import Findings
from reporting.hiding import visible
from reporting.matrix import anchor, plural
from reporting.verdict import verdict

_TEMPLATES = Path(__file__).parent / "templates"
_SHORT = 60  # characters of a value in a line that is opened to see the whole


class Heading(NamedTuple):
    """An edge as the page names it."""

    name: str
    words: list[str]
    one: str
    other: str
    title: str


def html(found: Findings) -> str:
    """The page. Every text is escaped, whatever it is from: what stands in witnesses is not to be trusted."""
    style = (_TEMPLATES / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("index.html.jinja")
        .render(
            found=found,
            verdict=verdict(found),
            edges=headings(),
            failing=found.matrix.failing,
            broken=found.broken,
            problems=found.problems,
            style=Markup(style),  # noqa: S704 - our own file; the policy's hash is of these very bytes
            style_hash=Markup(f"sha256-{digest}"),  # noqa: S704 - base64
        )
    )


def headings() -> dict[str, Heading]:
    """Every edge; planted drifts are the suite's own."""
    return {
        name: Heading("the suite itself", ["the suite", "itself"], edge.one, edge.other, "planted drifts are noticed")
        if name == "drill"
        else Heading(name, name.split("-"), edge.one, edge.other, f"what {edge.one}, beside what {edge.other}")
        for name, edge in EDGES.items()
    }


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(short=_short, shown=_shown)
    environment.globals.update(anchor=anchor, plural=plural)
    return environment


def _seen(value: object) -> object:
    """Every text that is printed as one that steers nothing; what is markup already came through here."""
    return visible(value) if type(value) is str else value


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def _shown(value: Json) -> str:
    return value if isinstance(value, str) else show(value)
