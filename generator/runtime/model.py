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
    codec: Codec
    default: Any
    required: bool

    def read(self, holder: Mapping[str, Any], raw: Any, reader: Reader, where: Where) -> Any:
        name = self.taken(holder) if raw is _MISSING else self.name
        raw = holder.get(name, _MISSING)
        if raw is _MISSING:
            if self.required:
                raise reader.refuse((where, name), "a required field", UNSET)
            return self.default
        if raw is None and not self.required and not self.codec.takes_null:
            reader.drift((where, name), "no null", raw)
            return self.default
        return self.codec.decode(raw, reader, (where, name))

    def taken(self, holder: Mapping[str, Any]) -> str:
        """Return the name under which the field comes."""
        return self.name if self.name in holder else next((other for other in self.also if other in holder), self.name)


class _Table(NamedTuple):
    fields: tuple[_Field, ...]
    quick: tuple[tuple[str, type | None, Callable[..., Any]], ...]
    """Of each field its name, the type of the values that need no decoding, and what reads all others."""
    names: frozenset[str]

    @classmethod
    def of(cls, model: type["Model"]) -> "_Table":
        fields = tuple(
            _Field(field.name, name, also, codec, field.default, field.default is attrs.NOTHING)
            for field in attrs.fields(model)
            if _WIRE in field.metadata
            for name, codec, also in [field.metadata[_WIRE]]
        )
        quick = tuple((field.name, field.codec.exact, field.read) for field in fields)
        return cls(fields, quick, frozenset(field.name for field in fields))


@attrs.define
class Model:
    """What every model can do. Fields that the specification does not know stay in `additional_properties`."""

    _open: ClassVar[bool] = False
    """Whether the specification invites further fields, so that they are no drift."""

    additional_properties: dict[str, Any] = attrs.field(init=False, factory=dict)

    @classmethod
    def _table(cls) -> _Table:
        found: _Table | None = cls.__dict__.get("_made_table")
        if found is None:
            found = _Table.of(cls)
            cls._made_table = found  # type: ignore[attr-defined]  # one per class, hence not declared on the base
        return found

    @classmethod
    def decode(cls, value: Any, reader: Reader, where: Where) -> Self:
        """Read a JSON object. Raises DecodeError."""
        if type(value) is not dict and not isinstance(value, Mapping):
            raise reader.refuse(where, "an object", value)
        table = cls._table()
        get = value.get
        # A thousand rows are ten thousand fields: one whose type is right costs no call, and no place in words.
        values = []
        for name, exact, read in table.quick:
            raw = get(name, _MISSING)
            values.append(raw if type(raw) is exact else read(value, raw, reader, where))
        make: Callable[..., Self] = cls
        model = make(*values)
        if not value.keys() <= table.names:
            model._keep_others(value, reader, where)
        return model

    def _keep_others(self, value: Mapping[str, Any], reader: Reader, where: Where) -> None:
        names = {field.taken(value) for field in self._table().fields}
        self.additional_properties = {key: item for key, item in value.items() if key not in names}
        if not self._open:
            for key, item in self.additional_properties.items():
                reader.drift((where, key), "no such field", item)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object that is at hand. Raises DecodeError."""
        return cls.decode(src_dict, Reader(), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, unknown fields included."""
        found: dict[str, Any] = dict(self.additional_properties)
        for field in self._table().fields:
            value = getattr(self, field.attribute)
            if value is UNSET:
                continue
            try:
                found[field.name] = field.codec.encode(value)
            except (AttributeError, TypeError) as error:
                raise ArgumentError(f"{field.attribute}: expected {field.codec.expected}, got {kind(value)}") from error
        return found
