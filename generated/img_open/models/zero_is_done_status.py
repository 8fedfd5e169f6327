# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from ..open_enum import OpenIntEnum


class ZeroIsDoneStatus(OpenIntEnum):
    """How far the task of a tool is that says 0 beside its finished result. Whether it is done is told by
    x-task, not by this number alone."""

    FAILED = -1
    FINISHED = 0
    RUNNING = 1
