"""A public name as JSON: what a caller can rely on, and nothing of how it is written."""

import ast
import re

import griffe

from contract.values import JsonObject
from shipping.surface import Named, Surface, lineage

_ATTRS = {"attrs.define", "attrs.frozen", "attrs.mutable", "attr.define", "attr.frozen", "attr.mutable"}
_ENUMS = {"enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag"}
_DUNDER = re.compile(r"__\w+__")
_ITERATORS = re.compile(r"Async(Iterator|Generator|Iterable)\b")
_KINDS = {kind: kind.name.replace("_", "-") for kind in griffe.ParameterKind}


def described(surface: Surface, found: Named) -> JsonObject:
    """What is public of a class, a function or an attribute."""
    if isinstance(found, griffe.Class):
        return _class(surface, found)
    if isinstance(found, griffe.Function):
        return _function(found)
    return _attribute(found)


def _class(surface: Surface, found: griffe.Class) -> JsonObject:
    bases = _bases(surface, found)
    is_enum = bool(_ENUMS & {*bases})
    members = {
        name: _function(member) if isinstance(member, griffe.Function) else _attribute(member, is_enum=is_enum)
        for name, member in surface.members(found).items()
    }
    if _is_made_by_attrs(found) and "__init__" not in members:
        members["__init__"] = {"kind": "function", "binding": "instance", "async": False, "returns": "None"} | {
            "parameters": _fields(found)
        }
    return {"kind": "class", "bases": bases, "members": dict(sorted(members.items()))}


def _bases(surface: Surface, found: griffe.Class) -> list[str]:
    """What it is an instance of besides itself: public classes by their names, others by where Python has them."""
    bases = set()
    for part in lineage(found):
        key = surface.key(part.path)
        if part is not found and key is not None:
            bases.add(key)
        for base in part.bases:
            path = base.canonical_path if isinstance(base, griffe.Expr) else base
            if not path.startswith(f"{surface.root.path}."):
                bases.add(path)
    return sorted(bases)


def _function(found: griffe.Function) -> JsonObject:
    binding = "class" if "classmethod" in found.labels else "static" if "staticmethod" in found.labels else "instance"
    is_method = isinstance(found.parent, griffe.Class)
    returns = annotation(found.returns)
    parameters = list(found.parameters)[1 if is_method and binding != "static" else 0 :]
    described: JsonObject = {
        "kind": "function",
        "binding": binding if is_method else "none",
        # What yields is not awaited, whether it is written with async or gives back another's iterator.
        "async": "async" in found.labels and not _ITERATORS.match(returns),
        "returns": returns,
        "parameters": [_parameter(parameter) for parameter in parameters],
    }
    # With overloads they are what a caller sees; what stands behind them is how it is written.
    if overloads := _overloads(found):
        described["overloads"] = [_function(overload) for overload in overloads]
    return described


def _overloads(found: griffe.Function) -> list[griffe.Function]:
    held = found.overloads or getattr(found.parent, "overloads", {}).get(found.name)
    return [overload for overload in held or [] if overload is not found]


def _parameter(parameter: griffe.Parameter) -> JsonObject:
    kind = parameter.kind or griffe.ParameterKind.positional_or_keyword
    return {
        "name": parameter.name,
        "kind": _KINDS[kind],
        "type": annotation(parameter.annotation),
        "default": None if parameter.default is None or "variadic" in kind.value else str(parameter.default),
    }


def _attribute(found: griffe.Attribute, *, is_enum: bool = False) -> JsonObject:
    described: JsonObject = {
        "kind": "attribute",
        "type": annotation(found.annotation),
        "settable": "property" not in found.labels or "writable" in found.labels,
    }
    # Elsewhere a value is a default, or changes with each version, as __version__ does.
    is_constant = "module-attribute" in found.labels and not _DUNDER.fullmatch(found.name)
    is_member = is_enum and found.annotation is None and "class-attribute" in found.labels
    if found.value is not None and (is_constant or is_member):
        described["value"] = str(found.value)
    if is_member:
        described["enum"] = True
    return described


def _is_made_by_attrs(found: griffe.Class) -> bool:
    return any(decorator.callable_path in _ATTRS for decorator in found.decorators)


def _fields(found: griffe.Class) -> list[JsonObject]:
    """The parameters of the constructor that attrs writes, by keyword only.

    Their order is that of the contract's fields, which any new field moves; nobody is promised a position.
    """
    rows: dict[str, JsonObject] = {}
    for part in reversed(lineage(found)):
        for name, member in part.members.items():
            # What is a ClassVar belongs to the class alone.
            if not isinstance(member, griffe.Attribute) or "instance-attribute" not in member.labels:
                continue
            given = _given(member.value)
            if given.get("init") == "False":
                continue
            rows[name] = {
                "name": ast.literal_eval(given["alias"]) if "alias" in given else name.lstrip("_"),
                "kind": _KINDS[griffe.ParameterKind.keyword_only],
                "type": annotation(member.annotation),
                "default": given.get("default", given.get("factory")),
            }
    return sorted(rows.values(), key=lambda row: str(row["name"]))


def _given(value: str | griffe.Expr | None) -> dict[str, str]:
    """What a field's value says of it: the arguments of field(...), or a plain default."""
    if value is None:
        return {}
    if isinstance(value, griffe.ExprCall) and value.canonical_path.rpartition(".")[2] in {"field", "ib", "attrib"}:
        return {row.name: str(row.value) for row in value.arguments if isinstance(row, griffe.ExprKeyword)}
    return {"default": str(value)}


class _Ordered(ast.NodeTransformer):
    """Texts of types without their quotes, and unions in one order: what means the same reads the same."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, str):
            found: ast.AST = self.visit(ast.parse(node.value, mode="eval").body)
            return found
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in {"Literal", "Annotated"}:
            return node  # texts in it are values
        return self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if not isinstance(node.op, ast.BitOr):
            return self.generic_visit(node)
        parts = sorted({ast.unparse(self.visit(part)) for part in _union(node)})
        return ast.parse(" | ".join(parts), mode="eval").body


def _union(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_union(node.left), *_union(node.right)]
    return [node]


def annotation(expression: str | griffe.Expr | None) -> str:
    """A type in one way of writing it, "" where there is none."""
    text = "" if expression is None else str(expression)
    try:
        return ast.unparse(_Ordered().visit(ast.parse(text, mode="eval").body)) if text else ""
    except SyntaxError:
        return text


def members_of_union(text: str) -> set[str]:
    """The members of a union, as `annotation` writes them."""
    return {ast.unparse(part) for part in _union(ast.parse(text, mode="eval").body)} if text else set()
