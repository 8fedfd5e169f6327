"""Every lint rule has an example that breaks it."""

from typing import Any

import pytest

from contract.documents import FormError
from contract.lint import RULES, lint, validity
from contract.spec import Spec
from contract.values import ABSENT
from tests.contract.made_up import ASK, ASK_REQUEST, DOCUMENT, POST, REQUEST, changed, operation, spec, wide

TASK = f"{POST}/x-task"
STATUS = "/components/schemas/Status"
EXAMPLE = f"{POST}/responses/200/example"
KIND = f"{POST}/parameters/0/schema"
CALLBACK = f"{POST}/callbacks/finished/{{$request.body#~1jobId}}/post"
TEXT = {"type": "string"}
ASKED = f"{ASK_REQUEST}/properties"
QUERY = [{"operationId": "askPicture", "parameters": {"kind": "oil"}, "ask": {"taskId": "id"}}]
UNTOLD = {"id": "/data", "result": {"at": "/data", "schema": {"properties": {}}}}  # it does not say when it is done
SOURCES = {
    "paintPicture": "https://docs.example/paint (spec/openapi.yaml, POST /paint/{kind})",
    "Paint_it": "https://docs.example/paint (spec/openapi.yaml, POST /paint/{kind})",
    "askPicture": "https://docs.example/ask (spec/openapi.yaml, POST /paint/{kind}/ask)",
}

BROKEN: list[tuple[str, str, Any, str, str]] = [
    # rule, place of the change, new value, pointer of the mismatch, words of the message
    ("ids_are_plain_and_unique", f"{POST}/operationId", "Paint_it", f"{POST}/operationId", "a name like detectFaces"),
    ("ids_are_plain_and_unique", f"{CALLBACK}/operationId", ABSENT, f"{CALLBACK}/operationId", "has:         nothing"),
    (
        "ids_are_plain_and_unique",
        f"{CALLBACK}/operationId",
        "paintPicture",
        f"{CALLBACK}/operationId",
        "as paint_picture",
    ),
    ("one_tag", f"{POST}/tags", ["tools", "images"], f"{POST}/tags", "one of images, tasks, training, tools"),
    ("one_tag", f"{POST}/tags", ["pictures"], f"{POST}/tags", '["pictures"]'),
    ("summary_and_description", f"{POST}/summary", " ", f"{POST}/summary", "a text"),
    ("summary_and_description", f"{POST}/description", ABSENT, f"{POST}/description", "nothing"),
    ("page_is_named", f"{POST}/x-page", ABSENT, f"{POST}/x-page", "the slug of a page that no other operation has"),
    (
        "success_is_described",
        f"{POST}/responses/200/content",
        ABSENT,
        f"{POST}/responses/200",
        "an answer with content",
    ),
    ("placeholders_are_parameters", f"{POST}/parameters", [], f"{POST}/parameters", '["kind"]'),
    (
        "callback_url_is_in_the_request",
        f"{POST}/callbacks/finished",
        {"{$request.body#/url}": {"post": {"operationId": "done", "responses": {"200": {"description": "x"}}}}},
        f"{POST}/callbacks/finished",
        "{$request.body#/<a field of the request>}",
    ),
    ("extensions_are_known", f"{POST}/x-pages", 1, f"{POST}/x-pages", "one of x-page, x-task, x-assumed"),
    ("extensions_are_known", f"{REQUEST}/x-open", 1, f"{REQUEST}/x-open", "x-open"),
    ("assumptions_have_a_reason", f"{REQUEST}/x-assumed", "", f"{REQUEST}/x-assumed", "a reason"),
    (
        "assumptions_have_a_reason",
        f"{REQUEST}/x-assumed",
        {"pattern": "x"},
        f"{REQUEST}/x-assumed",
        "pattern beside it",
    ),
    ("assumptions_have_a_reason", f"{TASK}/x-assumed", {"status": ""}, f"{TASK}/x-assumed", "a reason"),
    ("assumptions_have_a_reason", f"{ASK}/x-tools/x-assumed", " ", f"{ASK}/x-tools/x-assumed", "a reason"),
    (
        "examples_are_valid",
        f"{POST}/requestBody/content/application~1json/example/count",
        9,
        f"{POST}/requestBody/content/application~1json/example/count",
        "maximum 4",
    ),
    (
        "examples_are_valid",
        f"{POST}/responses/200/content/application~1json/example/data/status",
        None,
        f"{POST}/responses/200/content/application~1json/example/data/status",
        'type ["integer", "string"]',
    ),
    ("examples_are_valid", f"{POST}/parameters/0/example", 7, f"{POST}/parameters/0/example", 'type "string"'),
    ("examples_are_valid", f"{STATUS}/examples", [1, []], f"{STATUS}/examples/1", "let example and schema agree"),
    (
        "objects_are_components",
        f"{REQUEST}/properties/a",
        {"type": "object", "properties": {"a": TEXT}},
        f"{REQUEST}/properties/a",
        "a $ref to a schema under components/schemas",
    ),
    ("forms_are_few", f"{REQUEST}/allOf", [], REQUEST, "oneOf: [{$ref: ...}, {type: 'null'}]"),
    (
        "forms_are_few",
        f"{REQUEST}/properties/a",
        {"oneOf": [TEXT, {"type": "null"}]},
        f"{REQUEST}/properties/a",
        "oneOf",
    ),
    ("forms_are_few", f"{REQUEST}/properties/a", {"type": ["object", "null"]}, f"{REQUEST}/properties/a", "null"),
    ("forms_are_few", KIND, {"$ref": f"#{STATUS}", "type": "string"}, KIND, "a $ref without a type"),
    (
        "forms_are_few",
        f"{ASK_REQUEST}/anyOf/1/required",
        ["page"],
        ASK_REQUEST,
        "an anyOf that requires a field or one of its aliases",
    ),
    ("keywords_are_known", f"{REQUEST}/in words.", None, f"{REQUEST}/in words.", "a text that holds a comma in quotes"),
    ("names_fit_python", f"{REQUEST}/properties/fromDict", TEXT, f"{REQUEST}/properties/fromDict", "from_dict"),
    (
        "names_fit_python",
        f"{REQUEST}/properties/job_id",
        TEXT,
        f"{REQUEST}/properties/job_id",
        "that of jobId",
    ),
    ("no_default", f"{REQUEST}/properties/mode/default", "oil", f"{REQUEST}/properties/mode/default", "x-default"),
    ("open_enums_name_integers", f"{STATUS}/type", "integer", f"{STATUS}/type", '["integer", "string"]'),
    ("open_enums_name_integers", f"{STATUS}/x-open-enum", {1: "A"}, f"{STATUS}/x-open-enum", "quoted integers"),
    (
        "open_enums_name_integers",
        f"{STATUS}/x-open-enum",
        {"1": "A", "2": "A"},
        f"{STATUS}/x-open-enum",
        "each NAME once",
    ),
    (
        "aliases_are_the_same",
        f"{ASKED}/task_id/maxLength",
        9,
        f"{ASKED}/task_id/x-alias-of",
        "the schema of taskId, which stands beside it",
    ),
    ("aliases_are_the_same", f"{ASKED}/task_id/x-alias-of", "id", f"{ASKED}/task_id/x-alias-of", "the schema of id,"),
    (
        "aliases_are_the_same",
        f"{ASKED}/tid",
        {**TEXT, "x-alias-of": "task_id"},
        f"{ASKED}/tid/x-alias-of",
        "the schema of task_id, which stands beside it",
    ),
    (
        "aliases_are_the_same",
        f"{ASK_REQUEST}/required",
        ["task_id"],
        f"{ASKED}/task_id",
        "not to be required by itself",
    ),
    ("bounds_of_texts_hold", f"{ASKED}/speed/pattern", "^(0[.][0-9]+|1)$", f"{ASKED}/speed/x-minimum", "refuses 0.01"),
    ("bounds_of_texts_hold", f"{ASKED}/speed/x-minimum", "0.01", f"{ASKED}/speed/x-minimum", "the bound itself"),
    ("bounds_of_texts_hold", f"{ASKED}/speed/pattern", "^(0[.][1-9]|10?)$", f"{ASKED}/speed/x-maximum", "refuses 10"),
    ("lists_are_counted", f"{ASK}/x-pagination/more", "page", f"{ASK}/x-pagination", '"more"'),
    ("lists_are_counted", f"{ASK}/x-pagination/size", "sizes", f"{ASK}/x-pagination/size", "a field of the request"),
    (
        "lists_are_counted",
        f"{ASK}/x-pagination/items",
        "/data/total",
        f"{ASK}/x-pagination/items",
        "a field of the answer, of type array",
    ),
    (
        "lists_are_counted",
        f"{ASK}/x-pagination/total",
        "/total",
        f"{ASK}/x-pagination/total",
        "a field of the answer, of type integer",
    ),
    (
        "lists_are_counted",
        "/components/schemas/AskData/properties/total",
        {"description": "Any."},
        f"{ASK}/x-pagination/total",
        "a field of the answer, of type integer",
    ),
    (
        "tools_lie_below_their_query",
        f"{ASK}/x-tools/path",
        "/draw/{kind}",
        f"{ASK}/x-tools/path",
        "the beginning of /paint/{kind}/ask",
    ),
    ("tools_lie_below_their_query", f"{ASK}/x-tools/path", "/paint", f"{ASK}/x-tools/path", '"/paint"'),
    ("tools_lie_below_their_query", f"{ASK}/x-tools/paths", 1, f"{ASK}/x-tools", '"path", "paths", "result"'),
    (
        "tools_lie_below_their_query",
        f"{ASK}/x-tools/key",
        "nowhere",
        f"{ASK}/x-tools/key",
        "a field of the request",
    ),
    (
        "tools_lie_below_their_query",
        f"{ASK}/x-tools/shared",
        ABSENT,
        f"{ASK}/x-tools",
        '["id", "key", "path", "result"]',
    ),
    (
        "task_pointers_lead_somewhere",
        f"{TASK}/result/schema",
        {"type": "object", "properties": {"status": {}, "rows": {}}},
        f"{TASK}/result/schema",
        "a $ref to a schema under components/schemas",
    ),
    (
        "task_answers_are_in_form",
        f"{ASK}/x-task-answer/unknown",
        [404],
        f"{ASK}/x-task-answer/unknown/0",
        'type "string"',
    ),
    ("task_answers_are_in_form", f"{ASK}/x-task-answer/codes", [], f"{ASK}/x-task-answer", "additionalProperties"),
    (
        "task_answers_are_in_form",
        f"{ASK}/x-task-answer/progress",
        "/data/strokes",
        f"{ASK}/x-task-answer/progress",
        "a number of the answer",
    ),
    ("tasks_are_in_form", TASK, {"id": "/data", "query": [], "filled": ["/data/rows"]}, f"{TASK}/filled", "rows"),
    ("tasks_are_in_form", f"{TASK}/until", 1, TASK, "additionalProperties"),
    ("tasks_are_in_form", f"{TASK}/id", ABSENT, f"{TASK}/id", "required"),
    ("tasks_are_in_form", f"{TASK}/result", ABSENT, f"{TASK}/result", "required"),
    ("tasks_are_in_form", f"{TASK}/result/schema", {"type": "string"}, f"{TASK}/result/schema/properties", "required"),
    ("tasks_are_in_form", TASK, {**UNTOLD, "query": QUERY}, TASK, 'anyOf [{"required": ["status"]}'),
    ("tasks_are_in_form", f"{TASK}/query/0/ask/taskId", "code", f"{TASK}/query/0/ask/taskId", 'enum ["id", "key"]'),
    ("tasks_are_in_form", f"{TASK}/query/0/ask/jobId", "id", f"{TASK}/query/0/ask", "maxProperties 1"),
    ("task_pointers_lead_somewhere", f"{TASK}/id", "/data/taskId", f"{TASK}/id", "a field of the submit's answer"),
    ("task_pointers_lead_somewhere", f"{TASK}/filled", ["/data/url"], f"{TASK}/filled/0", "/data/url"),
    ("task_pointers_lead_somewhere", f"{TASK}/filled", ["/rows"], f"{TASK}/filled/0", "a field of the result"),
    ("task_pointers_lead_somewhere", f"{TASK}/status/at", "/status", f"{TASK}/status/at", "/status"),
    ("task_pointers_lead_somewhere", f"{TASK}/status/at", "/data2/status", f"{TASK}/status/at", "a field of the"),
    ("task_query_exists", f"{TASK}/query/0/operationId", "ask", f"{TASK}/query/0/operationId", "an operation"),
    ("task_query_exists", f"{TASK}/query/0/parameters", {}, f"{TASK}/query/0/parameters", '["kind"]'),
    ("task_query_exists", f"{POST}/parameters/0/schema", {"enum": ["ink"]}, f"{TASK}/query/1/parameters/kind", '"oil"'),
    ("task_query_exists", f"{TASK}/key", "id", f"{TASK}/key", "a field of the request"),
    ("task_query_exists", f"{TASK}/key", ABSENT, f"{TASK}/query/1/ask", "a key, which x-task then names"),
    (
        "task_query_exists",
        f"{TASK}/query/0/ask",
        {"jobId": "id"},
        f"{TASK}/query/0/ask",
        "a field of the request of askPicture",
    ),
    (
        "task_query_exists",
        "/components/schemas/AskResponse/properties/data",
        ABSENT,
        f"{TASK}/result/at",
        "a field of the answer of askPicture",
    ),
    ("statuses_are_classified", f"{TASK}/status/failed", [2], f"{TASK}/status", "leave each status in one class"),
    (
        "statuses_are_classified",
        f"{TASK}/status/done",
        [3],
        f"{POST}/responses/200/example/data/status",
        "classifies: 1, 3, -1",
    ),
    ("retries_are_in_form", f"{CALLBACK}/x-retry/tries", 0, f"{CALLBACK}/x-retry/tries", "minimum 1"),
]


@pytest.mark.parametrize("made", [spec(), wide()], ids=["narrow", "wide"])
def test_the_made_up_spec_is_clean(made: Spec) -> None:
    report = lint(made)
    assert str(report) == f"spec: {report.checks} checks, no mismatch"


@pytest.mark.parametrize(("rule", "place", "new", "pointer", "words"), BROKEN)
def test_a_broken_rule_is_reported_with_its_place(rule: str, place: str, new: Any, pointer: str, words: str) -> None:
    report = validity(wide())
    next(r for r in RULES if r.__name__ == rule)(wide(place, new), report)
    (mismatch,) = {str(m): m for m in report.mismatches}.values()
    assert mismatch.pointer == pointer
    assert words in str(mismatch)
    assert SOURCES[mismatch.operation] in str(mismatch)


def test_every_rule_is_broken_once() -> None:
    assert {rule.__name__ for rule in RULES} == {row[0] for row in BROKEN}


@pytest.mark.parametrize(
    "task",
    [
        {"id": "/data", "query": []},
        {"id": "/data", "query": QUERY, "result": UNTOLD["result"], "filled": ["/data/rows"]},
        {"id": "/data", "query": [], "x-assumed": "no page tells whom to ask"},
    ],
)
def test_a_task_without_a_key_a_status_or_a_query(task: Any) -> None:
    if "result" in task:
        task = changed(task, "/result/schema", {"$ref": "#/components/schemas/PaintData"})
    report = lint(wide(TASK, task))
    assert str(report) == f"spec: {report.checks} checks, no mismatch"


@pytest.mark.parametrize(
    ("bound", "limit", "pattern", "outside"),
    [
        ("x-minimum", "0", "^-?[0-9]+$", "-1"),
        ("x-maximum", "0", "^-?[0-9]+$", "1"),
        ("x-minimum", "-2", "^-?[0-9]+$", "-20"),
        ("x-maximum", "-2", "^-?[0-9.]+$", "-0.2"),
        ("x-minimum", 1e-07, "^[0-9.]+$", "0.00000001"),
    ],
)
def test_a_text_beyond_the_bound_lies_on_the_bounds_far_side(
    bound: str, limit: Any, pattern: str, outside: str
) -> None:
    schema = {"type": "string", "pattern": pattern, bound: limit}
    (mismatch,) = lint(wide(f"{ASKED}/speed", schema)).mismatches
    assert mismatch.expected == f"a pattern that refuses {outside}"


def test_a_bound_beside_a_reference_is_held_by_the_referred_pattern() -> None:
    made = wide(f"{ASKED}/speed", {"$ref": "#/components/schemas/Speed", "x-maximum": "1"})
    made.document["components"]["schemas"]["Speed"] = {"type": "string", "pattern": "^(0[.][1-9]|1)$"}
    assert lint(made).mismatches == []


def test_an_alias_takes_no_python_name_of_its_own() -> None:
    twins = {"type": "string", "x-alias-of": "jobId"}
    assert lint(spec(f"{REQUEST}/properties/job_id", twins)).mismatches == []


def test_a_document_that_is_no_openapi_is_judged_by_no_further_rule() -> None:
    report = lint(spec(f"{POST}/responses/200/description", ABSENT))
    assert {m.operation for m in report.mismatches} == {"the document"}
    assert "the rule wants:       OpenAPI 3.1" in str(report)


def test_a_place_that_no_operation_uses_belongs_to_the_document() -> None:
    alone = spec("/components/schemas/Alone", {"type": "object", "x-assumd": 1})
    assert [(m.operation, m.source) for m in lint(alone).mismatches] == [("the document", "spec/openapi.yaml")]


@pytest.mark.parametrize(
    ("ref", "told"),
    [
        ("#/components/schemas/Lost", "'#/components/schemas/Lost' leads nowhere; references stay within the document"),
        ("#/components/schemas/PaintRequest", "leads to itself; the kit reads no recursive schemas"),
    ],
)
def test_a_reference_that_cannot_be_followed_is_refused(ref: str, told: str) -> None:
    with pytest.raises(FormError, match=told):
        operation(f"{REQUEST}/properties/jobId", {"$ref": ref})


def test_what_stands_beside_a_reference_is_kept() -> None:
    beside = {"$ref": "#/components/schemas/Status", "x-assumed": {"type": "why"}, "description": "Ours."}
    document = changed(DOCUMENT, f"{STATUS}/x-assumed", {"x-open-enum": "seen"})
    document = changed(document, "/components/schemas/PaintData/properties/status", beside)
    merged = (
        type(spec())(document).operations["paintPicture"].success_schema["properties"]["data"]["properties"]["status"]
    )
    assert merged["x-assumed"] == {"x-open-enum": "seen", "type": "why"}
    assert (merged["description"], merged["type"]) == ("Ours.", ["integer", "string"])
