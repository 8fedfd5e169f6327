"""What x-task says: whom to ask, in which order, by what, and whose result the answer has."""

import pytest

from contract.spec import Spec
from contract.tasks import answer_with_result, answers_with_result, questions, questions_to, result_of
from tests.contract.made_up import POST, wide

TASK = f"{POST}/x-task"
ANSWER = "/components/schemas/PaintResponse/properties/data"


def _asked(made: Spec) -> list[tuple[str, dict[str, str], str, str]]:
    found = questions(made, made.operations["paintPicture"])
    return [(q.query.operation_id, dict(q.parameters), q.field, q.by) for q in found]


def test_questions_are_told_in_the_order_of_asking() -> None:
    both = [("askPicture", {"kind": "oil"}, "taskId", "id"), ("paintPicture", {"kind": "oil"}, "jobId", "key")]
    assert _asked(wide()) == both
    turned = wide()
    turned.document["paths"]["/paint/{kind}"]["post"]["x-task"]["query"].reverse()
    assert _asked(turned) == both[::-1]
    assert {q.submitter.operation_id for q in questions(wide(), wide().operations["paintPicture"])} == {"paintPicture"}


def test_a_task_without_a_question_and_an_operation_without_a_task() -> None:
    assert _asked(wide(f"{TASK}/query", [])) == []
    assert list(questions(wide(), wide().operations["askPicture"])) == []
    assert [name for name, *_ in _asked(wide(f"{TASK}/query/0/operationId", "lost"))] == ["paintPicture"]


@pytest.mark.parametrize(
    ("query", "parameters", "fields"),
    [
        ("askPicture", None, ["taskId"]),
        ("askPicture", {"kind": "oil"}, ["taskId"]),
        ("askPicture", {"kind": "ink"}, []),
        ("askPicture", {}, []),
        ("paintPicture", None, ["jobId"]),
    ],
)
def test_questions_to_an_operation_with_these_parameters(
    query: str, parameters: dict[str, str] | None, fields: list[str]
) -> None:
    made = wide()
    assert [q.field for q in questions_to(made, made.operations[query], parameters)] == fields


@pytest.mark.parametrize(
    ("place", "new", "has"),
    [
        (ANSWER, {"$ref": "#/components/schemas/PaintData"}, True),
        (ANSWER, {"$ref": "#/components/schemas/Row"}, False),
        (f"{TASK}/result/at", "/result", False),
        (TASK, {"id": "/data", "query": []}, False),
    ],
)
def test_whether_a_submit_answers_with_the_result(place: str, new: object, has: bool) -> None:
    made = wide(place, new)
    assert answers_with_result(made.operations["paintPicture"]) is has
    assert not answers_with_result(made.operations["askPicture"])


def test_where_the_result_stands() -> None:
    task = wide(f"{TASK}/result/at", "/result").operations["paintPicture"]
    place, schema = result_of(task)
    assert (place, list(schema["properties"])) == ("/result", ["status", "rows"])
    without = wide(TASK, {"id": "/data", "query": []}).operations["paintPicture"]
    assert result_of(without) == ("/data", without.success_schema["properties"]["data"])


def test_a_query_has_the_fields_of_the_result_beside_its_own() -> None:
    made = wide()
    query = made.operations["askPicture"]
    whole = answer_with_result(made, query, {"kind": "oil"})["properties"]["data"]["properties"]
    assert list(whole) == ["status", "strokes", "total", "share", "rows"]
    assert whole["status"]["type"] == ["integer", "string"], "the result says more of it than the query"
    assert answer_with_result(made, query, {"kind": "ink"}) == query.success_schema
    assert "rows" not in query.success_schema["properties"]["data"]["properties"], "the query's own schema was changed"
