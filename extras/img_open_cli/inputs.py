"""The values of options that are more than a word or a number: JSON text, @file, or - for stdin."""

import json
from collections.abc import Callable
from typing import Any, NoReturn

import rich_click as click

from img_open.errors import DecodeError
from img_open.model import Model
from img_open.open_enum import OpenIntEnum
from img_open.reading import kind

from .settings import ParamType
from .text import given

METAVAR = "JSON|@FILE|-"
_WORDS = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}


class Json(ParamType):
    """A JSON value; `shape` checks it, makes of it what the method takes, and raises ValueError."""

    name = "json"

    def __init__(self, shape: Callable[[Any], Any] = lambda value: value) -> None:
        self._shape = shape

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self._shape(_parsed(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Item(ParamType):
    """One or more items of a list: an item as `inner` takes it, or @FILE with a JSON list."""

    def __init__(self, inner: ParamType, shape: Callable[[Any], Any]) -> None:
        self.name = inner.name
        self._inner = inner
        self._shape = shape

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[Any]:
        if isinstance(value, list):
            return value
        if not value.startswith("@") and value != "-":
            return [self._inner.convert(value, param, ctx)]
        try:
            found = _parsed(value)
            if not isinstance(found, list):
                raise _unlike("", "a list", found)
            return [_placed(f"/{place}", self._shape, item) for place, item in enumerate(found)]
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Named(ParamType):
    """A member of an open enum, by its name or its number."""

    def __init__(self, enum: type[OpenIntEnum]) -> None:
        self.name = "name or number"
        self._enum = enum

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> OpenIntEnum:
        if isinstance(value, self._enum):
            return value
        try:
            return self._enum[value.upper()] if value.upper() in self._enum.__members__ else self._enum(int(value))
        except ValueError:
            known = ", ".join(f"{member.name} ({member.value})" for member in self._enum)
            self.fail(f"expected a whole number or one of {known}, got {value!r}", param, ctx)


def an_object(value: Any) -> Any:
    """Take any JSON object."""
    if not isinstance(value, dict):
        raise _unlike("", "an object", value)
    return value


def a_model(model: type[Model]) -> Callable[[Any], Any]:
    """Take the JSON object of a model."""

    def shape(value: Any) -> Any:
        try:
            return model.from_dict(value)
        except DecodeError as error:
            raise ValueError(
                f"{error.pointer or 'the whole value'}: expected {error.expected}, got {error.actual}"
            ) from error

    return shape


def a_scalar(wanted: type) -> Callable[[Any], Any]:
    """Take a JSON value of one type."""

    def shape(value: Any) -> Any:
        taken = (int, float) if wanted is float else wanted
        if not isinstance(value, taken) or isinstance(value, bool) is not (wanted is bool):
            raise _unlike("", _WORDS[wanted], value)
        return value

    return shape


def _placed(pointer: str, shape: Callable[[Any], Any], value: Any) -> Any:
    try:
        return shape(value)
    except ValueError as error:
        raise ValueError(pointer + str(error).removeprefix("the whole value")) from error


def _unlike(pointer: str, expected: str, value: Any) -> ValueError:
    return ValueError(f"{pointer or 'the whole value'}: expected {expected}, got {kind(value)}")


def _parsed(text: str) -> Any:
    source, text = given(text)
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError(
            f"{source}expected JSON, got what is none: {error}; JSON text, @FILE or - for stdin"
        ) from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
