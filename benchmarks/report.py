"""Figures, and the two files in which they are kept."""

import json
import os
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

# sniffio because httpcore's async pool looks for it several times a request, which is slow where it is not installed.
_PACKAGES = ("httpx", "httpcore", "h11", "anyio", "sniffio", "attrs", "pydantic", "pydantic-core")
_MARK = {True: "met", False: "missed", None: "-"}


@dataclass(frozen=True)
class Target:
    """What a figure is to be at most."""

    what: str
    value: float
    limit: float

    @property
    def met(self) -> bool:
        """Whether it is."""
        return self.value <= self.limit


@dataclass(frozen=True)
class Figure:
    """One benchmark's outcome: a table, what it means, and the numbers behind it."""

    name: str
    title: str
    how: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    targets: Sequence[Target] = ()
    samples: Mapping[str, Any] = field(default_factory=dict)
    """The raw numbers, for results.json."""


def machine() -> dict[str, str]:
    """What matters for the numbers; neither paths nor names of hosts."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
        "packages": ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def as_json(figure: Figure, *, quick: bool) -> dict[str, Any]:
    """A figure as it stands in results.json, with the facts of its own run."""
    targets = [{**asdict(target), "met": target.met} for target in figure.targets]
    return {**asdict(figure), "targets": targets, "quick": quick, "machine": machine()}


def write(folder: Path, figures: Mapping[str, Mapping[str, Any]], order: Sequence[str]) -> None:
    """Write results.json and RESULTS.md; figures of earlier runs that are not among these stay."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "results.json"
    earlier = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    found = {**earlier, **figures}
    found = {name: found[name] for name in order if name in found}
    # Each beside its place first: a run that is killed here leaves the old results whole.
    for path, text in ((kept, json.dumps(found, indent=1) + "\n"), (folder / "RESULTS.md", as_markdown(found))):
        beside = path.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)


def as_markdown(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """All figures as one page."""
    head = (
        "# Benchmarks\n\n"
        'Written by "make bench"; do not edit. Each figure is measured beside its peers in alternating rounds of the'
        " same run: medians of the rounds, in brackets the quartiles. Ratios are ours over the peer's, taken round by"
        " round; below 1 the client is the lighter. CPU is the client process's own, user and system.\n"
    )
    return "\n".join([head, *(_section(figure) for figure in figures.values())])


def _section(figure: Mapping[str, Any]) -> str:
    facts = figure["machine"]
    quick = " A quick run: too few rounds to trust." if figure["quick"] else ""
    lines = [f"## {figure['title']}", "", figure["how"] + quick, "", table(figure["columns"], figure["rows"])]
    if figure["targets"]:
        lines.append("")
        lines += [
            f"- {target['what']}: {target['value']:.3g}, target at most {target['limit']:g}: {_MARK[target['met']]}"
            for target in figure["targets"]
        ]
    measured = f"{facts['date']}, {facts['python']}, {facts['system']}, {facts['cores']} cores; {facts['packages']}"
    return "\n".join([*lines, "", f"Measured {measured}.", ""])


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table that reads well as plain text too."""
    cells = [list(columns), *(list(row) for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(columns))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
