"""The sandbox's stand-in for a drafted operation: the spec's example with the ids and the status of a real task."""

from typing import Any

import pytest

from contract.spec import load_spec
from drafting.operation import draft, with_draft
from img_open_sandbox.drafted import DraftWithoutExampleError, stand_ins
from img_open_sandbox.registry import Seen
from img_open_sandbox.store import Task
from tests.drafting.pages import ROOT, page

SPEC = load_spec(ROOT / "spec" / "openapi.yaml")


def task(state: Any) -> Task:
    return Task("pre7", "sky", "replaceSky", "mine", None, "now", 0.0, None, {"files": [], "values": {}}, state=state)


def shown(
    monkeypatch: pytest.MonkeyPatch, state: str, status: int, values: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """What the drafted page's task shows."""
    made = draft(page(**more), SPEC)
    document = with_draft(SPEC, made.path, made.item, made.schemas).document
    monkeypatch.setattr("img_open_sandbox.operations.load_document", lambda: document)
    handlers, presenters = stand_ins()
    assert {made.operation_id} <= handlers.keys() & presenters.keys()
    return presenters[made.operation_id](Seen(task(state), status, [], values, None))


def test_a_finished_task_shows_the_example_under_its_own_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(monkeypatch, "finished", 2, {"skyUrl": "https://x.example/1.png"})
    assert found == {"taskId": "pre7", "businessTaskId": "mine", "status": 2, "skyUrl": "https://x.example/1.png"}


def test_a_waiting_task_shows_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(monkeypatch, "waiting", 1, {})
    assert found == {"taskId": "pre7", "businessTaskId": "mine", "status": 1, "skyUrl": ""}


def test_a_task_whose_answer_is_not_documented_shows_what_the_tools_share(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(monkeypatch, "finished", 2, {}, response={})
    assert found == {"taskId": "pre7", "businessTaskId": "mine", "status": 2}


def test_a_draft_without_an_example_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    made = draft(page(), SPEC)
    operation = made.item["post"]
    del operation["x-task"], operation["responses"]["200"]["content"]["application/json"]["example"]
    document = with_draft(SPEC, made.path, made.item, made.schemas).document
    monkeypatch.setattr("img_open_sandbox.operations.load_document", lambda: document)
    with pytest.raises(DraftWithoutExampleError, match="replaceSky: expected an example of the answer under 200"):
        stand_ins()
