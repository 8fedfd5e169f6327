"""The client's methods, as their signatures and docstrings tell them."""

import collections.abc
import inspect
import re
import typing
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from types import FunctionType, NoneType, UnionType
from typing import Any

import img_open
import img_open.models

# Beside the operations, resources have what only a program can use; a task is resumed by `img-open resume`.
_NO_COMMANDS = {"as_completed", "resume", "wait_all"}
_NAME = re.compile(r"\b[A-Z]\w*")
_ARGUMENT = re.compile(r"    (\w+): (.*)")


class Kind(Enum):
    """What a method returns."""

    TASK = "a task"
    VALUE = "a value"
    ITEMS = "items of a list"


@dataclass(frozen=True)
class Field:
    """One keyword of a method."""

    name: str
    type: Any
    """The type of a value, without None."""
    required: bool
    help: str


@dataclass(frozen=True)
class Method:
    """One method of a resource."""

    tag: str
    name: str
    help: str
    fields: tuple[Field, ...]
    kind: Kind


def names(tag: str) -> list[str]:
    """The methods of `client.<tag>` that are commands, in the specification's order."""
    return [
        name
        for name, found in vars(_resource(tag)).items()
        if isinstance(found, FunctionType) and not name.startswith("_") and name not in _NO_COMMANDS
    ]


def read(tag: str, name: str) -> Method:
    """Read one method's signature and docstring."""
    function = getattr(_resource(tag), name)
    types = _types(function)
    text, helps = _documented(inspect.getdoc(function) or "")
    fields = tuple(
        Field(name, _without_none(types[name]), parameter.default is inspect.Parameter.empty, helps.get(name, ""))
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "self"
    )
    return Method(tag, name, text, fields, _kind(types["return"]))


def _resource(tag: str) -> type:
    found: type = getattr(import_module(f"img_open.resources.{tag}"), tag.capitalize())
    return found


def _types(function: Callable[..., Any]) -> dict[str, Any]:
    written = " ".join(map(str, inspect.get_annotations(function).values()))
    # A resource may import its types for the type checker only.
    homes = (import_module(function.__module__), img_open.models, img_open, collections.abc, typing)
    known = {}
    for name in _NAME.findall(written):
        home = next((home for home in homes if hasattr(home, name)), None)
        if home is not None:
            known[name] = getattr(home, name)
    return typing.get_type_hints(function, localns=known)


def _without_none(annotation: Any) -> Any:
    if isinstance(annotation, UnionType) or typing.get_origin(annotation) is typing.Union:
        (annotation,) = (one for one in typing.get_args(annotation) if one is not NoneType)
    return annotation


def _kind(returned: Any) -> Kind:
    origin = typing.get_origin(returned) or returned
    if origin is img_open.Task:
        return Kind.TASK
    return Kind.ITEMS if origin is collections.abc.Iterator else Kind.VALUE


def _documented(docstring: str) -> tuple[str, dict[str, str]]:
    """Split a docstring into what is said of the method and of its arguments; --help has exit codes for the errors."""
    told: list[str] = []
    helps: dict[str, str] = {}
    section, last = "", ""
    for line in docstring.splitlines():
        if line in {"Args:", "Raises:"}:
            section = line
        elif line and not line.startswith(" "):
            section = ""
        if not section:
            told.append(line)
        elif section == "Args:" and (found := _ARGUMENT.fullmatch(line)):
            last = found[1]
            helps[last] = found[2]
        elif section == "Args:" and last and line.strip():
            helps[last] += " " + line.strip()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(told)).strip(), helps
