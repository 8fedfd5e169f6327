"""Every fact of the real contract leads to its lines, its method, its model, its recordings and its handler."""

import inspect
from copy import deepcopy

import attrs
import pytest

from changes.change import Change, Level
from changes.comparing import change
from changes.impact import Impact, Kit
from changes.pages import compare_pages
from changes.spec_lines import SpecLines, entry_lines
from changes.specs import compare_specs
from contract.spec import Operation, Spec
from contract.spec_facts import spec_facts
from contract.values import ABSENT, split
from contract_tests.witnesses import OPERATIONS, PAGES, ROOT, SPEC, name_of
from img_open import ImgOpen, models
from img_open_sandbox.registry import load

KIT = Kit(ROOT)
LINES = (ROOT / "spec" / "openapi.yaml").read_text("utf-8").splitlines()


def line(place: str) -> str:
    """The text of a place such as spec/openapi.yaml:12."""
    file, _, number = place.partition(":")
    assert file == "spec/openapi.yaml"
    return LINES[int(number) - 1]


def changed_at(operation: Operation, pointer: str) -> Change:
    return change("request-property-type-changed", operation.operation_id, pointer, "string", "integer")


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_each_fact_leads_to_its_lines(operation: Operation) -> None:
    for pointer in spec_facts(operation):
        parts = split(pointer)
        impact = KIT.impact([changed_at(operation, pointer)])
        assert impact.spec, pointer
        if parts[0] in {"request", "response", "callback"} and "example" not in parts and len(parts) > 3:
            *_, name, keyword = [part for part in parts if part != "*"]
            assert name in line(impact.spec[0]), (pointer, impact.spec)
            assert len(impact.spec) == 1 or keyword in line(impact.spec[-1]), (pointer, impact.spec)
        elif pointer not in {"/method", "/path", "/server"}:
            wanted = {"/page": "externalDocs:", "/request/content_type": "content:", "/lifecycle": "x-lifecycle:"}
            assert wanted.get(pointer, "") in line(impact.spec[0]), (pointer, impact.spec)


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_each_field_leads_to_a_method_and_a_model_that_exist(operation: Operation) -> None:
    client = ImgOpen("id", "secret")
    client.close()
    for pointer in spec_facts(operation):
        impact = KIT.impact([changed_at(operation, pointer)])
        (method,) = impact.methods
        name, _, argument = method.rstrip(")").partition("(")
        _, resource, function = name.split(".")
        found = getattr(getattr(client, resource), function)
        assert argument.rstrip("=") in {"", *inspect.signature(found).parameters}, method
        for model in impact.models:
            module, _, attribute = model.rpartition(".")
            model_class = getattr(models, module.rpartition(".")[2])
            assert attribute in {field.name for field in attrs.fields(model_class)}, model


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_each_operation_leads_to_its_handler_and_its_recordings(operation: Operation) -> None:
    impact = KIT.impact([change("path-moved", operation.slug, "/path", "/a", "/b")])
    handlers, _ = load()
    module = handlers[operation.operation_id].__module__.rpartition(".")[2]
    own_file = (f"sandbox/img_open_sandbox/handlers/{module}.py",)
    assert impact.handlers == (own_file if "x-draft" not in operation.raw else ())  # drafts share a stand-in
    own = [recording.file for recording in KIT.recordings if recording.operation_id == operation.operation_id]
    assert list(impact.recordings) == own
    assert all((ROOT / file).is_file() for file in own)
    assert operation.path in LINES[int(impact.spec[0].partition(":")[2]) - 2]


def test_a_change_of_a_page_tells_what_it_touches() -> None:
    raw = deepcopy(PAGES.pages["face-detection"].raw)
    raw["response"]["200"]["fields"][2]["fields"][3]["type"] = "integer"
    impact = KIT.impact(compare_pages(PAGES.pages["face-detection"].raw, raw))
    assert line(impact.spec[0]).strip().startswith("status:")
    (deviation,) = impact.deviations
    file, _, number = deviation.partition(":")
    entry = (ROOT / file).read_text("utf-8").splitlines()[int(number) - 1 :][:2]
    assert entry == ["- page: face-detection", "  at: /response/200/data/status/type"]
    assert impact.methods == ("client.tools.detect_faces()",)
    assert impact.models == ("img_open.models.FaceDetectionData.status",)
    assert impact.recordings == ("contract_tests/recordings/detectFaces/documented.har",)


def test_a_renamed_field_is_found_under_the_name_that_the_contract_has() -> None:
    before, after = PAGES.pages["face-detection"].raw, deepcopy(PAGES.pages["face-detection"].raw)
    after["request"]["body"][0]["name"] = "pictureUrl"
    for states in ((before, after), (after, before)):  # the contract has the old name, then the new one
        (found,) = [one for one in compare_pages(*states) if one.rule.endswith("-renamed")]
        impact = KIT.impact([found])
        assert line(impact.spec[0]).strip().startswith("imageUrl:")
        assert impact.models == ("img_open.models.FaceDetectionRequest.image_url",)


def test_a_new_field_touches_where_it_is_to_stand_and_every_recording() -> None:
    new = change("new-required-request-property", "face-detection", "/request/body/more", ABSENT, "a field")
    impact = KIT.impact([new])
    assert line(impact.spec[0]).strip() == "schema: {$ref: '#/components/schemas/FaceDetectionRequest'}"
    assert impact.methods == ("client.tools.detect_faces(more=)",)
    assert impact.models == ()
    assert impact.recordings


def test_a_field_that_no_recording_has_touches_none() -> None:
    impact = KIT.impact([change("request-property-removed", "face-detection", "/request/body/callbackUrl", "", ABSENT)])
    assert impact.recordings == ()
    assert line(impact.spec[0]).strip().startswith("callbackUrl:")


def test_places_of_the_document_are_found_by_their_pointers() -> None:
    document = deepcopy(SPEC.document)
    document["components"]["schemas"]["Count"]["description"] = "another"
    (found,) = compare_specs(SPEC, Spec(document))
    (place,) = KIT.impact([found]).spec
    assert line(place).strip() == "description: A whole number from 1."


def test_a_page_without_an_operation_touches_nothing() -> None:
    assert KIT.impact([Change("page-added", Level.ADDITIVE, "page", "text-to-music", "", ABSENT, "", "")]) == Impact()


def test_handlers_are_found_by_name_in_the_sources() -> None:
    assert set(KIT.handlers) == {o.operation_id for o in OPERATIONS if "x-draft" not in o.raw}


def test_an_empty_document_has_no_lines() -> None:
    assert SpecLines("").of_document("/info/version") == []
    assert SpecLines("{}").of_operation("/paths/~1x/post", "/path") == []
    assert SpecLines("paths: {/x: {post: {}}}").of_operation("/paths/~1x/post", "/response/200/a")[0].line == 1
    assert entry_lines("") == []


def test_a_reference_that_leads_to_itself_ends() -> None:
    text = "paths: {/x: {post: {requestBody: {content: {a: {schema: {$ref: '#/s'}}}}}}}\ns: {$ref: '#/s'}\n"
    assert SpecLines(text).of_operation("/paths/~1x/post", "/request/body/a")[0].line == 1
