"""Spec against client: generating changes no byte, all has its counterpart there, each legal value survives."""

from pathlib import Path

import httpx
import pytest

from contract.spec import Operation
from contract.values import JsonObject
from contract_tests.calls import MODES, Mode
from contract_tests.client_legal import survival
from contract_tests.client_rules import compare_enum, compare_rules
from contract_tests.client_shape import compare_files, compare_method, compare_model
from contract_tests.client_wire import compare_read, compare_sent
from contract_tests.edges import Edges
from contract_tests.witnesses import OPERATIONS, ROOT, SPEC, name_of
from generator.build import build
from img_open import AsyncImgOpen, ImgOpen, models, task_rules

NOT_IN_THE_CLIENT = {"ErrorResponse"}  # a refusal is an exception there
OBJECTS: dict[str, JsonObject] = {
    name: SPEC.deref(schema)
    for name, schema in SPEC.document["components"]["schemas"].items()
    if "properties" in schema and name not in NOT_IN_THE_CLIENT
}
ENUMS = [name for name, schema in SPEC.document["components"]["schemas"].items() if "x-open-enum" in schema]
ASKED_FOR = [operation for operation in OPERATIONS if (operation.task or {}).get("query")]


def test_generating_changes_no_byte(tmp_path: Path, edges: Edges) -> None:
    build(ROOT / "spec" / "openapi.yaml", tmp_path)
    edges.expect_none(compare_files(tmp_path, ROOT / "generated"))


@pytest.mark.parametrize("kind", [ImgOpen, AsyncImgOpen])
@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_each_operation_has_its_method(
    operation: Operation, kind: type[ImgOpen] | type[AsyncImgOpen], edges: Edges
) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(500))
    http = httpx.Client(transport=transport) if kind is ImgOpen else httpx.AsyncClient(transport=transport)
    client = kind("id", "secret", http_client=http)  # type: ignore[arg-type]  # each kind gets its own
    edges.expect_none(compare_method(operation, client))


@pytest.mark.parametrize("name", OBJECTS)
def test_each_object_has_its_model(name: str, edges: Edges) -> None:
    edges.expect_none(compare_model(SPEC, name, OBJECTS[name], vars(models)))


@pytest.mark.parametrize("name", ENUMS)
def test_each_open_enum_has_its_numbers(name: str, edges: Edges) -> None:
    edges.expect_none(compare_enum(SPEC, name, getattr(models, name, None)))


@pytest.mark.parametrize("name", OBJECTS)
def test_each_legal_value_survives(name: str, edges: Edges) -> None:
    edges.expect_none(survival(SPEC, name, getattr(models, name), examples=150))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_each_field_is_sent_as_it_was_given(operation: Operation, mode: Mode, edges: Edges) -> None:
    edges.expect_none(compare_sent(SPEC, operation, mode))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_each_field_of_an_answer_is_shown(operation: Operation, mode: Mode, edges: Edges) -> None:
    edges.expect_none(compare_read(SPEC, operation, mode))


@pytest.mark.parametrize("operation", ASKED_FOR, ids=name_of)
def test_the_rules_of_waiting_are_the_specs(operation: Operation, edges: Edges) -> None:
    edges.expect_none(compare_rules(SPEC, operation, task_rules.RULES[operation.operation_id]))
