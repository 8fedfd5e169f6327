# GENERATED from generator/runtime/codec.py by "make generate"; do not edit.
"""Decoding that tolerates what it can tell, reports it, and names the place of what it cannot.

Each model class lists its fields once, as attrs fields with `wire(name, codec)`; the tables that drive decoding and
encoding are made from them at first use.
"""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple, Protocol, Self

import attrs
import httpx

from .drift import Drift, OnDrift
from .errors import ArgumentError, DecodeError, shown
from .open_enum import OpenIntEnum
from .types import UNSET, Unset

_WIRE = "wire"
_MISSING: Any = object()
_INTEGER = re.compile(r"-?[0-9]{1,18}")

# Where a value stands: (where its holder stands, its key), or None for the root. A chain, so that a pointer is only
# spelled out when something is to be said about it.
Where = tuple[Any, str | int] | None


def pointer(where: Where) -> str:
    """Spell out a JSON pointer (RFC 6901)."""
    parts: list[str] = []
    while where is not None:
        where, key = where
        parts.append(str(key).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{part}" for part in reversed(parts))


def place(at: str) -> Where:
    """The reverse of `pointer`, for pointers that hold names only."""
    where: Where = None
    for key in at.split("/")[1:]:
        where = (where, key)
    return where


def look_up(answer: Any, at: str) -> Any:
    """Return the value at a pointer that holds names only, or UNSET where there is none."""
    for key in at.split("/")[1:]:
        if not isinstance(answer, Mapping) or key not in answer:
            return UNSET
        answer = answer[key]
    return answer


def kind(value: object) -> str:
    """Name what came, briefly: its JSON type and, for scalars, itself."""
    match value:
        case None:
            return "null"
        case bool():
            return f"boolean {str(value).lower()}"
        case int() | float():
            return f"number {value}"
        case str():
            return f'string "{shown(value)}"'
        case Mapping():
            return "an object"
        case list():
            return "a list"
        case Unset():
            return "nothing"
    return f"a Python {type(value).__name__}"


class Reader:
    """The circumstances of one decoding: which operation answered, in which response, and who hears of drift."""

    def __init__(
        self, operation: str | None = None, on_drift: OnDrift | None = None, response: httpx.Response | None = None
    ) -> None:
        self.operation = operation
        self.response = response
        self._on_drift = on_drift

    def drift(self, where: Where, expected: str, value: object) -> None:
        """Report a departure that was understood."""
        if self._on_drift is not None:
            self._on_drift(Drift(self.operation or "", pointer(where), expected, kind(value)))

    def refuse(self, where: Where, expected: str, value: object) -> DecodeError:
        """Return the error for a departure that cannot be understood."""
        return DecodeError(pointer(where), expected, kind(value), operation=self.operation, response=self.response)


class Codec(Protocol):
    """How one type of value is read and written."""

    takes_null: bool
    """Whether decode makes something of a null even where the field may be left out."""

    def decode(self, value: Any, reader: Reader, where: Where) -> Any:
        """Return the Python value. Raises DecodeError."""

    def encode(self, value: Any) -> Any:
        """Return the JSON value."""


class _Plain:
    """A codec whose Python values are JSON values."""

    takes_null = False

    def encode(self, value: Any) -> Any:
        return value


class _Any(_Plain):
    takes_null = True

    def decode(self, value: Any, _reader: Reader, _where: Where) -> Any:
        return value


class _Text(_Plain):
    def decode(self, value: Any, reader: Reader, where: Where) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            reader.drift(where, "a string", value)
            return str(value)
        raise reader.refuse(where, "a string", value)


class _Integer(_Plain):
    def decode(self, value: Any, reader: Reader, where: Where) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, float) and value.is_integer():
            reader.drift(where, "an integer", value)
            return int(value)
        if isinstance(value, str) and (number := integer(value)) is not None:
            reader.drift(where, "an integer", value)
            return number
        raise reader.refuse(where, "an integer", value)


class _Number(_Plain):
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
    _MEANT: ClassVar[dict[Any, bool]] = {"true": True, "false": False, 1: True, 0: False}

    def decode(self, value: Any, reader: Reader, where: Where) -> bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, str | int) and value in self._MEANT:
            reader.drift(where, "a boolean", value)
            return self._MEANT[value]
        raise reader.refuse(where, "a boolean", value)


TEXT, INTEGER, NUMBER, FLAG, ANY = _Text(), _Integer(), _Number(), _Flag(), _Any()


def integer(text: str) -> int | None:
    """Return the integer that a text spells, or None; more than 18 digits are no integer."""
    return int(text) if _INTEGER.fullmatch(text) else None


class listed:  # noqa: N801  # reads as a word in the models' field tables
    """A list of one type. A null is read as an empty list, and reported."""

    takes_null = True

    def __init__(self, item: Codec) -> None:
        self._item = item

    def decode(self, value: Any, reader: Reader, where: Where) -> list[Any]:
        if value is None:
            reader.drift(where, "a list", value)
            return []
        if not isinstance(value, list):
            raise reader.refuse(where, "a list", value)
        decode = self._item.decode
        return [decode(item, reader, (where, i)) for i, item in enumerate(value)]

    def encode(self, value: Any) -> list[Any]:
        return [self._item.encode(item) for item in value]


class nullable:  # noqa: N801  # as above
    """A type or null."""

    takes_null = True

    def __init__(self, inner: Codec) -> None:
        self._inner = inner

    def decode(self, value: Any, reader: Reader, where: Where) -> Any:
        return None if value is None else self._inner.decode(value, reader, where)

    def encode(self, value: Any) -> Any:
        return None if value is None else self._inner.encode(value)


class named:  # noqa: N801  # as above
    """A model or an enum of this package, by name, because models may refer to each other in circles."""

    takes_null = False

    def __init__(self, package: str | None, module: str, name: str) -> None:
        self._path = (f".{module}", package, name)
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

    def __init__(self, enum: type[OpenIntEnum]) -> None:
        self._enum = enum
        self._expected = "one of " + ", ".join(str(member.value) for member in enum)

    def decode(self, value: Any, reader: Reader, where: Where) -> OpenIntEnum:
        number = integer(value) if isinstance(value, str) else value
        member = self._enum(value if number is None else number)
        if not member.known or number is not value:
            reader.drift(where, self._expected, value)
        return member

    def encode(self, value: Any) -> Any:
        return value.value if isinstance(value, OpenIntEnum) else value


class _Object:
    takes_null = False

    def __init__(self, model: "type[Model]") -> None:
        self._model = model

    def decode(self, value: Any, reader: Reader, where: Where) -> "Model":
        return self._model.decode(value, reader, where)

    def encode(self, value: Any) -> Any:
        return value.to_dict()


def wire(name: str, codec: Codec) -> dict[str, tuple[str, Codec]]:
    """Metadata of an attrs field: its name on the wire and its codec."""
    return {_WIRE: (name, codec)}


class _Field(NamedTuple):
    attribute: str
    name: str
    decode: Callable[[Any, Reader, Where], Any]
    encode: Callable[[Any], Any]
    required: bool
    takes_null: bool


@attrs.define
class Model:
    """What every model can do. Fields that the specification does not know stay in `additional_properties`."""

    _open: ClassVar[bool] = False
    """Whether the specification invites further fields, so that they are no drift."""

    additional_properties: dict[str, Any] = attrs.field(init=False, factory=dict)

    @classmethod
    def _fields(cls) -> tuple[_Field, ...]:
        found: tuple[_Field, ...] | None = cls.__dict__.get("_field_table")
        if found is None:
            found = tuple(
                _Field(field.name, name, codec.decode, codec.encode, field.default is attrs.NOTHING, codec.takes_null)
                for field in attrs.fields(cls)
                if _WIRE in field.metadata
                for name, codec in [field.metadata[_WIRE]]
            )
            cls._field_table = found  # type: ignore[attr-defined]  # one per class, hence not declared on the base
        return found

    @classmethod
    def decode(cls, value: Any, reader: Reader, where: Where) -> Self:
        """Read a JSON object. Raises DecodeError."""
        if not isinstance(value, Mapping):
            raise reader.refuse(where, "an object", value)
        known: dict[str, Any] = {}
        fields = cls._fields()
        found = 0
        for field in fields:
            raw = value.get(field.name, _MISSING)
            if raw is _MISSING:
                if field.required:
                    raise reader.refuse((where, field.name), "a required field", UNSET)
                continue
            found += 1
            if raw is None and not field.required and not field.takes_null:
                reader.drift((where, field.name), "no null", raw)
                continue
            known[field.attribute] = field.decode(raw, reader, (where, field.name))
        model = cls(**known)
        if found < len(value):
            names = {field.name for field in fields}
            extra = {key: item for key, item in value.items() if key not in names}
            model.additional_properties = extra
            if not cls._open:
                for key, item in extra.items():
                    reader.drift((where, key), "no such field", item)
        return model

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object that is at hand. Raises DecodeError."""
        return cls.decode(src_dict, Reader(), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, unknown fields included."""
        found: dict[str, Any] = dict(self.additional_properties)
        for field in self._fields():
            value = getattr(self, field.attribute)
            if value is UNSET:
                continue
            try:
                found[field.name] = field.encode(value)
            except (AttributeError, TypeError) as error:
                raise ArgumentError(f"{field.attribute}: expected its documented type, got {kind(value)}") from error
        return found
