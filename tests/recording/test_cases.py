"""Case files: what is refused with file and place, and how one answer goes into the next call."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from contract.documents import FormError
from contract_tests.witnesses import ROOT, SPEC
from recording.cases import SCHEMA, CaseError, Values, load_case, load_cases

FOLDER = ROOT / "contract_tests" / "cases"
GOOD: dict[str, Any] = {"about": "x", "operationId": "listModels", "costs": False}


def _load(tmp_path: Path, name: str = "some.yaml", **changes: Any) -> Any:
    path = tmp_path / name
    path.write_bytes(yaml.safe_dump({**GOOD, **changes}).encode())
    return load_case(path, SPEC, FOLDER / SCHEMA)


def test_every_submit_of_the_repository_is_said_to_cost() -> None:
    cases = load_cases([], SPEC, FOLDER)
    assert {step.operation.operation_id for case in cases if not case.costs for step in case.steps} == {
        "listModels",
        "queryTaskInfoV1",
        "queryTaskInfoV2",
        "queryToolTask",
    }
    assert [case.name for case in cases if case.costs != any(step.operation.task for step in case.steps)] == []
    assert [case.name for case in load_cases(["list-models", str(FOLDER / "detect-faces.yaml")], SPEC, FOLDER)] == [
        "list-models",
        "detect-faces",
    ]


def test_without_a_body_the_example_of_the_spec_is_sent(tmp_path: Path) -> None:
    assert _load(tmp_path).steps[0].body == {"pageSize": 10, "pageNum": 1}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"operationId": "paint"}, "some.yaml: expected an operation of spec/openapi.yaml, got 'paint'; known: "),
        ({"operationId": "queryToolTask"}, "some.yaml, submit: expected path_parameters ['toolCode'], got []"),
        ({"path_parameters": {"x": "y"}}, "some.yaml, submit: expected path_parameters [], got ['x']"),
        ({"body": {"a": [{"from": "picture"}]}}, "some.yaml, submit: {from: picture} leads nowhere; there are: none"),
        (
            {"then": [{"name": "a", "operationId": "listModels", "body": {"x": {"from": "b", "at": "/c"}}}]},
            "some.yaml, a: {from: b} leads nowhere; there are: submit",
        ),
        ({"then": [{"name": "a", "operationId": "listModels"}] * 2}, "some.yaml: two steps are called 'a'"),
    ],
)
def test_a_call_that_cannot_be_made_is_refused(tmp_path: Path, changes: Any, told: str) -> None:
    with pytest.raises(CaseError) as error:
        _load(tmp_path, **changes)
    assert told in str(error.value)


def test_the_form_is_held(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="the whole file: unknown key 'cost'; allowed: about, body, costs, "):
        _load(tmp_path, cost=True)
    with pytest.raises(CaseError, match="expected a name of small letters, digits and hyphens"):
        _load(tmp_path, "Some Case.yaml")
    with pytest.raises(
        CaseError, match="expected a case file, a folder of them or one of describe-image, .*got '../x'"
    ):
        load_cases(["../x"], SPEC, FOLDER)


def test_values_of_earlier_answers() -> None:
    values = Values("http://a.example/p.png")
    values.keep("submit", {"data": {"taskId": 7, "urls": ["u"]}})
    body = {"a": {"from": "submit", "at": "/data/taskId"}, "b": [{"from": "picture"}], "c": {"unique": "id-"},
            "d": {"unique": "id-"}, "e": {"from": "x", "to": "y"},
            "f": {"from": "submit", "at": "/data/urls"}}  # fmt: skip
    filled = values.filled(body)
    assert filled["a"] == 7
    assert filled["b"] == ["http://a.example/p.png"]
    assert filled["c"] == filled["d"] != Values().filled({"unique": "id-"})
    assert filled["e"] == {"from": "x", "to": "y"}
    assert filled["f"] == ["u"]
    with pytest.raises(CaseError, match=r"/a/0: the answer of submit has nothing at /data/other"):
        values.filled({"a": [{"from": "submit", "at": "/data/other"}]})
