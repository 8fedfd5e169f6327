"""What a user reads of a method: its page, and everything that no page says of it."""

import inspect

import pytest

from contract.spec import Operation
from contract_tests.calls import method_name
from contract_tests.witnesses import OPERATIONS, SPEC, name_of
from img_open import AsyncImgOpen, ImgOpen, models


def said(text: str | None) -> str:
    return " ".join(inspect.cleandoc(text or "").split())


@pytest.mark.parametrize("kind", [ImgOpen, AsyncImgOpen])
@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_a_methods_docstring_has_the_page_and_what_is_assumed(operation: Operation, kind: type) -> None:
    resource, name = method_name(operation)
    told = said(getattr(type(getattr(kind("id", "secret"), resource)), name).__doc__)
    assert f"Page: {operation.url}" in told
    reasons = list((operation.task or {}).get("x-assumed", {}).values())
    reasons += [operation.raw["responses"]["200"].get("x-assumed")]
    written = SPEC.document["paths"][operation.path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    request = SPEC.target(written["$ref"])
    fields = [schema.get("x-assumed") for schema in [request, *request["properties"].values()]]
    reasons += [text for said in fields for text in (said.values() if isinstance(said, dict) else [said])]
    texts = [reason for reason in reasons if isinstance(reason, str)]
    assert [text for text in texts if f"Assumed: {said(text)}" not in told] == []


@pytest.mark.parametrize("name", ["StyleTaskData", "PicturesTaskData", "ToolTaskData", "AlwaysonScripts"])
def test_a_models_docstring_says_that_the_model_is_assumed(name: str) -> None:
    reason = SPEC.document["components"]["schemas"][name]["x-assumed"]
    assert f"Assumed: {said(reason)}" in said(getattr(models, name).__doc__)
