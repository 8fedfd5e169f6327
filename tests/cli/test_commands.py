"""Each operation of the specification is a command, and each field of its request an option."""

import ast
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from img_open_cli.app import TAGS, cli
from img_open_cli.inputs import Item, Json
from img_open_cli.settings import own_names
from tests.cli.helpers import ROOT, run

DOCUMENT = yaml.safe_load((ROOT / "spec" / "openapi.yaml").read_text(encoding="utf-8"))
OPERATIONS = {one["operationId"]: one for path in DOCUMENT["paths"].values() for one in path.values()}
# Beside the operations: going through a list, and any tool by its code.
MORE = {("images", "iter-models"), ("tools", "submit")}
TYPES: dict[str, Any] = {"string": click.STRING, "integer": click.INT, "number": click.FLOAT, "boolean": click.BOOL}


def commands() -> dict[tuple[str, str], click.Command]:
    context = click.Context(cli)
    found = {}
    for tag in TAGS:
        group = cli.get_command(context, tag)
        assert isinstance(group, click.Group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            found[tag, name] = command
    return found


COMMANDS = commands()


def alike(name: str) -> str:
    """What is left of a name whatever the way of writing it: faceIdx, face_idx and --face-idx."""
    return re.sub("[^a-z0-9]", "", name.lower())


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    found: dict[str, Any] = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return {**found, **beside}


def fields(operation: dict[str, Any]) -> dict[str, tuple[dict[str, Any], bool]]:
    """The schema of each field of a request, and whether the command must have it."""
    body = resolved(operation["requestBody"]["content"]["application/json"]["schema"])
    required = {*body["required"], *body.get("anyOf", [{}])[0].get("required", [])}
    task = operation.get("x-task", {})
    if task.get("query"):
        required.discard(task.get("key"))  # the client makes it
    properties = {name: resolved(schema) for name, schema in body["properties"].items()}
    found = {name: (one, name in required) for name, one in properties.items() if "x-alias-of" not in one}
    for parameter in operation.get("parameters", []):
        found[parameter["name"]] = (parameter["schema"], parameter["required"])
    return found


def field_options(command: click.Command) -> dict[str, click.Option]:
    return {alike(one.name or ""): one for one in command.params if isinstance(one, click.Option) and one.expose_value}


def command_of(name: str) -> click.Command:
    return next(
        command
        for (tag, one), command in COMMANDS.items()
        if tag in OPERATIONS[name]["tags"] and alike(one) == alike(name)
    )


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_field_is_an_option(name: str) -> None:
    options = field_options(command_of(name))
    wanted = fields(OPERATIONS[name])
    assert options.keys() == {alike(field) for field in wanted}
    for field, (schema, required) in wanted.items():
        option = options[alike(field)]
        assert option.required is required, field
        assert "_" not in option.opts[0]
        assert option.help, field
        types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        if types == ["array"]:
            assert isinstance(option.type, Item)
            assert option.multiple
        elif types == ["object"]:
            assert isinstance(option.type, Json)
        else:
            assert type(option.type) in {type(TYPES[one]) for one in types}
        if types[0] == "boolean":
            assert option.secondary_opts == [f"--no-{option.opts[0].removeprefix('--')}"]
            assert option.default is None


def test_there_is_a_command_for_each_operation_and_hardly_any_other() -> None:
    operations = {(one["tags"][0], alike(name)) for name, one in OPERATIONS.items()}
    assert {(tag, alike(name)) for tag, name in COMMANDS.keys() - MORE} == operations
    assert COMMANDS.keys() >= MORE


def test_the_tags_are_said_as_the_client_says_them() -> None:
    for tag, text in TAGS.items():
        found = find_spec(f"img_open.resources.{tag}")
        assert found is not None
        assert found.origin is not None
        assert ast.get_docstring(ast.parse(Path(found.origin).read_text(encoding="utf-8"))) == text
    assert set(TAGS) == {one["tags"][0] for one in OPERATIONS.values()}


def test_no_field_takes_the_name_of_an_option_of_the_program() -> None:
    for key, command in COMMANDS.items():
        names = {name for option in field_options(command).values() for name in (*option.opts, *option.secondary_opts)}
        assert not names & set(own_names()), key


@pytest.mark.parametrize("key", COMMANDS, ids=" ".join)
def test_help_tells_the_page_and_what_is_assumed(key: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMINAL_WIDTH", "4000")
    ran = run(*key, "--help")
    assert ran.code == 0
    told = COMMANDS[key].help or ""
    assert "Args:" not in told
    assert "Raises:" not in told
    assert ("Page: https://" in told) is (key != ("tools", "submit"))
    shown = " ".join(ran.out.split())
    for paragraph in told.split("\n\n"):
        assert " ".join(paragraph.split()) in shown
