"""The generated client changes: the source of its models, its requests, its task rules or its runtime."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from openapi_python_client.strings import snake_case

from contract.spec import Operation
from contract.tasks import questions
from contract.values import ABSENT, at, join
from contract_tests.drills.source import Patch, Source, keywords, source
from contract_tests.witnesses import SPEC


class Planting(NamedTuple):
    """One change of the client's source, and the places of which one must be reported; a reason if it changes nothing.

    The places are those of the operation; "" stands for the whole.
    """

    operator: str
    title: str
    patches: tuple[Patch, ...]
    pointers: tuple[str, ...]
    same_because: str = ""


class Field(NamedTuple):
    """One line of a model: attribute, the name on the wire, its codec and what stands for a missing value."""

    line: ast.AnnAssign
    attribute: str
    wire: ast.Constant
    codec: ast.expr
    default: ast.keyword | None


def request_model(operation: Operation) -> str:
    """The name of the request's model."""
    place = join(operation.pointer, "requestBody", "content", "application/json", "schema", "$ref")
    return str(at(SPEC.document, place)).rpartition("/")[2]


def result_model(operation: Operation) -> str | None:
    """The name of the model in the answer's data, if it has one of its own."""
    here = join(operation.pointer, "responses", "200", "content", "application/json", "schema")
    answer = at(SPEC.document, f"{here}/oneOf/0/$ref")
    ref = at(SPEC.document, f"{str(answer).removeprefix('#')}/properties/data/$ref")
    return None if ref is ABSENT else str(ref).rpartition("/")[2]


def model_source(name: str) -> Source:
    """The file of a model."""
    return source(f"models/{snake_case(name)}.py")


def model_fields(name: str) -> list[Field]:
    """The fields of a model that are on the wire."""
    found = []
    held = next(node for node in model_source(name).tree.body if isinstance(node, ast.ClassDef))
    for line in held.body:
        given = keywords(line.value) if isinstance(line, ast.AnnAssign) and line.value else {}
        if "metadata" in given and isinstance(line, ast.AnnAssign):
            wire = given["metadata"].value
            assert isinstance(wire, ast.Call)
            assert isinstance(line.target, ast.Name)
            assert isinstance(wire.args[0], ast.Constant)
            found.append(Field(line, line.target.id, wire.args[0], wire.args[1], given.get("default")))
    return found


def request_drifts(operation: Operation) -> Iterator[Planting]:
    """The request's model changes."""
    yield from _model_drifts(request_model(operation), "/request/body")


def result_drifts(operation: Operation) -> Iterator[Planting]:
    """The model of the answer's data changes."""
    name = result_model(operation)
    if name:
        yield from _model_drifts(name, "/response/data")


def _by_function(place: str) -> str:
    """The same place where the function module is reported: what it sends by itself, answers by their status."""
    return f"/function{place.removeprefix('/request').replace('/response', '/response/200')}"


def _model_drifts(name: str, place: str) -> Iterator[Planting]:
    code, every = model_source(name), model_fields(name)
    first, needed, free = every[0], [f for f in every if not f.default], [f for f in every if f.default]

    def at_field(field: Field) -> tuple[str, ...]:
        wire = str(field.wire.value)
        return (f"/{name}/{wire}", f"{place}/{wire}", f"{_by_function(place)}/{wire}", "/request")

    for operator, title, text in (
        ("rename", "renamed", str(first.wire.value) + "Planted"),
        ("casing", "in upper case", str(first.wire.value).upper()),
    ):
        patch = code.instead(first.wire, f'"{text}"')
        yield Planting(operator, f"{name}.{first.attribute} {title}", (patch,), at_field(first))
    dropped = (free or every)[-1]
    patch = code.instead(dropped.line, "pass")
    yield Planting("drop", f"{name}.{dropped.attribute} dropped", (patch,), at_field(dropped))
    added = code.instead(every[-1].line, code.text(every[-1].line) + _PLANTED)
    yield Planting("add", f"{name}.planted added", (added, _importing(code)), (f"/{name}/planted",))
    for field in needed[-1:]:
        whole = code.text(field.line).replace("field(", "field(default=None, ", 1)
        patch = code.instead(field.line, whole)
        yield Planting("required flip", f"{name}.{field.attribute} may be missing", (patch,), at_field(field))
    for field in free[:1]:
        assert field.default is not None
        whole = code.text(field.line).replace(code.text(field.default) + ", ", "", 1)
        patch = code.instead(field.line, whole)
        yield Planting("required flip", f"{name}.{field.attribute} is needed", (patch,), at_field(field))
    yield from _retyped(code, name, every, place)
    texts = [field for field in every if code.text(field.codec) == "TEXT"][:2]
    if len(texts) == 2:
        one, other = texts
        patches = (code.instead(one.wire, code.text(other.wire)), code.instead(other.wire, code.text(one.wire)))
        title = f"{name}.{one.attribute} and {other.attribute} swapped"
        yield Planting("swapped values", title, patches, (*at_field(one), *at_field(other)))
    nested = code.instead(first.codec, f"_Nested({code.text(first.codec)})")
    head = code.before(next(n for n in code.tree.body if isinstance(n, ast.ClassDef)).decorator_list[0], _NESTED)
    yield Planting("nesting", f"{name}.{first.attribute} one level deeper", (nested, head), at_field(first))


_PLANTED = '\n    planted: str | None = field(default=None, metadata=wire("planted", _codec.TEXT))'
_NESTED = """class _Nested:
    def __init__(self, inner): self.inner, self.takes_null, self.exact, self.expected = inner, False, None, "nested"
    def decode(self, value, reader, where):
        if not isinstance(value, dict): raise reader.refuse(where, "an object", value)
        return self.inner.decode(value["value"], reader, where)
    def encode(self, value): return {"value": self.inner.encode(value)}


"""
_RETYPED = {
    "TEXT": (("a number", "INTEGER"), ("null as well", "nullable(TEXT)"), ("a list", "listed(TEXT)")),
    "INTEGER": (("a text", "TEXT"), ("null as well", "nullable(INTEGER)"), ("a list", "listed(INTEGER)")),
    "NUMBER": (("a text", "TEXT"),),
    "FLAG": (("a text", "TEXT"),),
    "listed(TEXT)": (("one text", "TEXT"), ("null as well", "nullable(listed(TEXT))")),
}


def _retyped(code: Source, name: str, every: list[Field], place: str) -> Iterator[Planting]:
    seen: set[str] = set()
    for field in every:
        kind = code.text(field.codec)
        if kind in seen or kind not in _RETYPED:
            continue
        seen.add(kind)
        wire = str(field.wire.value)
        where = (f"/{name}/{wire}", f"{place}/{wire}", f"{_by_function(place)}/{wire}")
        for title, other in _RETYPED[kind]:
            patches = (code.instead(field.codec, f"_codec.{other}".replace("(", "(_codec.")), _importing(code))
            yield Planting("retype", f"{name}.{field.attribute} takes {title}", patches, where)
        if kind == "INTEGER":
            patches = (code.instead(field.codec, "_AsText()"), _importing(code, _AS_TEXT))
            yield Planting("legal form switched", f"{name}.{field.attribute} sent as a text", patches, where)
        if kind == "TEXT":
            patches = (code.instead(field.codec, "_codec.ANY"), _importing(code))
            title = f"{name}.{field.attribute} takes whatever comes"
            yield Planting("invalid bodies accepted", title, patches, where)


_AS_TEXT = """class _AsText(type(_codec.INTEGER)):
    exact = None
    def encode(self, value): return str(super().encode(value))


"""


def _importing(code: Source, more: str = "") -> Patch:
    held = next(n for n in code.tree.body if isinstance(n, ast.ClassDef)).decorator_list[0]
    return code.before(held, f"from .. import codec as _codec\n{more}")


def method_drifts(operation: Operation) -> Iterator[Planting]:
    """What a method makes of its keywords changes: the body, the path."""
    code, name = source(f"resources/{operation.raw['tags'][0]}.py"), snake_case(operation.operation_id)
    built = code.function(f"_{name}")
    made = next(n for n in ast.walk(built) if isinstance(n, ast.Call) and code.text(n.func) == request_model(operation))
    given = keywords(made)
    wires = {field.attribute: str(field.wire.value) for field in model_fields(request_model(operation))}
    body = "/request/body"
    pair = [k for k in given if wires.get(k)][:2]
    if len(pair) == 2:
        one, other = (given[keyword].value for keyword in pair)
        patches = (code.instead(one, code.text(other)), code.instead(other, code.text(one)))
        where = tuple(f"{body}/{wires[keyword]}" for keyword in pair)
        yield Planting("swapped values", f"{pair[0]} and {pair[1]} swapped on the way", patches, (*where, "/request"))
    free = [k for k in given if code.text(given[k].value).startswith("UNSET if ")]
    for keyword in free[:1]:
        where = (f"{body}/{wires[keyword]}",)
        kind = code.text(given[keyword].value).replace(
            "UNSET if ", f"{_DEFAULT.get(_codec_of(operation, keyword), '{}')} if ", 1
        )
        patch = code.instead(given[keyword].value, kind)
        yield Planting("default", f"{keyword} has a default", (patch,), (*where, "/request"))
    for keyword in free[-1:]:
        patch = code.instead(given[keyword].value, "UNSET")
        yield Planting("drop", f"{keyword} is lost on its way", (patch,), (f"{body}/{wires[keyword]}",))
    yield from _path_drifts(code, built)
    yield from _signature_drifts(operation, code, name)


_DEFAULT = {"TEXT": '"planted"', "INTEGER": "7", "NUMBER": "7.5", "FLAG": "True", "listed(TEXT)": '["planted"]'}


def _codec_of(operation: Operation, attribute: str) -> str:
    name = request_model(operation)
    return next(model_source(name).text(f.codec) for f in model_fields(name) if f.attribute == attribute)


def _path_drifts(code: Source, built: ast.FunctionDef) -> Iterator[Planting]:
    path = next(
        n
        for n in ast.walk(built)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value.startswith("/AIGC")
    )
    written = code.text(path)
    for operator, title, text in (
        ("path", "another path", f'{written[:-1]}/planted"'),
        ("encoding of slashes", "the last slash encoded", "%2F".join(written.rsplit("/", 1))),
    ):
        yield Planting(operator, title, (code.instead(path, text),), ("/request/path",))
    for patch in code.replaced("toolCode=segments(", "toolCode=segment(") if "{toolCode}" in written else ():
        imported = code.replaced("from ..paths import segments", "from ..paths import segment, segments")
        yield Planting("encoding of slashes", "the tool's slashes encoded", (patch, *imported), ("/request/path",))


def _signature_drifts(operation: Operation, code: Source, name: str) -> Iterator[Planting]:
    tag = operation.raw["tags"][0].title()
    for kind in (tag, f"Async{tag}"):
        held = next(n for n in code.tree.body if isinstance(n, ast.ClassDef) and n.name == kind)
        method = next(n for n in held.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) and n.name == name)
        (first, *_), (default, *_) = method.args.kwonlyargs, method.args.kw_defaults
        where = (f"/{first.arg}",)
        if default is None:
            patch = code.instead(first, f"{code.text(first)} = None")
            yield Planting("required flip", f"{kind}.{name}: {first.arg} may be missing", (patch,), where)
        last, given = method.args.kwonlyargs[-1], method.args.kw_defaults[-1]
        if given is not None:
            span = code.instead(given, "planted")._replace(start=code.instead(last, "").end)
            patch = span._replace(text="")
            yield Planting("required flip", f"{kind}.{name}: {last.arg} is needed", (patch,), (f"/{last.arg}",))


def function_drifts(operation: Operation) -> Iterator[Planting]:
    """The operation's function module changes."""
    code = source(f"api/{operation.raw['tags'][0]}/{snake_case(operation.operation_id)}.py")
    for operator, title, old, new, where in (
        ("method", "another method", '"method": "post"', '"method": "put"', "/function/method"),
        ("media type", "another media type", '"application/json"', '"text/plain"', "/function/media type"),
        ("path", "another path", '"url": "/', '"url": "/planted/', "/function/path"),
        ("HTTP status", "201 is the success", "status_code == 200", "status_code == 201", "/function/response"),
        ("drop", "the body is not sent", '_kwargs["json"] = body.to_dict()', '_kwargs["json"] = {}', "/function/body"),
        ("nesting", "the body in a list", "= body.to_dict()", "= [body.to_dict()]", "/function/body"),
    ):
        for patch in code.replaced(old, new):
            yield Planting(operator, f"the function: {title}", (patch,), (where,))


def rule_drifts(operation: Operation) -> Iterator[Planting]:
    """The rules of waiting change."""
    if not any(questions(SPEC, operation)):
        return
    code = source("task_rules.py")
    upper = snake_case(operation.operation_id).upper()
    held = next(
        n.value
        for n in code.tree.body
        if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name) and n.targets[0].id == upper
    )
    given = keywords(held)
    question = next(n for n in ast.walk(given["questions"].value) if isinstance(n, ast.Call))
    asked, path, field = question.args
    here = "/x-task"
    for operator, title, node, text, where in (
        ("enum value", "another status is done", given["done"].value, "(77,)", "status/done"),
        ("enum value", "another status has failed", given["failed"].value, "(78,)", "status/failed"),
        ("nesting", "the id stands elsewhere", given["id_at"].value, '("/data/data/id",)', "id"),
        ("nesting", "the result stands elsewhere", given["result_at"].value, '"/data/data"', "result/at"),
        ("rename", "what is filled has another name", given["filled"].value, '("/data/planted",)', "filled"),
        ("rename", "the status has another name", given["status_at"].value, '"/data/planted"', "status/at"),
        (
            "swapped values",
            "asked by the other id",
            given["by_key"].value,
            "not " + code.text(given["by_key"].value),
            "query",
        ),
        (
            "required flip",
            "done at once flipped",
            given["at_once"].value,
            "not " + code.text(given["at_once"].value),
            "result/at_once",
        ),
        ("path", "asked at another path", path, f'{code.text(path)[:-1]}/planted"', "query"),
        ("casing", "the question's field in lower case", field, code.text(field).lower(), "query"),
        ("rename", "another query", asked, '"planted"', "query"),
        ("envelope code", "another code says unknown", keywords(question)["unknown"].value, '("499",)', "query"),
    ):
        yield Planting(operator, f"x-task: {title}", (code.instead(node, text),), (f"{here}/{where}",))


_KIND = '"Content-Type": "'


def runtime_drifts(_: Operation) -> Iterator[Planting]:
    """What all operations share changes: the keys, the envelope, the quoting, the media type."""
    keys = "/request/keys"
    for file, operator, title, old, new, where in (
        ("img_open.py", "header", "the id's header renamed", "X-Request-req-accessKeyId", "X-Request-planted", keys),
        ("img_open.py", "header", "the secret's header renamed", "X-Request-req-accessKeySecret", "X-Planted", keys),
        (
            "img_open.py",
            "casing",
            "a header in lower case",
            "X-Request-req-accessKeyId",
            "x-request-req-accesskeyid",
            "",
        ),
        ("keys.py", "keys no longer checked", "no key is sent", "        return self._raw", "        return []", keys),
        ("envelope.py", "envelope code", "0 is the success", '_SUCCESS = "200"', '_SUCCESS = "0"', "/response"),
        (
            "envelope.py",
            "envelope code",
            "every code is a success",
            "if code != _SUCCESS:",
            "if False:",
            "/response/code",
        ),
        (
            "pools.py",
            "media type",
            "another media type",
            f"{_KIND}application/json",
            f"{_KIND}text/plain",
            "/request/media type",
        ),
        ("pools.py", "method", "another method", 'b"POST"', 'b"PUT"', "/request/method"),
    ):
        same = "HTTP ignores the case of a header's name" if operator == "casing" else ""
        for patch in source(file).replaced(old, new):
            yield Planting(operator, title, (patch,), (where,), same)
    code = source("envelope.py")
    first = code.tree.body[0]
    patch = code.instead(first, '"""Other words."""')
    yield Planting(
        "wording", "another docstring", (patch,), (), "a docstring does nothing: the syntax tree is the same"
    )


DRIFTS = (
    request_drifts,
    result_drifts,
    method_drifts,
    function_drifts,
    rule_drifts,
    runtime_drifts,
)
