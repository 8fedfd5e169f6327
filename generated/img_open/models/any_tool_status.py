# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from ..open_enum import OpenIntEnum


class AnyToolStatus(OpenIntEnum):
    """How far a tool's task is. The same number means one thing with one tool and another with the next;
    x-task tells for each, and looks at the result first."""

    MINUS_ONE = -1
    ZERO = 0
    ONE = 1
    TWO = 2
