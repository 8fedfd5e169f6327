"""Every lint rule has an example that breaks it."""

from typing import Any

import pytest

from contract.documents import FormError
from contract.lint import RULES, lint, validity
from contract.values import ABSENT
from tests.contract.made_up import DOCUMENT, POST, REQUEST, changed, operation, spec

TASK = f"{POST}/x-task"
STATUS = "/components/schemas/Status"
EXAMPLE = f"{POST}/responses/200/example"
KIND = f"{POST}/parameters/0/schema"
CALLBACK = f"{POST}/callbacks/finished/{{$request.body#~1jobId}}/post"
TEXT = {"type": "string"}

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
    ("tasks_are_in_form", f"{TASK}/until", 1, TASK, "additionalProperties"),
    ("tasks_are_in_form", f"{TASK}/key", ABSENT, f"{TASK}/key", "required"),
    ("task_pointers_lead_somewhere", f"{TASK}/id", "/data/taskId", f"{TASK}/id", "a field of the success schema"),
    ("task_pointers_lead_somewhere", f"{TASK}/filled", ["/data/url"], f"{TASK}/filled/0", "/data/url"),
    ("task_pointers_lead_somewhere", f"{TASK}/status/at", "/status", f"{TASK}/status/at", "/status"),
    ("task_query_exists", f"{TASK}/query/operationId", "ask", f"{TASK}/query/operationId", "an operation"),
    ("task_query_exists", f"{TASK}/query/parameters", {}, f"{TASK}/query/parameters", '["kind"]'),
    ("task_query_exists", f"{POST}/parameters/0/schema", {"enum": ["ink"]}, f"{TASK}/query/parameters/kind", '"oil"'),
    ("task_query_exists", f"{TASK}/key", "id", f"{TASK}/key", "a field of the request of paintPicture"),
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


def test_the_made_up_spec_is_clean() -> None:
    report = lint(spec())
    assert str(report) == f"spec: {report.checks} checks, no mismatch"


@pytest.mark.parametrize(("rule", "place", "new", "pointer", "words"), BROKEN)
def test_a_broken_rule_is_reported_with_its_place(rule: str, place: str, new: Any, pointer: str, words: str) -> None:
    report = validity(spec())
    next(r for r in RULES if r.__name__ == rule)(spec(place, new), report)
    (mismatch,) = {str(m): m for m in report.mismatches}.values()
    assert mismatch.pointer == pointer
    assert words in str(mismatch)
    assert mismatch.operation in {"paintPicture", "Paint_it"}
    assert "https://docs.example/paint (spec/openapi.yaml, POST /paint/{kind})" in str(mismatch)


def test_every_rule_is_broken_once() -> None:
    assert {rule.__name__ for rule in RULES} == {row[0] for row in BROKEN}


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
