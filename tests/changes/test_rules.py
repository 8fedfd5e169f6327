"""Every rule has a case that triggers exactly it, and mirrored exactly its mirror."""

from collections.abc import Callable

import pytest

from changes.change import Change, Level
from changes.pages import compare_pages
from changes.rules import RULES, added, table
from changes.specs import compare_specs
from contract.spec import Spec
from contract.values import ABSENT, Json, JsonObject, at
from tests.changes.fields import ACTIONS, FAMILIES, State, contract
from tests.changes.kinds import kind
from tests.contract.made_up import ASK, DOCUMENT, PAGE, POST, changed, wide

_DATA = "/components/schemas/PaintData"
_CALLBACK: JsonObject = {
    "documented_in": "callbackUrl",
    "body": [{"name": "id", "type": "string", "example": "a"}],
    "acknowledgement": {"code": "200"},
    "retry_seconds": [3, 5],
    "retry_max": 3,
}
_DISAGREES = [{"at": "/request/body/mode", "between": ["table", "example"], "says": ["string", 2]}]
_TITLE_ALONE = {
    **dict.fromkeys(("path", "method", "content_type", "server")),
    "request": {"headers": None, "path_params": None, "body": None, "example": None},
    "response": {},
}


def _called(**changes: Json) -> JsonObject:
    return {**PAGE, "callback": {**_CALLBACK, **changes}}


def _page(pointer: str, new: Json) -> JsonObject:
    return changed(PAGE, pointer, new)  # type: ignore[no-any-return]


# A rule, and a page before and after.
PAGES: dict[str, tuple[JsonObject | None, JsonObject | None]] = {
    "path-moved": (PAGE, _page("/path", "/paint/v2/{kind}")),
    "method-changed": (PAGE, _page("/method", "PUT")),
    "server-changed": (_page("/server", "https://a.example"), _page("/server", "https://b.example")),
    "request-media-type-changed": (PAGE, _page("/content_type", "multipart/form-data")),
    "request-example-changed": (PAGE, _page("/request/example/jobId", "j2")),
    "response-status-added": (PAGE, _page("/response/404", {"fields": [{"name": "code"}], "example": {"code": 1}})),
    "response-status-removed": (PAGE, _page("/response/200", ABSENT)),
    "response-media-type-changed": (PAGE, _page("/response/200/content_type", "text/plain")),
    "response-envelope-code-changed": (PAGE, _page("/response/200/example/code", 200)),
    "response-example-changed": (PAGE, _page("/response/200/example/data/status", "2")),
    "asynchronous-changed": (_page("/asynchronous", new=True), _page("/asynchronous", new=False)),
    "callback-added": (PAGE, _called()),
    "callback-removed": (_called(), PAGE),
    "callback-acknowledgement-changed": (_called(), _called(acknowledgement={"code": 200})),
    "callback-ladder-shortened": (_called(), _called(retry_max=2)),
    "callback-ladder-extended": (_called(), _called(retry_seconds=[3, 5, 60])),
    "callback-ladder-changed": (_called(), _called(retry_seconds=[5, 3])),
    "callback-example-changed": (_called(), _called(body=[{"name": "id", "type": "string", "example": "b"}])),
    "page-added": (None, PAGE),
    "page-removed": (PAGE, None),
    "page-documented": ({**PAGE, **_TITLE_ALONE}, PAGE),
    "page-undocumented": (PAGE, {**PAGE, **_TITLE_ALONE}),
    "fact-shown": (_page("/request/body/2/required", None), _page("/request/body/2/required", new=False)),
    "fact-no-longer-shown": (PAGE, _page("/content_type", None)),
    "lifecycle-changed": (PAGE, _page("/lifecycle", "in development")),
    "title-changed": (PAGE, _page("/title", "Draw")),
    "date-changed": (PAGE, _page("/modified", "2026-01-01")),
    "page-address-changed": (PAGE, _page("/page", "https://docs.example/draw")),
    "wording-changed": ({**PAGE, "prose": {"/request/body/mode": "0" * 16}}, {**PAGE, "prose": {"/x": "1" * 16}}),
    "contradiction-appeared": (PAGE, _page("/contradictions", _DISAGREES)),
    "contradiction-vanished": (_page("/contradictions", _DISAGREES), PAGE),
    "notes-changed": (PAGE, _page("/request/body/1/note", "seen in small print")),
}


def _spec(pointer: str, new: Json) -> Spec:
    return wide(pointer, new)


def _without(pointer: str) -> Spec:
    return wide(pointer, ABSENT)


def _moved(*, to: str) -> Spec:
    """paintPicture's task, with a status classified in another way."""
    status = {"waiting": [1], "done": [2], "failed": [-1]}
    status = {name: [value for value in values if value != 2] for name, values in status.items()}
    return wide(f"{POST}/x-task/status", {"at": "/data/status", **status, to: [*status[to], 2]})


def _alone(*, shown: bool) -> Spec:
    """paintPicture, with askPicture or without it."""
    document = wide().document
    if not shown:
        del document["paths"]["/paint/{kind}/ask"]
    for task in (at(document, f"{POST}/x-task"),):
        task["query"] = task["query"][1:]
    return Spec(document)


_NEW_SCHEMA = changed(DOCUMENT, "/components/schemas/Brush", {"type": "object", "properties": {}})
_PLAIN = changed(DOCUMENT, "/openapi", "3.1.0")

# A rule, and a contract before and after.
SPECS: dict[str, tuple[Spec, Spec]] = {
    "request-parameter-slashes-changed": (wide(), _spec(f"{POST}/parameters/0/x-allow-slash", new=True)),
    "request-body-became-required": (wide(), _spec(f"{POST}/requestBody/required", new=True)),
    "request-body-became-optional": (_spec(f"{POST}/requestBody/required", new=True), wide()),
    "operation-added": (_alone(shown=False), _alone(shown=True)),
    "operation-removed": (_alone(shown=True), _alone(shown=False)),
    "operation-renamed": (_alone(shown=True), Spec(changed(_alone(shown=True).document, f"{ASK}/operationId", "see"))),
    "operation-tag-changed": (wide(), _spec(f"{ASK}/tags", ["tools"])),
    "task-added": (_without(f"{POST}/x-task"), wide()),
    "task-removed": (wide(), _without(f"{POST}/x-task")),
    "task-changed": (wide(), _spec(f"{POST}/x-task/key", "mode")),
    "task-status-added": (wide(), _spec(f"{POST}/x-task/status/done", [2, 3])),
    "task-status-removed": (_spec(f"{POST}/x-task/status/done", [2, 3]), wide()),
    "task-status-moved": (wide(), _moved(to="waiting")),
    "pagination-changed": (wide(), _spec(f"{ASK}/x-pagination/page", "size")),
    "schema-added": (Spec(_PLAIN), Spec(_NEW_SCHEMA)),
    "schema-removed": (Spec(_NEW_SCHEMA), Spec(_PLAIN)),
    "schema-changed": (wide(), _spec("/components/schemas/AskData/additionalProperties", new=False)),
    "extension-changed": (wide(), _spec("/components/schemas/Status/x-open-enum/3", "GONE")),
    "document-changed": (wide(), _spec("/info/license", {"name": "MIT"})),
}  # fmt: skip


def _field_cases() -> dict[str, Callable[[], tuple[Spec, Spec]]]:
    found: dict[str, Callable[[], tuple[Spec, Spec]]] = {}
    for family in FAMILIES:
        for action, states in ACTIONS.items():
            found[f"{family}-{action}"] = lambda f=family, s=states: (contract(f, s[0]), contract(f, s[1]))  # type: ignore[misc]
        for needed in (True, False):
            states = (State(None), State(required=needed))
            rule = added(family, required=needed)
            found[rule] = lambda f=family, s=states: (contract(f, s[0]), contract(f, s[1]))  # type: ignore[misc]
    return {rule: make for rule, make in found.items() if not rule.startswith("request-parameter-alias")}


FIELDS = _field_cases()


def changes_of(rule: str, *, mirrored: bool = False) -> list[Change]:
    if rule in PAGES:
        pages = PAGES[rule]
        return compare_pages(*(pages[::-1] if mirrored else pages))
    specs = FIELDS[rule]() if rule in FIELDS else SPECS[rule]
    return compare_specs(*(specs[::-1] if mirrored else specs))


def test_every_rule_has_a_case() -> None:
    assert set(RULES) == {*PAGES, *SPECS, *FIELDS}


@pytest.mark.parametrize("rule", RULES)
def test_its_case_triggers_exactly_it(rule: str) -> None:
    found = changes_of(rule)
    assert {change.rule for change in found} == {rule}, "\n".join(map(str, found))
    for change in found:
        assert (change.level, change.side) == (RULES[rule].level, RULES[rule].side)
        assert change.operation in {"paint", "paintPicture", "askPicture", "see", "the document"}
        assert change.text.endswith(RULES[rule].says)


@pytest.mark.parametrize("rule", RULES)
def test_mirrored_it_is_its_mirror(rule: str) -> None:
    assert {kind(change.rule) for change in changes_of(rule, mirrored=True)} == {kind(rule)}


@pytest.mark.parametrize("action", [action for action in ACTIONS if action not in {"removed", "renamed"}])
def test_what_breaks_where_it_is_sent_does_not_where_it_is_read(action: str) -> None:
    sent, read = RULES[f"request-property-{action}"].level, RULES[f"response-property-{action}"].level
    both_ways = action.endswith(("-changed", "alias-removed"))
    of_defaults = action.startswith("default-")
    assert both_ways or of_defaults or action == "alias-added" or {sent, read} == {Level.BREAKING, Level.ADDITIVE}
    assert RULES[f"callback-property-{action}"].level == read


def test_the_table_names_every_rule_once() -> None:
    lines = table().splitlines()
    assert lines[0].split() == ["rule", "side", "level", "why"]
    assert [line.split()[0] for line in lines[1:]] == list(RULES)
    row = next(line for line in lines if line.startswith("request-property-renamed "))
    assert row.split(maxsplit=3)[1:] == ["request", "breaking", "a request with the old name lacks the field"]


def test_a_change_says_where_what_and_why() -> None:
    (change,) = changes_of("request-property-range-tightened")
    assert str(change) == "request-property-range-tightened: paint at /request/body/field/minimum: 1 -> 2"
    assert change.text == "request field field has a tighter range"
    (change,) = changes_of("path-moved")
    assert change.as_json() == {
        "rule": "path-moved",
        "level": "breaking",
        "side": "request",
        "operation": "paint",
        "pointer": "/path",
        "before": "/paint/{kind}",
        "after": "/paint/v2/{kind}",
        "text": "the call moved",
    }
    (change,) = changes_of("request-property-removed")
    assert change.as_json()["after"] is None
