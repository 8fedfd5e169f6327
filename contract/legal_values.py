"""Generated values that a named schema allows, by schemathesis' own generator."""

import schemathesis
from hypothesis.strategies import SearchStrategy

from contract.spec import Spec
from contract.values import Json


def legal_values(spec: Spec, name: str) -> SearchStrategy[Json]:
    """A Hypothesis strategy for the values of components/schemas/<name>."""
    # The generator makes requests, so the schema is given one whose body it is.
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    post = {"requestBody": {"required": True, "content": content}, "responses": {"200": {"description": ""}}}
    document = {
        "openapi": spec.document["openapi"],
        "info": {"title": name, "version": "1"},
        "paths": {"/": {"post": post}},
        "components": {"schemas": spec.document["components"]["schemas"]},
    }
    return schemathesis.openapi.from_dict(document)["/"]["POST"].as_strategy().map(lambda case: case.body)
