# GENERATED from generator/runtime/model.py by "make generate"; do not edit.
"""Models: attrs classes that list each field once, with its name on the wire and its codec."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple, Self

import attrs

from .codec import Codec
from .errors import ArgumentError
from .reading import Reader, Where, kind
from .types import UNSET

_WIRE = "wire"
_MISSING: Any = object()


def wire(name: str, codec: Codec, *also: str) -> dict[str, tuple[str, Codec, tuple[str, ...]]]:
    """Metadata of an attrs field: its name on the wire, its codec, and other names under which it may come."""
    return {_WIRE: (name, codec, also)}


class _Field(NamedTuple):
    attribute: str
    name: str
    also: tuple[str, ...]
    decode: Callable[[Any, Reader, Where], Any]
    encode: Callable[[Any], Any]
    required: bool
    takes_null: bool
    expected: str


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
                _Field(
                    field.name,
                    name,
                    also,
                    codec.decode,
                    codec.encode,
                    field.default is attrs.NOTHING,
                    codec.takes_null,
                    codec.expected,
                )
                for field in attrs.fields(cls)
                if _WIRE in field.metadata
                for name, codec, also in [field.metadata[_WIRE]]
            )
            cls._field_table = found  # type: ignore[attr-defined]  # one per class, hence not declared on the base
        return found

    @classmethod
    def decode(cls, value: Any, reader: Reader, where: Where) -> Self:
        """Read a JSON object. Raises DecodeError."""
        if not isinstance(value, Mapping):
            raise reader.refuse(where, "an object", value)
        known: dict[str, Any] = {}
        names: set[str] = set()
        for field in cls._fields():
            name = field.name
            raw = value.get(name, _MISSING)
            if raw is _MISSING and field.also:
                name = next((other for other in field.also if other in value), name)
                raw = value.get(name, _MISSING)
            if raw is _MISSING:
                if field.required:
                    raise reader.refuse((where, name), "a required field", UNSET)
                continue
            names.add(name)
            if raw is None and not field.required and not field.takes_null:
                reader.drift((where, name), "no null", raw)
                continue
            known[field.attribute] = field.decode(raw, reader, (where, name))
        model = cls(**known)
        if len(names) < len(value):
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
                raise ArgumentError(f"{field.attribute}: expected {field.expected}, got {kind(value)}") from error
        return found
