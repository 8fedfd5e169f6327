"""Spec against client: generating changes no byte, all has its counterpart there, each legal value survives."""

from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings

from contract.legal_values import legal_values
from contract.mismatch import Report
from contract.spec import FILE, Operation
from contract.values import Json, JsonObject
from contract_tests.calls import readable
from contract_tests.client_shape import EDGE, compare_files, compare_method, compare_model
from contract_tests.client_values import as_client_shows
from contract_tests.edges import Edges
from contract_tests.witnesses import OPERATIONS, ROOT, SPEC, name_of
from generator.build import build
from img_open import AsyncImgOpen, ImgOpen, models

NOT_IN_THE_CLIENT = {"ErrorResponse"}  # a refusal is an exception there
OBJECTS: dict[str, JsonObject] = {
    name: SPEC.deref(schema)
    for name, schema in SPEC.document["components"]["schemas"].items()
    if "properties" in schema and name not in NOT_IN_THE_CLIENT
}


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


@pytest.mark.parametrize("name", OBJECTS)
def test_each_legal_value_survives(name: str, edges: Edges) -> None:
    schema = OBJECTS[name]
    model = getattr(models, name)
    report = Report(EDGE)

    @settings(max_examples=150, deadline=None, derandomize=True, database=None)
    @given(legal_values(SPEC, name))
    def survives(value: Json) -> None:
        with readable(report, name, FILE):
            report.compare(name, "", as_client_shows(schema, value), model.from_dict(value).to_dict(), FILE)

    survives()
    edges.expect_none(report)
