"""What the spec says, in the pages' space of facts."""

from typing import Any

import pytest

from contract.spec_facts import Fact, spec_facts
from contract.values import ABSENT, JsonObject
from tests.contract.made_up import ASK, ASK_REQUEST, POST, operation, wide

CALLBACK = f"{POST}/callbacks/finished/{{$request.body#~1jobId}}/post"
BODY: JsonObject = {"application/json": {"schema": {"$ref": "#/components/schemas/Row"}}}
RECEIVED: JsonObject = {"200": {"description": "x", "content": {"application/json": {"example": {"code": "200"}}}}}


def _asked(place: str = "/info/title", new: Any = "Paint") -> dict[str, Fact]:
    return spec_facts(wide(place, new).operations["askPicture"])


@pytest.mark.parametrize(
    ("place", "new", "pointer", "fact"),
    [
        (f"{ASK}/x-lifecycle", "in development", "/lifecycle", Fact("in development")),
        (f"{ASK}/x-page", "ask", "/lifecycle", None),
        (f"{ASK}/x-page", "ask", "/request/body/speed/minimum", Fact("0.1")),
        (f"{ASK}/x-page", "ask", "/request/body/speed/maximum", Fact("1")),
        (
            f"{ASK_REQUEST}/properties/speed/x-assumed",
            {"x-minimum": "seen", "pattern": "made up"},
            "/request/body/speed/minimum",
            Fact("0.1", "seen"),
        ),
        (f"{ASK_REQUEST}/properties/size/x-default", 10, "/request/body/size/default", Fact(10)),
        (f"{ASK}/x-page", "ask", "/request/body/taskId/aliases", Fact(["task_id"])),
        (f"{ASK}/x-page", "ask", "/request/body/page/aliases", None),
        (f"{ASK}/x-page", "ask", "/request/body/taskId/required", Fact(value=True)),
        (f"{ASK_REQUEST}/anyOf", ABSENT, "/request/body/taskId/required", Fact(value=False)),
        (f"{ASK_REQUEST}/x-assumed", "all of it", "/request/body/taskId/required", Fact(True, "all of it")),
        (f"{ASK_REQUEST}/x-assumed", "all of it", "/request/body/taskId/aliases", Fact(["task_id"])),
    ],
)
def test_a_fact_of_an_operation(place: str, new: Any, pointer: str, fact: Fact | None) -> None:
    assert _asked(place, new).get(pointer) == fact


def test_an_alias_has_no_facts_of_its_own() -> None:
    assert [pointer for pointer in _asked() if pointer.startswith("/request/body/task_id")] == []


def _callback(**more: Any) -> dict[str, Fact]:
    written = {
        "operationId": "picturePainted",
        "x-retry": {"seconds": [3], "tries": 2, "x-assumed": {"tries": "of its own"}},
        "requestBody": {"content": BODY},
        "responses": RECEIVED,
        **more,
    }
    facts = spec_facts(operation(CALLBACK, written))
    return {pointer: fact for pointer, fact in facts.items() if pointer.startswith("/callback")}


def test_a_callback_that_is_assumed_as_a_whole() -> None:
    assert _callback(**{"x-assumed": "no page says it"}) == {
        "/callback/retry_seconds": Fact([3], "no page says it"),
        "/callback/retry_max": Fact(2, "of its own"),
        "/callback/acknowledgement": Fact({"code": "200"}, "no page says it"),
        "/callback/body/url/required": Fact(True, "no page says it"),
        "/callback/body/url/type": Fact("string", "no page says it"),
    }


def test_a_callback_that_a_page_describes() -> None:
    assert {pointer: fact.assumed for pointer, fact in _callback().items()} == {
        "/callback/retry_seconds": None,
        "/callback/retry_max": "of its own",
        "/callback/acknowledgement": None,
        "/callback/body/url/required": None,
        "/callback/body/url/type": None,
    }
