"""The second witness: the OpenAPI document, operation by operation, with every reference followed."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from contract.document_walk import Node, objects, schemas
from contract.documents import FormError, load_yaml
from contract.values import ABSENT, Json, JsonObject, at

FILE = "spec/openapi.yaml"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_ERROR = "#/components/schemas/ErrorResponse"


@dataclass(frozen=True)
class Operation:
    """One operation; `raw` and the schemas have no reference left in them."""

    operation_id: str
    method: str
    path: str
    pointer: str
    raw: JsonObject
    server: str
    key_headers: tuple[str, ...]
    success_schema: JsonObject
    error_schema: JsonObject | None

    @property
    def slug(self) -> str:
        """The page that the operation stands on."""
        return str(self.raw.get("x-page"))

    @property
    def url(self) -> str:
        """The page's URL as the spec has it."""
        return str(self.raw.get("externalDocs", {}).get("url"))

    @property
    def source(self) -> str:
        """The page and the spec, for messages."""
        return f"{self.url} ({FILE}, {self.method} {self.path})"

    @property
    def task(self) -> JsonObject | None:
        """How a caller waits for the result."""
        return self.raw.get("x-task")

    @property
    def parameters(self) -> list[JsonObject]:
        """The parameters, without the key headers."""
        return list(self.raw.get("parameters", []))

    @property
    def path_example(self) -> dict[str, str]:
        """The example of each path parameter that shows one."""
        shown = (row for row in self.parameters if row["in"] == "path" and "example" in row)
        return {row["name"]: str(row["example"]) for row in shown}

    @property
    def request(self) -> tuple[str | None, JsonObject]:
        """Media type and media object of the request body; None and {} without one."""
        return media(self.raw.get("requestBody", {}))

    @property
    def request_schema(self) -> JsonObject:
        """The schema of the request body."""
        return self.request[1].get("schema", {})  # type: ignore[no-any-return]

    def answer_schema(self, status: str, *, success: bool = True) -> JsonObject:
        """The schema of an answer; under 200 the body's code tells a success from an error."""
        if status == "200":
            return self.success_schema if success or self.error_schema is None else self.error_schema
        return media(self.raw["responses"][status])[1].get("schema", {})  # type: ignore[no-any-return]

    @property
    def callback(self) -> JsonObject | None:
        """The operation that the service calls when it is done."""
        for expressions in self.raw.get("callbacks", {}).values():
            for item in expressions.values():
                return next(value for method, value in item.items() if method in METHODS)  # type: ignore[no-any-return]
        return None


def media(holder: JsonObject) -> tuple[str | None, JsonObject]:
    """The first media type of a request body or a response, with its media object."""
    return next(iter(holder.get("content", {}).items()), (None, {}))


class Spec:
    """The document and its operations."""

    def __init__(self, document: JsonObject) -> None:
        self.document = document

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """Every operation under paths, by its id."""
        return {o.operation_id: o for o in map(self._operation, *zip(*self.paths(), strict=True))}

    @cached_property
    def users(self) -> dict[str, list[Operation]]:
        """The operations that use a component, by the component's reference."""
        found: dict[str, list[Operation]] = {}
        for operation in self.operations.values():
            for ref in self._references(self.document["paths"][operation.path], set()):
                found.setdefault(ref, []).append(operation)
        return found

    @cached_property
    def objects(self) -> list[Node]:
        """Every OpenAPI object that is no schema, as it is written, with its pointer."""
        return list(objects(self.document))

    @cached_property
    def schemas(self) -> list[Node]:
        """Every schema and every schema within one, as it is written, with its pointer."""
        return list(schemas(self.document))

    def owner(self, pointer: str) -> tuple[str, str]:
        """The operations that a place of the document belongs to, and the page of the first, for messages."""
        if pointer.startswith("/paths"):
            within = [o for o in self.operations.values() if f"{pointer}/".startswith(f"{o.pointer}/")]
        else:
            within = self.users.get("#" + "/".join(pointer.split("/")[:4]), [])
        if not within:
            return "the document", FILE
        more = f" and {len(within) - 3} more" if len(within) > 3 else ""
        return ", ".join(operation.operation_id for operation in within[:3]) + more, within[0].source

    def paths(self) -> Iterator[tuple[str, str]]:
        """Every path and method of the document."""
        for path, item in self.document["paths"].items():
            for method in item:
                if method in METHODS:
                    yield path, method

    def deref(self, node: Json, seen: tuple[str, ...] = ()) -> Json:
        """A copy of a node in which each reference is replaced by its target and what stands beside it."""
        if isinstance(node, list):
            return [self.deref(item, seen) for item in node]
        if not isinstance(node, dict):
            return node
        beside = {key: self.deref(child, seen) for key, child in node.items() if key != "$ref"}
        ref = node.get("$ref")
        if not isinstance(ref, str):
            return beside
        if ref in seen:
            raise FormError(f"{FILE}: {ref} leads to itself; the kit reads no recursive schemas")
        return _beside(self.deref(self.target(ref), (*seen, ref)), beside)

    def target(self, ref: str) -> JsonObject:
        """What a reference leads to."""
        found = at(self.document, ref.removeprefix("#"))
        if found is ABSENT or not ref.startswith("#/"):
            raise FormError(f"{FILE}: the reference {ref!r} leads nowhere; references stay within the document")
        return found  # type: ignore[no-any-return]

    def _references(self, node: Json, seen: set[str]) -> set[str]:
        if isinstance(node, list):
            node = dict(enumerate(node))
        for key, child in node.items() if isinstance(node, dict) else ():
            if key != "$ref":
                self._references(child, seen)
            elif child not in seen:
                seen.add(child)
                self._references(self.target(child), seen)
        return seen

    def _operation(self, path: str, method: str) -> Operation:
        item = self.document["paths"][path]
        written = item[method]
        raw = self.deref(written)
        raw["parameters"] = [*self.deref(item.get("parameters", [])), *raw.get("parameters", [])]
        success, error = self._answers(written)
        schemes = self.document.get("components", {}).get("securitySchemes", {})
        security = raw.get("security", self.document.get("security", []))
        return Operation(
            operation_id=written.get("operationId", f"{method.upper()} {path}"),
            method=method.upper(),
            path=path,
            pointer=f"/paths/{path.replace('~', '~0').replace('/', '~1')}/{method}",
            raw=raw,
            server=self.document["servers"][0]["url"],
            key_headers=tuple(schemes[name]["name"] for way in security for name in way),
            success_schema=success,
            error_schema=error,
        )

    def _answers(self, written: JsonObject) -> tuple[JsonObject, JsonObject | None]:
        schema = media(written.get("responses", {}).get("200", {}))[1].get("schema", {})
        branches = schema.get("oneOf", [schema])
        errors = [branch for branch in branches if branch.get("$ref") == _ERROR]
        success = [branch for branch in branches if branch not in errors]
        return self.deref(success[0] if success else {}), self.deref(errors[0]) if errors else None


def load_spec(path: Path) -> Spec:
    """Read spec/openapi.yaml."""
    return Spec(load_yaml(path))


def unwrap(schema: JsonObject) -> JsonObject:
    """A schema that may be null, written as a oneOf of it and null, as one schema with two types."""
    branches = schema.get("oneOf", [])
    if len(branches) == 2 and branches[1] == {"type": "null"}:
        inner = _beside(branches[0], {key: value for key, value in schema.items() if key != "oneOf"})
        types = inner.get("type", [])
        return {**inner, "type": [*([types] if isinstance(types, str) else types), "null"]}
    return schema


def _beside(target: JsonObject, beside: JsonObject) -> JsonObject:
    merged = {**deepcopy(target), **beside}
    reasons = [node["x-assumed"] for node in (target, beside) if "x-assumed" in node]
    if len(reasons) == 2:
        texts = [reason for reason in reasons if isinstance(reason, str)]
        merged["x-assumed"] = texts[-1] if texts else {**reasons[0], **reasons[1]}
    return merged
