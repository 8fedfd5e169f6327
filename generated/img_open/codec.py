# GENERATED from generator/runtime/codec.py by "make generate"; do not edit.
"""Decoding that tolerates what it can tell, reports it, and names the place of what it cannot."""

import re
from importlib import import_module
from typing import Any, ClassVar, Protocol

from .open_enum import OpenIntEnum
from .reading import Reader, Where

_INTEGER = re.compile(r"-?[0-9]{1,18}")


class Codec(Protocol):
    """How one type of value is read and written."""

    takes_null: bool
    """Whether decode makes something of a null even where the field may be left out."""
    expected: str
    """Which Python values encode takes, in words."""

    @property
    def exact(self) -> type | None:
        """The type whose values decode returns as they are; None where there is no such type."""

    def decode(self, value: Any, reader: Reader, where: Where) -> Any:
        """Return the Python value. Raises DecodeError."""

    def encode(self, value: Any) -> Any:
        """Return the JSON value."""


class _Plain:
    """A codec whose Python values are JSON values."""

    takes_null = False
    exact: type | None = None
    types: tuple[type, ...] = ()
    expected = ""

    def encode(self, value: Any) -> Any:
        if not isinstance(value, self.types) or (isinstance(value, bool) and bool not in self.types):
            raise TypeError
        return value


class _Any:
    takes_null = True
    exact: type | None = None
    expected = "what JSON can hold"

    def decode(self, value: Any, _reader: Reader, _where: Where) -> Any:
        return value

    def encode(self, value: Any) -> Any:
        return value


class _Text(_Plain):
    types: tuple[type, ...] = (str,)
    exact: type | None = str
    expected = 'a text such as "42"'

    def decode(self, value: Any, reader: Reader, where: Where) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            reader.drift(where, "a string", value)
            return str(value)
        raise reader.refuse(where, "a string", value)


class _Integer(_Plain):
    types: tuple[type, ...] = (int,)
    exact: type | None = int
    expected = "a whole number"

    def decode(self, value: Any, reader: Reader, where: Where) -> int:
        number = whole(value)
        if number is None:
            raise reader.refuse(where, "an integer", value)
        if type(value) is not int:
            reader.drift(where, "an integer", value)
        return number


class _Number(_Plain):
    types: tuple[type, ...] = (int, float)
    exact: type | None = float
    expected = "a number"

    def decode(self, value: Any, reader: Reader, where: Where) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        if isinstance(value, str):
            try:
                number = float(value)
            except ValueError:
                pass
            else:
                reader.drift(where, "a number", value)
                return number
        raise reader.refuse(where, "a number", value)


class _Flag(_Plain):
    types: tuple[type, ...] = (bool,)
    exact: type | None = bool
    expected = "True or False"
    _MEANT: ClassVar[dict[Any, bool]] = {"true": True, "false": False, 1: True, 0: False}

    def decode(self, value: Any, reader: Reader, where: Where) -> bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, str | int | float) and value in self._MEANT:
            reader.drift(where, "a boolean", value)
            return self._MEANT[value]
        raise reader.refuse(where, "a boolean", value)


TEXT, INTEGER, NUMBER, FLAG, ANY = _Text(), _Integer(), _Number(), _Flag(), _Any()


def whole(value: object) -> int | None:
    """Return the integer for which a JSON value stands, or None; a text of more than 18 digits stands for none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else None


class listed:  # noqa: N801  # reads as a word in the models' field tables
    """A list of one type. A null is read as an empty list, and reported."""

    takes_null = True
    exact: type | None = None

    def __init__(self, item: Codec) -> None:
        self._item = item
        self.expected: str = f"a list, each item {item.expected}"

    def decode(self, value: Any, reader: Reader, where: Where) -> list[Any]:
        if value is None:
            reader.drift(where, "a list", value)
            return []
        if not isinstance(value, list):
            raise reader.refuse(where, "a list", value)
        exact, decode = self._item.exact, self._item.decode
        return [item if type(item) is exact else decode(item, reader, (where, i)) for i, item in enumerate(value)]

    def encode(self, value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise TypeError
        return [self._item.encode(item) for item in value]


class nullable:  # noqa: N801  # as above
    """A type or null."""

    takes_null = True
    exact: type | None = None

    def __init__(self, inner: Codec) -> None:
        self._inner = inner
        self.expected: str = f"{inner.expected}, or None"

    def decode(self, value: Any, reader: Reader, where: Where) -> Any:
        return None if value is None else self._inner.decode(value, reader, where)

    def encode(self, value: Any) -> Any:
        return None if value is None else self._inner.encode(value)


class named:  # noqa: N801  # as above
    """A model or an enum of this package, by name, because models may refer to each other in circles."""

    takes_null = False
    exact: type | None = None

    def __init__(self, package: str | None, module: str, name: str) -> None:
        self._path = (f".{module}", package, name)
        self.expected: str = f"models.{name}"
        self._codec: Codec | None = None

    def _resolve(self) -> Codec:
        module, package, name = self._path
        found = getattr(import_module(module, package), name)
        self._codec = _Enum(found) if issubclass(found, OpenIntEnum) else _Object(found)
        return self._codec

    def decode(self, value: Any, reader: Reader, where: Where) -> Any:
        return (self._codec or self._resolve()).decode(value, reader, where)

    def encode(self, value: Any) -> Any:
        return (self._codec or self._resolve()).encode(value)


class _Enum:
    takes_null = False
    exact: type | None = None

    def __init__(self, enum: type[OpenIntEnum]) -> None:
        self._enum = enum
        self._members: dict[int, OpenIntEnum] = {int(member): member for member in enum}
        self.expected: str = "one of " + ", ".join(str(member.value) for member in enum)

    def decode(self, value: Any, reader: Reader, where: Where) -> OpenIntEnum:
        if type(value) is int and value in self._members:
            return self._members[value]
        number = whole(value)
        member = self._enum.unknown(value) if number is None else self._enum(number)
        if not member.known or type(value) is not int:
            reader.drift(where, self.expected, value)
        return member

    def encode(self, value: Any) -> Any:
        return value.value if isinstance(value, OpenIntEnum) else value


class _Object:
    takes_null = False
    exact: type | None = None

    def __init__(self, model: Any) -> None:
        self.expected: str = f"models.{model.__name__}"
        self._model = model  # a class of .model.Model, which is made of codecs and so cannot be named here

    def decode(self, value: Any, reader: Reader, where: Where) -> Any:
        return self._model.decode(value, reader, where)

    def encode(self, value: Any) -> Any:
        return value.to_dict()
