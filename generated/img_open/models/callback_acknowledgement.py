# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT
from ..model import Model, wire

if TYPE_CHECKING:
    pass


@define
class CallbackAcknowledgement(Model):
    """What a receiver must answer to a callback.

    Attributes:
        code: The code of a success. One of 200, 200.
    """

    code: str = field(metadata=wire("code", TEXT))
