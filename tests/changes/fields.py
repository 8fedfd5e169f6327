"""A contract with one field under test, in each place where a field can stand; and what can happen to it."""

from typing import Any, NamedTuple

from contract.spec import Spec
from contract.values import JsonObject

TEXT: JsonObject = {"type": "string"}
NUMBER: JsonObject = {"type": "integer"}
LIST: JsonObject = {"type": "array", "items": TEXT}


class State(NamedTuple):
    """The field: its schema, whether it must be there, its name, its other names; no schema for no field."""

    schema: JsonObject | None = TEXT
    required: bool = False
    name: str = "field"
    aliases: tuple[str, ...] = ()


def _with(**keywords: Any) -> State:
    base = LIST if keywords.keys() & {"minItems", "maxItems"} else TEXT
    base = NUMBER if keywords.keys() & {"minimum", "maximum", "exclusiveMinimum", "multipleOf"} else base
    return State({**base, **{key.replace("x_", "x-"): value for key, value in keywords.items()}})


# What happened, and the field before and after.
ACTIONS: dict[str, tuple[State, State]] = {
    "removed": (State(), State(None)),
    "renamed": (State(), State(name="other")),
    "became-required": (State(), State(required=True)),
    "became-optional": (State(required=True), State()),
    "type-changed": (State(TEXT), State(NUMBER)),
    "type-narrowed": (State({"type": ["string", "integer"]}), State(TEXT)),
    "type-widened": (State(TEXT), State({"type": ["string", "integer"]})),
    "became-nullable": (State(TEXT), State({"type": ["string", "null"]})),
    "became-not-nullable": (State({"type": ["string", "null"]}), State(TEXT)),
    "enum-value-removed": (_with(enum=["a", "b"]), _with(enum=["a"])),
    "enum-value-added": (_with(enum=["a"]), _with(enum=["a", "b"])),
    "became-enum": (State(), _with(enum=["a"])),
    "no-longer-enum": (_with(enum=["a"]), State()),
    "range-tightened": (_with(minimum=1), _with(minimum=2)),
    "range-widened": (_with(maximum=1), _with(maximum=2)),
    "range-changed": (_with(x_minimum="some"), _with(x_minimum="more")),
    "length-tightened": (_with(maxLength=5), _with(maxLength=4)),
    "length-widened": (_with(minLength=5), _with(minLength=4)),
    "items-tightened": (_with(maxItems=5), _with(maxItems=4)),
    "items-widened": (_with(minItems=5), _with(minItems=4)),
    "step-added": (State(NUMBER), _with(multipleOf=8)),
    "step-removed": (_with(multipleOf=8), State(NUMBER)),
    "step-changed": (_with(multipleOf=8), _with(multipleOf=4)),
    "pattern-added": (State(), _with(pattern="^a")),
    "pattern-removed": (_with(pattern="^a"), State()),
    "pattern-changed": (_with(pattern="^a"), _with(pattern="^b")),
    "format-added": (State(), _with(format="uri")),
    "format-removed": (_with(format="uri"), State()),
    "format-changed": (_with(format="uri"), _with(format="date")),
    "default-added": (State(), _with(x_default="a")),
    "default-removed": (_with(x_default="a"), State()),
    "default-changed": (_with(x_default="a"), _with(x_default="b")),
    "alias-added": (State(), State(aliases=("alias",))),
    "alias-removed": (State(aliases=("alias",)), State()),
}
FAMILIES = ("request-property", "request-parameter", "response-property", "callback-property")


def contract(family: str, state: State) -> Spec:
    """A contract whose only operation has the field in that place."""
    bodies = {name: _body(state if name == family else State(None)) for name in FAMILIES}
    parameters = []
    if family == "request-parameter" and state.schema is not None:
        parameters = [{"name": state.name, "in": "query", "required": state.required, "schema": state.schema}]
    call = {
        "operationId": "paint",
        "tags": ["tools"],
        "x-page": "paint",
        "externalDocs": {"url": "https://docs.example/paint"},
        "parameters": parameters,
        "requestBody": _content(bodies["request-property"]),
        "responses": {"200": _content(bodies["response-property"])},
        "callbacks": {
            "done": {"{$request.body#/url}": {"post": {"requestBody": _content(bodies["callback-property"])}}}
        },
    }
    servers = [{"url": "https://api.example"}]
    return Spec(
        {"openapi": "3.1.0", "info": {"version": "0.1.0"}, "servers": servers, "paths": {"/paint": {"post": call}}}
    )


def _content(schema: JsonObject) -> JsonObject:
    return {"content": {"application/json": {"schema": schema}}}


def _body(state: State) -> JsonObject:
    properties: JsonObject = {"always": TEXT}
    if state.schema is not None:
        properties[state.name] = state.schema
    properties |= {alias: {**TEXT, "x-alias-of": state.name} for alias in state.aliases}
    return {"type": "object", "properties": properties, "required": [state.name] if state.required else []}
