"""Where in spec/openapi.yaml a fact stands: its lines, and the named schemas on the way to it."""

from typing import NamedTuple

import yaml

from contract.documents import PARSER
from contract.spec import METHODS
from contract.values import split

_HEADS = {
    "/method": (),
    "/path": (),
    "/operationId": ("operationId",),
    "/tags/0": ("tags",),
    "/page": ("externalDocs",),
    "/lifecycle": ("x-lifecycle",),
    "/request/required": ("requestBody", "required"),
    "/request/content_type": ("requestBody", "content"),
}
_DEPTH = 64  # references within references; a loop of them ends here


class Place(NamedTuple):
    """One line, counted from 1, and the model's attribute that it makes, where it is a property of a named schema."""

    line: int
    schema: str | None = None
    name: str | None = None


class SpecLines:
    """The document as YAML nodes, which know their lines. Raises yaml.YAMLError."""

    def __init__(self, text: str) -> None:
        self.root: yaml.Node = yaml.compose(text, PARSER) or yaml.MappingNode("", [])

    def of_document(self, pointer: str) -> list[Place]:
        """The line of a pointer into the document, or of the nearest place above it that exists."""
        key, node = None, self.root
        for part in split(pointer):
            found = _child(node, part)
            if found is None:
                break
            key, node = found
        return [] if key is None else [Place(_line(key))]

    def of_operation(self, pointer: str, fact: str) -> list[Place]:
        """The lines of a fact of the operation at a pointer; the operation's own line where the fact has none."""
        start = self._walk(self.root, split(pointer))
        if start is None:
            return []
        found = self._fact(start[1], fact)
        return list(dict.fromkeys(found)) or [Place(_line(start[0]))]

    def _fact(self, operation: yaml.Node, fact: str) -> list[Place]:
        if fact in _HEADS:
            found = self._walk(operation, list(_HEADS[fact]))
            return [] if found is None or not _HEADS[fact] else [Place(_line(found[0]))]
        parts = split(fact)
        if fact.startswith("/x-"):
            found = self._nearest(operation, parts)
            return [] if found is None else [Place(_line(found[0]))]
        if parts[:1] == ["callback"]:
            return self._of_callback(operation, parts[1:])
        if parts[:2] == ["task", "result"]:
            return self._in_schema(self._walk(operation, ["x-task", "result", "schema"]), parts[2:])
        if parts[:1] == ["request"]:
            return self._of_request(operation, parts[1:])
        if parts[:1] == ["response"] and len(parts) > 1:
            return self._of_answer(operation, parts[1], parts[2:])
        return []

    def _of_request(self, operation: yaml.Node, parts: list[str]) -> list[Place]:
        if parts[:1] == ["body"]:
            return self._in_schema(self._schema(operation, ["requestBody"]), parts[1:])
        if parts[:1] == ["example"]:
            return self._example(operation, ["requestBody"])
        if len(parts) > 1:
            return self._parameter(operation, parts[1])
        return []

    def _of_answer(self, operation: yaml.Node, status: str, parts: list[str]) -> list[Place]:
        refusal = status == "refusal"
        answer = ["responses", "200" if refusal else status]
        if parts[:1] == ["example"]:
            return self._example(operation, answer)
        if not parts or parts == ["content_type"]:
            found = self._walk(operation, answer)
            return [] if found is None else [Place(_line(found[0]))]
        for schema in self._branches(self._schema(operation, answer)):
            is_error = _value(_child(schema[1], "$ref")) == "#/components/schemas/ErrorResponse"
            if is_error == refusal:
                return self._in_schema(schema, parts)
        return []

    def _of_callback(self, operation: yaml.Node, parts: list[str]) -> list[Place]:
        called = self._called(operation)
        if called is None:
            return []
        if parts[:1] == ["body"]:
            return self._in_schema(self._schema(called[1], ["requestBody"]), parts[1:])
        keys = {
            "retry_seconds": ["x-retry", "seconds"],
            "retry_max": ["x-retry", "tries"],
            "acknowledgement": ["responses"],
        }
        found = self._walk(called[1], keys.get(parts[0], [])) if parts else None
        return [Place(_line((found or called)[0]))]

    def _called(self, operation: yaml.Node) -> "_Found | None":
        callbacks = _child(operation, "callbacks")
        for _, expressions in _items(callbacks[1] if callbacks else None):
            for _, item in _items(expressions):
                for key, call in _items(item):
                    if key.value in METHODS:
                        return key, call
        return None

    def _schema(self, holder: yaml.Node, path: list[str]) -> "_Found | None":
        content = self._walk(holder, [*path, "content"])
        for _, shown in _items(content[1] if content else None):
            return _child(shown, "schema")
        return None

    def _example(self, holder: yaml.Node, path: list[str]) -> list[Place]:
        content = self._walk(holder, [*path, "content"])
        for _, shown in _items(content[1] if content else None):
            found = _child(shown, "example")
            return [] if found is None else [Place(_line(found[0]))]
        return []

    def _parameter(self, operation: yaml.Node, name: str) -> list[Place]:
        listed = self._walk(operation, ["parameters"])
        rows = listed[1].value if listed else []
        found = [row for row in rows if _value(_child(row, "name")) == name]
        schemes = self._walk(self.root, ["components", "securitySchemes"])
        found += [node for _, node in _items(schemes[1] if schemes else None) if _value(_child(node, "name")) == name]
        return [Place(_line(node)) for node in found[:1]]

    def _in_schema(self, start: "_Found | None", parts: list[str]) -> list[Place]:
        """The property to which names lead, through references, and where a reference says what it is."""
        if start is None:
            return []
        key, above, (node, owner) = start[0], start[1], self._target(start[1], None)
        found = [Place(_line(key))]
        for part in parts:
            inner = _child(node, "items") if part == "*" else self._walk(node, ["properties", part])
            if inner is None:  # a keyword, or a field that the spec does not have
                keyword = _child(above if part == "required" else node, part)
                return [*found, Place(_line(keyword[0]))] if keyword and part == parts[-1] else found
            if part != "*":
                key, found = inner[0], [Place(_line(inner[0]), owner, part)]
            above, (node, owner) = node, self._target(inner[1], owner if part == "*" else None)
        return found

    def _target(self, node: yaml.Node, owner: str | None) -> tuple[yaml.Node, str | None]:
        for _ in range(_DEPTH):
            branches = _child(node, "oneOf")
            if branches and isinstance(branches[1], yaml.SequenceNode) and branches[1].value:
                node = branches[1].value[0]
            ref = _value(_child(node, "$ref"))
            found = self._walk(self.root, split(ref.removeprefix("#"))) if ref else None
            if found is None:
                return node, owner
            node, owner = found[1], ref.rpartition("/")[2]
        return node, owner

    def _branches(self, schema: "_Found | None") -> "list[_Found]":
        if schema is None:
            return []
        branches = _child(schema[1], "oneOf")
        if branches and isinstance(branches[1], yaml.SequenceNode):
            return [(node, node) for node in branches[1].value]
        return [schema]

    def _walk(self, node: yaml.Node, parts: list[str]) -> "_Found | None":
        found: _Found | None = (node, node)
        for part in parts:
            found = _child(found[1], part) if found else None
        return found

    def _nearest(self, node: yaml.Node, parts: list[str]) -> "_Found | None":
        found: _Found | None = None
        for part in parts:
            inner = _child(node, part)
            if inner is None:
                break
            found, node = inner, inner[1]
        return found


_Found = tuple[yaml.Node, yaml.Node]  # a key and its value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _items(node: yaml.Node | None) -> list[_Found]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _child(node: yaml.Node, name: str) -> _Found | None:
    if isinstance(node, yaml.SequenceNode):
        return (node.value[int(name)],) * 2 if name.isdigit() and int(name) < len(node.value) else None
    return next(((key, value) for key, value in _items(node) if str(key.value) == name), None)


def _value(found: _Found | None) -> str:
    return found[1].value if found and isinstance(found[1], yaml.ScalarNode) else ""


def entry_lines(text: str) -> list[int]:
    """The lines on which the entries of a YAML list begin."""
    root = yaml.compose(text, PARSER)
    return [_line(node) for node in root.value] if isinstance(root, yaml.SequenceNode) else []
