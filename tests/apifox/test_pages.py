"""Every page in pages/ gives the facts and the doubts that stand beside it.

After a change of the reading, `python -m tests.apifox.test_pages` writes them anew, to be looked at before they are
committed.
"""

from pathlib import Path

import pytest
import yaml

from apifox.reading import Reading, read_page
from apifox.writing import page_yaml
from contract.documents import load_in_form, load_yaml
from contract.page_check import check_page
from contract.pages import Page
from contract.values import JsonObject

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".md"} and path.stem != "face-detection")
SCHEMA = Path(__file__).parents[2] / "spec" / "pages" / "schema" / "page.schema.yaml"


def _reading(path: Path) -> Reading:
    return read_page(path.read_bytes().decode(), slug=path.stem)


def _doubts(reading: Reading) -> list[str]:
    return [str(doubt) for doubt in reading.doubts]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_gives_its_facts_and_its_doubts(path: Path) -> None:
    expected: JsonObject = load_yaml(path.with_suffix(".yaml"))
    reading = _reading(path)
    assert reading.facts == expected["facts"]
    assert _doubts(reading) == expected["doubts"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_facts_are_in_the_form_of_spec_pages(path: Path, tmp_path: Path) -> None:
    reading = _reading(path)
    file = tmp_path / f"{path.stem}.yaml"
    file.write_text(page_yaml(reading.facts), encoding="utf-8")
    assert load_in_form(file, SCHEMA) == reading.facts


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_contradiction_of_tables_and_examples_is_declared(path: Path) -> None:
    """The edge "pages alone" finds nothing more, but for rows that are doubts."""
    reading = _reading(path)
    report = check_page(Page(reading.facts, path.name, ""))
    doubtful = {doubt.pointer.rpartition("/")[2] for doubt in reading.doubts if "/**/" in doubt.pointer}
    left = [one for one in report.mismatches if one.pointer.rpartition("/")[2] not in doubtful]
    assert left == [], report


def test_there_are_enough_of_them() -> None:
    assert len(PAGES) >= 12
    assert {path.suffix for path in PAGES} == {".txt", ".md"}


if __name__ == "__main__":
    for page in PAGES:
        read = _reading(page)
        facts = "".join(f"  {line}\n" for line in page_yaml(read.facts).splitlines())
        doubts = yaml.safe_dump({"doubts": _doubts(read)}, allow_unicode=True, width=1 << 20)
        page.with_suffix(".yaml").write_text(f"{doubts}facts:\n{facts}", encoding="utf-8")
