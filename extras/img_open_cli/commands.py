"""A command for a method: its options are the method's keywords."""

import typing
from collections.abc import Mapping
from typing import Any

import rich_click as click

from img_open.model import Model
from img_open.open_enum import OpenIntEnum

from . import settings
from .calls import call
from .inputs import METAVAR, Item, Json, Named, a_model, a_scalar, an_object
from .methods import Field, Kind, Method, names, read

_SCALARS: dict[Any, settings.ParamType] = {str: click.STRING, int: click.INT, float: click.FLOAT}
_FIELDS = "Fields of the request"


def kebab(name: str) -> str:
    """Return a Python name as it is written on the command line."""
    return name.replace("_", "-")


def listed(tag: str) -> list[str]:
    """The names of a tag's commands."""
    return [kebab(name) for name in names(tag)]


def made(tag: str, name: str) -> click.Command | None:
    """Make one command of a tag; None where there is none of this name."""
    method = next((one for one in names(tag) if kebab(one) == name), None)
    return None if method is None else _command(read(tag, method))


def _command(method: Method) -> click.Command:
    own: list[click.Option] = []
    if method.kind is Kind.TASK:
        own += settings.waiting()
    if method.kind is Kind.ITEMS:
        own += settings.limiting()
    own += settings.saving(waits=method.kind is Kind.TASK)

    @click.pass_obj
    def run(given: settings.Settings, /, **arguments: Any) -> None:
        call(method, given, {name: _flat(value) for name, value in arguments.items() if value not in (None, ())})

    return click.RichCommand(
        name=kebab(method.name),
        params=[*map(option, method.fields), *own, *settings.common()],
        callback=run,
        help=method.help,
    )


def _flat(value: Any) -> Any:
    """Join the lists that a repeated option gives."""
    return [item for items in value for item in items] if isinstance(value, tuple) else value


def option(field: Field) -> click.Option:
    """Make the option of a field. A flag is --name or --no-name, and unset by default."""
    name = kebab(field.name)
    common: dict[str, Any] = {"required": field.required, "help": field.help, "panel": _FIELDS}
    if field.type is bool:
        # A default of None would stand for a value where the field is required.
        unset = {} if field.required else {"default": None}
        return click.RichOption([f"--{name}/--no-{name}", field.name], **common, **unset)
    if typing.get_origin(field.type) is list:
        (inner,) = typing.get_args(field.type)
        kind, shape = _json_of(inner) if _is_json(inner) else (_SCALARS[inner], a_scalar(inner))
        text = f"{field.help} Give it once for each item, or @FILE with a JSON list.".strip()
        return click.RichOption(
            [f"--{name}", field.name], type=Item(kind, shape), multiple=True, **{**common, "help": text}
        )
    if isinstance(field.type, type) and issubclass(field.type, OpenIntEnum):
        return click.RichOption([f"--{name}", field.name], type=Named(field.type), **common)
    if _is_json(field.type):
        return click.RichOption([f"--{name}", field.name], type=_json_of(field.type)[0], metavar=METAVAR, **common)
    return click.RichOption([f"--{name}", field.name], type=_SCALARS[field.type], **common)


def _is_json(kind: Any) -> bool:
    return (
        kind is Any
        or typing.get_origin(kind) in {Mapping, dict}
        or (isinstance(kind, type) and issubclass(kind, Model))
    )


def _json_of(kind: Any) -> tuple[Json, Any]:
    if kind is Any:
        return Json(), lambda value: value
    shape = a_model(kind) if isinstance(kind, type) and issubclass(kind, Model) else an_object
    return Json(shape), shape
