# GENERATED from generator/runtime/types.py by "make generate"; do not edit.
"""What the function modules under api/ and the models share."""

from collections.abc import MutableMapping
from typing import Generic, Literal, TypeVar

from attrs import define

T = TypeVar("T")


class Unset:
    """The type of UNSET: a field that is left out, as opposed to one that is null."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"  # there is one, also after copying and pickling


UNSET = Unset()


@define
class Response(Generic[T]):
    """What a function module's *_detailed variant returns."""

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None
