# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from ..open_enum import OpenIntEnum


class OneIsDoneStatus(OpenIntEnum):
    """How far the task of a tool is that says 1 beside its finished result. Whether it is done is told by
    x-task, not by this number alone."""

    FAILED = -1
    RUNNING = 0
    FINISHED = 1
