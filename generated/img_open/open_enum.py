# GENERATED from generator/runtime/open_enum.py by "make generate"; do not edit.
"""Enums that keep values nobody has named yet."""

from enum import IntEnum
from typing import Any, Self

_NOT_A_NUMBER = -(2**31)


class OpenIntEnum(IntEnum):
    """An integer enum in which any value is legal.

    `Status(7)` without a member for 7 gives `<Status.UNKNOWN_7: 7>`, equal to 7. What is no integer gives UNKNOWN, with
    the raw value in `.value`; as a
    number it is meaningless, so write `.value` to JSON.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self:
        number = value if isinstance(value, int) and not isinstance(value, bool) else None
        member = int.__new__(cls, _NOT_A_NUMBER if number is None else number)
        member._name_ = "UNKNOWN" if number is None else f"UNKNOWN_{number}".replace("-", "MINUS_")
        member._value_ = value  # type: ignore[assignment]  # the raw value is kept whatever it is
        return member

    @classmethod
    def unknown(cls, value: object) -> Self:
        """Keep a value without looking for its name."""
        return cls._missing_(value)

    @property
    def known(self) -> bool:
        """Whether the value has a name."""
        return self.name in type(self).__members__

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self.name}: {self._value_!r}>"

    def __str__(self) -> str:
        return str(self._value_)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, OpenIntEnum):
            return type(other) is type(self) and bool(self._value_ == other._value_)
        return bool(self._value_ == other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        try:
            return hash(self._value_)
        except TypeError:  # a list or an object came instead of a number
            return int.__hash__(self)

    def __reduce_ex__(self, _protocol: Any) -> tuple[type[Self], tuple[Any]]:
        return type(self), (self._value_,)
