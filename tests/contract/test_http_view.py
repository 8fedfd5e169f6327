"""The contract as a tool for HTTP APIs sees it: what is there is named, and the spec itself stays as it is."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract.http_view import There, http_view
from contract.spec import Spec, load_spec
from contract.tasks import Question, questions
from contract.values import JsonObject, at
from tests.contract.made_up import ASK, ASK_REQUEST, POST, REQUEST, wide

BODY = "requestBody/content/application~1json/schema"
ANSWER = "content/application~1json/schema"
NOTHING = There((), ())


def _question(made: Spec) -> Question:
    return next(questions(made, made.operations["paintPicture"]))


def _view(tasks: list[tuple[str, str]], place: str = "/info/title", new: Any = "Paint") -> JsonObject:
    made = wide(place, new)
    one = _question(made)
    return http_view(made, There((), [(one._replace(parameters={"kind": kind}), name) for kind, name in tasks]))


@pytest.mark.parametrize(
    ("tasks", "kinds", "ids"),
    [
        ([("oil", "t1")], ["no/such/tool", "oil"], ["no such task", "t1"]),
        ([("oil", "t1"), ("a/b", "t2")], ["no/such/tool", "oil", "a/b"], ["no such task", "t1", "t2"]),
        ([("oil", "t1"), ("oil", "t1")], ["no/such/tool", "oil"], ["no such task", "t1"]),
    ],
)
def test_the_tasks_that_are_there_are_among_those_asked_for(
    tasks: list[tuple[str, str]], kinds: list[str], ids: list[str]
) -> None:
    view = _view(tasks, f"{ASK}/parameters/0/schema", {"type": "string", "pattern": "^[a-z]+$"})
    assert at(view, f"{ASK}/parameters/0/schema") == {"type": "string", "enum": kinds}
    assert at(view, f"{ASK}/{BODY}/properties/taskId") == {"type": "string", "enum": ids}
    assert "enum" not in at(view, f"{ASK_REQUEST}/properties/taskId"), "another operation may use the component"
    assert at(view, f"{POST}/parameters/0/schema") == {"type": "string"}


def test_without_a_task_a_query_asks_as_the_spec_says() -> None:
    view = http_view(wide(), NOTHING)
    assert at(view, f"{ASK}/requestBody") == at(wide().document, f"{ASK}/requestBody")


def test_pictures_are_those_that_are_there() -> None:
    url = {"type": "string", "pattern": "^https://", "x-picture": True}
    made = wide(f"{REQUEST}/properties/faces", {"type": "array", "items": url})
    view = http_view(made, There(("https://a.example/1", "https://a.example/2"), ()))
    assert at(view, f"{REQUEST}/properties/faces/items") == {
        "type": "string",
        "x-picture": True,
        "enum": ["https://a.example/1", "https://a.example/2"],
    }


def test_a_refusal_stands_under_4xx_and_no_callback_is_left() -> None:
    view = http_view(wide(), NOTHING)
    assert at(view, f"{POST}/responses/200/{ANSWER}") == {"$ref": "#/components/schemas/PaintResponse"}
    assert at(view, f"{POST}/responses/4XX/{ANSWER}") == {"$ref": "#/components/schemas/ErrorResponse"}
    assert "callbacks" not in at(view, POST)


def test_an_answer_that_has_no_refusal_in_it_stays() -> None:
    alone = {"$ref": "#/components/schemas/AskResponse"}
    view = http_view(wide(f"{ASK}/responses/200/{ANSWER}", alone), NOTHING)
    assert at(view, f"{ASK}/responses/200/{ANSWER}") == alone


def test_the_view_is_a_copy() -> None:
    made = wide(f"{REQUEST}/properties/image", {"type": "string", "x-picture": True})
    before, request = deepcopy(made.document), deepcopy(made.operations["askPicture"].request_schema)
    http_view(made, There(("https://a.example/1",), [(_question(made), "t1")]))
    assert made.document == before
    assert made.operations["askPicture"].request_schema == request


def test_an_answer_that_an_anchor_repeats_is_split_in_each_place(tmp_path: Path) -> None:
    document = wide().document
    paint, ask = at(document, POST), at(document, ASK)
    ask["responses"] = paint["responses"]
    ask["parameters"] = paint["parameters"]
    path = tmp_path / "openapi.yaml"
    path.write_text(yaml.safe_dump(document), "utf-8")
    assert "responses: *" in path.read_text("utf-8")
    made = load_spec(path)
    view = http_view(made, There((), [(_question(made), "t1")]))
    for operation in (POST, ASK):
        assert at(view, f"{operation}/responses/200/{ANSWER}") == {"$ref": "#/components/schemas/PaintResponse"}
        assert at(view, f"{operation}/responses/4XX/{ANSWER}") == {"$ref": "#/components/schemas/ErrorResponse"}
    assert at(view, f"{POST}/parameters/0/schema") == {"type": "string"}, "the other operation's parameter was named"
