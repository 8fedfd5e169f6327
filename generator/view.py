"""What the templates print: openapi-python-client's parse of the lowered document, joined with the contract itself."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from textwrap import wrap
from typing import Any

from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import AnyProperty, EnumProperty, ModelProperty, Property
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import PythonIdentifier, safe_for_docstring, snake_case

from generator.lower import METHODS, GenerationError, aliases, operations

Json = Mapping[str, Any]
_SCALARS: dict[type[Any], str] = {
    StringProperty: "TEXT",
    IntProperty: "INTEGER",
    FloatProperty: "NUMBER",
    BooleanProperty: "FLAG",
    AnyProperty: "ANY",
}
_DOC_WIDTH = 108


def literal(value: object) -> str:
    """Return Python source for a text, a number, or a list of them."""
    if isinstance(value, UntrustedString):
        value = value.get_untrusted_value()
    if isinstance(value, list | tuple):
        return "(" + "".join(f"{literal(item)}, " for item in value) + ")"
    if isinstance(value, str | int):
        return json.dumps(value) if isinstance(value, str) else repr(value)
    raise GenerationError(f"expected a text, a number or a list of them to print, got {value!r}")


def doc(text: object, indent: int) -> str:
    """Return a text as lines of a docstring, indented but for the first."""
    lines = wrap(safe_for_docstring(text), _DOC_WIDTH - indent)
    return ("\n" + " " * indent).join(lines)


def codec(prop: PropertyProtocol, package: str = "__package__") -> str:
    """Return the expression that makes a property's codec; `package` is the expression for the models' package.

    Raises GenerationError for a type that has none.
    """
    if (scalar := _SCALARS.get(type(prop))) is not None:
        return scalar
    if isinstance(prop, ModelProperty | EnumProperty):
        return f"named({package}, {literal(str(prop.class_info.module_name))}, {literal(str(prop.class_info.name))})"
    if isinstance(prop, ListProperty):
        return f"listed({codec(prop.inner_property, package)})"
    if isinstance(prop, UnionProperty):
        inner = [item for item in prop.inner_properties if not isinstance(item, NoneProperty)]
        if len(inner) == 1 and len(prop.inner_properties) == 2:
            return f"nullable({codec(inner[0], package)})"
    name = prop.name.get_untrusted_value()
    raise GenerationError(
        f"{name}: no codec for {type(prop).__name__}; add one to generator/runtime/codec.py and view.py"
    )


def fields(model: ModelProperty) -> Iterator[tuple[Property, str, str]]:
    """Yield each property with its wire name as a literal and its codec, the required ones first."""
    for prop in [*(model.required_properties or []), *(model.optional_properties or [])]:
        yield prop, literal(prop.name), codec(prop)


def also(document: Json, model: ModelProperty, prop: Property) -> str:
    """Return the further names of a property on the wire, as arguments after its codec."""
    schema = document["components"]["schemas"].get(str(model.class_info.name), {})
    return "".join(f", {literal(name)}" for name in aliases(schema).get(prop.name.get_untrusted_value(), []))


def is_open(model: ModelProperty) -> bool:
    """Say whether the document invites further fields."""
    return model.data.additionalProperties is True


@dataclass(frozen=True)
class Parameter:
    """One keyword of a resource method."""

    name: str
    wire_name: str
    type: str
    optional: bool
    doc: str
    is_key: bool

    @property
    def declaration(self) -> str:
        """As in the signature."""
        return f"{self.name}: {self.type} | None = None" if self.optional else f"{self.name}: {self.type}"


@dataclass(frozen=True)
class Method:
    """One resource method."""

    operation_id: str
    name: str
    tag: str
    raw: Json
    path: str
    page: str
    path_parameters: list[Parameter]
    body_parameters: list[Parameter]
    body_class: str | None
    result: ModelProperty
    result_at: str
    answered: str
    id_at: list[str]
    assumed: list[str]
    imports: set[str] = field(default_factory=set)

    @property
    def task(self) -> Json | None:
        """x-task, where the operation starts a task that can be asked for."""
        found: Json = self.raw.get("x-task", {})
        return found if found.get("query") else None

    @property
    def submits(self) -> bool:
        """Whether it starts something that may cost."""
        return "x-task" in self.raw

    def path_with(self, parameters: Mapping[str, str]) -> str:
        """Return the path with its parameters filled in, which hold no character that needs quoting."""
        return self.path.format(**parameters)

    @property
    def at_once(self) -> bool:
        """Whether the submit's own answer may carry the task's result."""
        return self.answered == str(self.result.class_info.name)

    @property
    def pagination(self) -> "Pagination | None":
        """How the pages of the list are counted, where the answer is one page of a list."""
        found = self.raw.get("x-pagination")
        return Pagination(self, found) if found else None

    @property
    def parameters(self) -> list[Parameter]:
        """All keywords, the required ones first."""
        return sorted([*self.path_parameters, *self.body_parameters], key=lambda parameter: parameter.optional)

    @property
    def status(self) -> Property | None:
        """The result's field that x-task names as the status."""
        at = (self.task or {}).get("status", {}).get("at")
        wire_names = {f"{self.result_at}/{prop.name.get_untrusted_value()}": prop for prop, _, _ in fields(self.result)}
        return wire_names.get(at)


class Pagination:
    """What the method that goes through all pages of a list needs."""

    def __init__(self, method: Method, written: Json) -> None:
        named = {parameter.wire_name: parameter for parameter in method.body_parameters}
        self.page = named[written["page"]]
        self.size = named[written["size"]]
        self.filters = [p for p in method.parameters if p not in (self.page, self.size)]
        below = {f"{method.result_at}/{prop.name.get_untrusted_value()}": prop for prop, _, _ in fields(method.result)}
        items = below[written["items"]]
        if not isinstance(items, ListProperty):
            raise GenerationError(f"{method.operation_id}: expected a list at {written['items']}")
        self.items, self.total = str(items.python_name), str(below[written["total"]].python_name)
        self.item = items.inner_property
        self.name = "iter_" + method.name.removeprefix("list_")


def methods(document: Json, data: GeneratorData, config: Config) -> list[Method]:
    """Return a method for each operation. Raises GenerationError where openapi-python-client left one out."""
    raw = {
        PythonIdentifier(operation["operationId"], config.field_prefix): operation for operation in operations(document)
    }
    paths = {
        item[name]["operationId"]: path for path, item in document["paths"].items() for name in METHODS if name in item
    }
    endpoints = {
        endpoint.name: endpoint
        for collection in data.endpoint_collections_by_tag.values()
        for endpoint in collection.endpoints
    }
    if missing := sorted(set(raw) - set(endpoints)):
        raise GenerationError(f"openapi-python-client made no function for {', '.join(missing)}")
    models = {str(model.class_info.name): model for model in data.models}
    return [
        _method(endpoints[name], operation, paths[operation["operationId"]], document, models)
        for name, operation in raw.items()
    ]


def _method(endpoint: Endpoint, raw: Json, path: str, document: Json, models: Mapping[str, ModelProperty]) -> Method:
    def model(prop: Property, what: str) -> ModelProperty:
        if isinstance(prop, ModelProperty):
            return models[str(prop.class_info.name)]  # a reference's own copy may not have its fields yet
        raise GenerationError(
            f"{raw['operationId']}: expected {what} that is one named object, got {type(prop).__name__}"
        )

    name = str(endpoint.name)
    task = raw.get("x-task", {})
    # Where no query is known, nobody could ask for a task by an id that was made here.
    key = task.get("key") if task.get("query") else None
    body = model(endpoint.bodies[0].prop, "a request body") if endpoint.bodies else None
    answer = model(endpoint.responses.patterns[0].prop, "a success answer")
    data = next((prop for prop, wire_name, _ in fields(answer) if wire_name == '"data"'), None)
    if data is not None and not data.required:
        raise GenerationError(f"{raw['operationId']}: expected data to be required in a success")
    result, at = (model(data, "data"), "/data") if isinstance(data, ModelProperty) else (answer, "")
    answered = str(result.class_info.name)
    id_at = _with_aliases(task["id"], data, document) if task else []
    if "result" in task:
        result, at = models[task["result"]["schema"]["$ref"].rpartition("/")[2]], task["result"]["at"]
    # openapi-python-client looks for a parameter's description in its schema only.
    described = {snake_case(item["name"]): item.get("description") for item in raw.get("parameters", [])}
    method = Method(
        operation_id=raw["operationId"],
        name=name,
        tag=str(endpoint.tags[0]),
        raw=raw,
        path=path,
        page=raw["externalDocs"]["url"],
        path_parameters=[
            _parameter(prop, None, described.get(str(prop.python_name))) for prop in endpoint.path_parameters
        ],
        body_parameters=[_of_body(prop, key, body, document) for prop, _, _ in fields(body)] if body else [],
        body_class=str(body.class_info.name) if body else None,
        result=result,
        result_at=at,
        answered=answered,
        id_at=id_at,
        assumed=list(_assumed(raw, answer, document)),
    )
    used: list[PropertyProtocol] = [*endpoint.path_parameters, result]
    if body is not None:
        used += [body, *(prop for prop, _, _ in fields(body))]
    if method.pagination:
        used.append(method.pagination.item)
    for prop in used:
        method.imports.update(prop.get_lazy_imports(prefix=".."))
    return method


def _parameter(prop: Property, key: str | None, description: str | None = None) -> Parameter:
    wire_name = prop.name.get_untrusted_value()
    return Parameter(
        name=str(prop.python_name),
        wire_name=wire_name,
        type=prop.get_type_string(no_optional=True).as_unembedded_code(),
        optional=not prop.required or wire_name == key,
        doc=description or (prop.description.get_untrusted_value() if prop.description else ""),
        is_key=wire_name == key,
    )


def _of_body(prop: Property, key: str | None, body: ModelProperty, document: Json) -> Parameter:
    """Return the keyword for a field of the body, with what is assumed of it."""
    parameter = _parameter(prop, key)
    schema = document["components"]["schemas"][str(body.class_info.name)]
    said = schema["properties"][parameter.wire_name].get("x-assumed", {})
    reasons = [said] if isinstance(said, str) else list(said.values())
    of_all = schema.get("x-assumed", {})
    if parameter.wire_name in schema.get("required", []) and isinstance(of_all, dict) and "required" in of_all:
        reasons.append(of_all["required"])
    texts = "".join(f" Assumed: {reason}" for reason in dict.fromkeys(reasons))
    return replace(parameter, doc=parameter.doc + texts)


def assumed(document: Json, model: ModelProperty) -> str:
    """Return why a model as a whole is assumed, or nothing."""
    said = document["components"]["schemas"].get(str(model.class_info.name), {}).get("x-assumed")
    return said if isinstance(said, str) else ""


def _assumed(raw: Json, answer: ModelProperty, document: Json) -> Iterator[str]:
    """Yield what no page says of the operation's waiting and of its answer, each reason once."""
    schemas = document["components"]["schemas"]
    answers = (raw["responses"]["200"], schemas.get(str(answer.class_info.name), {}))
    texts = [text for said in answers if isinstance(text := said.get("x-assumed"), str)]
    yield from dict.fromkeys([*raw.get("x-task", {}).get("x-assumed", {}).values(), *texts])


def _with_aliases(pointer: str, data: Property | None, document: Json) -> list[str]:
    """Return the pointer of a field of data, and its pointers under the field's other names."""
    above, _, name = pointer.rpartition("/")
    model = str(data.class_info.name) if isinstance(data, ModelProperty) else ""
    others = aliases(document["components"]["schemas"].get(model, {})).get(name, [])
    return [pointer, *(f"{above}/{other}" for other in others)]


def slashed(document: Json, config: Config) -> set[tuple[str, str]]:
    """Return (function name, wire name) of each path parameter that keeps its slashes."""
    return {
        (PythonIdentifier(operation["operationId"], config.field_prefix), parameter["name"])
        for operation in operations(document)
        for parameter in operation.get("parameters", [])
        if parameter.get("x-allow-slash")
    }
