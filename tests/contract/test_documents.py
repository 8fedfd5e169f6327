"""Hand-written files are refused with a message that says what to write instead."""

from pathlib import Path

import pytest
import yaml

from contract.documents import FormError, load_in_form, load_yaml
from contract.pages import Entry, load_pages
from contract.pages_vs_spec import Deviation, load_deviations
from contract.values import ABSENT
from tests.contract.made_up import PAGE, changed

SPEC_FOLDER = Path(__file__).parents[2] / "spec"
SCHEMA = SPEC_FOLDER / "pages" / "schema" / "page.schema.yaml"


def _written(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), "utf-8")
    return path


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = _written(tmp_path / "a.yaml", "one: 1\ntwo: {x: 1, x: 2}\n")
    with pytest.raises(FormError, match=r"a\.yaml, line 2: the key 'x' stands twice; keep one of them"):
        load_yaml(path)


def test_what_an_alias_repeats_is_a_copy_of_its_own(tmp_path: Path) -> None:
    content = load_yaml(_written(tmp_path / "a.yaml", "one: &one {x: [1, {y: 2}]}\ntwo: *one\nmany: [*one, *one]\n"))
    content["one"]["x"][1]["y"] = 3
    content["many"][0]["x"].append(4)
    assert content == {
        "one": {"x": [1, {"y": 3}]},
        "two": {"x": [1, {"y": 2}]},
        "many": [{"x": [1, {"y": 2}, 4]}, {"x": [1, {"y": 2}]}],
    }


def test_what_is_no_yaml_or_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"a\.yaml: not YAML"):
        load_yaml(_written(tmp_path / "a.yaml", "[1"))
    with pytest.raises(FormError, match=r"a\.har: not JSON"):
        load_in_form(_written(tmp_path / "a.har", "{"), SCHEMA)


@pytest.mark.parametrize(
    ("pointer", "new", "told"),
    [
        ("/sumary", "x", "the whole file: unknown key 'sumary'; allowed: asynchronous, asynchronous_note, callback"),
        (
            "/request/boby",
            [],
            "/request: unknown key 'boby'; allowed: body, body_truncated, example",
        ),
        ("/request/body/0/maximun", 1, "/request/body/0: unknown key 'maximun'; allowed: default"),
        ("/response/200/fields/1/fields/0/kind", 1, "/response/200/fields/1/fields/0: unknown key 'kind'"),
        ("/request/body/0/type", "array[string]", "/request/body/0/type: 'array[string]' is not one of"),
        ("/contradictions", ["words alone"], "/contradictions/0: 'words alone' is not of type 'object'"),
        ("/title", ABSENT, "the whole file: 'title' is a required property"),
    ],
)
def test_a_page_out_of_its_form_is_refused(tmp_path: Path, pointer: str, new: object, told: str) -> None:
    path = _written(tmp_path / "paint.yaml", changed(PAGE, pointer, new))
    with pytest.raises(FormError) as error:
        load_in_form(path, SCHEMA)
    assert str(error.value).startswith(f"{path} is not in the form of {SCHEMA}:\n  {told}")


_ENTRY = {"slug": "paint", "title": "Paint", "known": "whole", "path": "/paint/{kind}"}


def _folder(tmp_path: Path, entry: dict[str, str], page: object, chinese: dict[str, str] | None = None) -> Path:
    index = {
        "site": "https://docs.example",
        "server": "https://api.example",
        "read": "2026-01-01",
        "groups": [{"name": "all", "pages": [_ENTRY | entry]}],
        "chinese_only": {"site": "https://zh.example", "pages": [chinese] if chinese else []},
    }
    _written(tmp_path / "index.yaml", index)
    _written(tmp_path / "paint.yaml", page)
    for schema in SCHEMA.parent.iterdir():
        _written(tmp_path / "schema" / schema.name, schema.read_text("utf-8"))
    return tmp_path


def test_a_folder_of_pages_is_read(tmp_path: Path) -> None:
    pages = load_pages(_folder(tmp_path, {}, PAGE))
    assert pages.entries["paint"].known == "whole"
    assert pages.pages["paint"].source == "https://docs.example/paint (spec/pages/paint.yaml)"


def test_a_page_that_only_the_chinese_site_has_is_an_entry(tmp_path: Path) -> None:
    chinese = {"slug": "sing", "title": "Sing", "known": "title", "group": "sound"}
    pages = load_pages(_folder(tmp_path, {}, PAGE, chinese))
    assert pages.entries == {
        "paint": Entry("paint", "Paint", "whole", "/paint/{kind}", "all", chinese_only=False),
        "sing": Entry("sing", "Sing", "title", None, "sound", chinese_only=True),
    }


@pytest.mark.parametrize("key", ["group", "path"])
def test_an_entry_lacks_nothing(tmp_path: Path, key: str) -> None:
    chinese = {"slug": "sing", "title": "Sing", "known": "part", "group": "sound", "path": "/sing"}
    del chinese[key]
    with pytest.raises(FormError, match=f"/chinese_only/pages/0: '{key}' is a required property"):
        load_pages(_folder(tmp_path, {}, PAGE, chinese))


def test_a_title_without_a_path_is_as_the_index_says(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {}, {**PAGE, "path": None})
    index = load_yaml(folder / "index.yaml")
    index["groups"][0]["pages"] = [{"slug": "paint", "title": "Paint", "known": "title"}]
    _written(folder / "index.yaml", index)
    assert load_pages(folder).pages["paint"].raw["path"] is None


@pytest.mark.parametrize(
    ("entry", "pointer", "new", "told"),
    [
        ({"slug": "draw"}, "/title", "Paint", "the index has no slug 'paint'; add it to index.yaml"),
        ({}, "/path", None, "its path is None, the index has '/paint/{kind}'; mend one of them"),
        ({"path": "/draw"}, "/title", "Paint", "its path is '/paint/{kind}', the index has '/draw'; mend one of them"),
        ({}, "/slug", "draw", "its slug is 'draw'; name the file draw.yaml, or mend the slug"),
        ({"knwon": "x"}, "/title", "Paint", "unknown key 'knwon'; allowed: known, path, slug, title"),
    ],
)
def test_a_page_must_be_as_the_index_says(
    tmp_path: Path, entry: dict[str, str], pointer: str, new: str | None, told: str
) -> None:
    with pytest.raises(FormError) as error:
        load_pages(_folder(tmp_path, entry, changed(PAGE, pointer, new)))
    assert told in str(error.value)


def test_a_slug_stands_in_the_index_once(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {}, PAGE)
    index = load_yaml(folder / "index.yaml")
    index["groups"].append(index["groups"][0])
    _written(folder / "index.yaml", index)
    with pytest.raises(FormError, match="the slug 'paint' stands twice"):
        load_pages(folder)


def _deviation(**changes: object) -> dict[str, object]:
    row = {"page": "a", "at": "/method", "page_says": 1, "spec_says": 2, "why": "w" * 20, "evidence": "e" * 10}
    return row | changes


def _deviations(tmp_path: Path, *rows: dict[str, object]) -> list[Deviation]:
    _written(tmp_path / "d.schema.yaml", (SPEC_FOLDER / "deviations.schema.yaml").read_text("utf-8"))
    return load_deviations(_written(tmp_path / "d.yaml", list(rows)))


@pytest.mark.parametrize(
    ("changes", "each"),
    [
        ({}, [("a", "/method")]),
        ({"page": ["a", "b"]}, [("a", "/method"), ("b", "/method")]),
        ({"at": ["/x", "/y"]}, [("a", "/x"), ("a", "/y")]),
        ({"page": ["a", "b"], "at": ["/x", "/y"]}, [("a", "/x"), ("a", "/y"), ("b", "/x"), ("b", "/y")]),
    ],
)
def test_a_deviation_of_several_pages_or_places_is_one_each(
    tmp_path: Path, changes: dict[str, object], each: list[tuple[str, str]]
) -> None:
    assert _deviations(tmp_path, _deviation(**changes)) == [Deviation(page, at, 1, 2) for page, at in each]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([_deviation(page=["a", "b"]), _deviation(page="b")], "b at /method is declared twice; keep one entry"),
        ([_deviation(at=["/x", "/y"]), _deviation(at="/y")], "a at /y is declared twice; keep one entry"),
        (
            [_deviation(page=["b", "a"], at=["/y", "/x"]), _deviation(at=["/x", "/z"])],
            "a at /x is declared twice; keep one entry",
        ),
        ([_deviation(why="because")], "/0/why: 'because' is too short"),
        ([_deviation(at="method")], "/0/at: 'method' does not match '^/'"),
        ([_deviation(at=["/x", "y"])], "/0/at/1: 'y' does not match '^/'"),
        ([_deviation(at=["/x", "/x"])], "/0/at: ['/x', '/x'] has non-unique elements"),
        ([_deviation(page=[])], "/0/page: [] should be non-empty"),
    ],
)
def test_a_deviation_out_of_its_form_or_declared_twice(
    tmp_path: Path, rows: list[dict[str, object]], told: str
) -> None:
    with pytest.raises(FormError) as error:
        _deviations(tmp_path, *rows)
    assert str(error.value).endswith(told)


def test_every_key_of_every_form_is_described() -> None:
    for path in [*SCHEMA.parent.iterdir(), SPEC_FOLDER / "deviations.schema.yaml"]:
        keys = _keys(load_yaml(path), "")
        silent = [place for place, node in keys if not node.keys() & {"description", "$ref"}]
        assert len(keys) > 5
        assert silent == [], f"{path.name}: a key without a description"


def _keys(node: object, place: str) -> list[tuple[str, dict[str, object]]]:
    if not isinstance(node, dict):
        return []
    own = [(f"{place}/{name}", child) for name, child in node.get("properties", {}).items() if place[-3:] != "/if"]
    return own + [found for name, child in node.items() for found in _keys(child, f"{place}/{name}")]
