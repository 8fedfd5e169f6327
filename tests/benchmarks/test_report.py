"""What is kept of a figure, and how it reads."""

import json
import platform
from pathlib import Path
from typing import Any

from benchmarks.report import Figure, Target, as_json, as_markdown, machine, table, write

FIGURE = Figure(
    name="call",
    title="CPU of a call",
    how="How it was done.",
    columns=("peer", "ratio"),
    rows=[("httpx post", "0.85 (0.83 to 0.88)"), ("httpcore", "1.60 (1.50 to 1.70)")],
    targets=[Target("over httpx", 0.8512, 0.95), Target("over httpcore", 1.6, 1.0)],
    samples={"ours": [1.0, 2.0]},
)
TABLE = """\
| peer       | ratio               |
|------------|---------------------|
| httpx post | 0.85 (0.83 to 0.88) |
| httpcore   | 1.60 (1.50 to 1.70) |"""


def kept(name: str, *, quick: bool = False) -> dict[str, Any]:
    return {**as_json(FIGURE, quick=quick), "title": f"Figure {name}"}


def test_a_table_lines_up() -> None:
    assert table(FIGURE.columns, FIGURE.rows) == TABLE


def test_the_page_has_table_targets_and_the_machine() -> None:
    page = as_markdown({"call": as_json(FIGURE, quick=False)})
    assert page.startswith("# Benchmarks\n")
    assert f"## CPU of a call\n\nHow it was done.\n\n{TABLE}\n" in page
    assert "- over httpx: 0.851, target at most 0.95: met\n- over httpcore: 1.6, target at most 1: missed\n" in page
    assert f"CPython {platform.python_version()}" in page
    assert "quick run" not in page


def test_a_quick_run_says_so() -> None:
    assert "How it was done. A quick run: too few rounds to trust." in as_markdown({"call": kept("call", quick=True)})


def test_figures_of_earlier_runs_stay(tmp_path: Path) -> None:
    order = ["call", "import", "decode"]
    write(tmp_path, {"decode": kept("decode"), "call": kept("old")}, order)
    write(tmp_path, {"call": kept("new")}, order)
    found = json.loads((tmp_path / "results.json").read_text())
    assert list(found) == ["call", "decode"]
    assert found["call"]["title"] == "Figure new"
    assert found["call"]["samples"] == {"ours": [1.0, 2.0]}
    assert found["call"]["targets"][1] == {"what": "over httpcore", "value": 1.6, "limit": 1.0, "met": False}
    page = (tmp_path / "RESULTS.md").read_text()
    assert page.index("## Figure new") < page.index("## Figure decode")
    assert "Figure old" not in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["RESULTS.md", "results.json"]


def test_a_figure_that_is_no_more_goes(tmp_path: Path) -> None:
    write(tmp_path, {"gone": kept("gone")}, ["gone"])
    write(tmp_path, {"call": kept("call")}, ["call"])
    assert list(json.loads((tmp_path / "results.json").read_text())) == ["call"]


def test_the_machine_has_neither_paths_nor_a_name() -> None:
    facts = machine()
    assert set(facts) == {"python", "system", "cores", "packages", "date"}
    text = " ".join(facts.values())
    assert platform.node() not in text
    assert str(Path.home()) not in text
    assert "/" not in text
    assert "httpx 0." in facts["packages"]
