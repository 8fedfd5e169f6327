# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from ..open_enum import OpenIntEnum


class ToolTaskStatus(OpenIntEnum):
    """How far a tool's task is. The pages do not say what the numbers mean, and they differ between tools;
    whether a task is done is told by x-task, not by this number alone."""

    FAILED = -1
    RUNNING = 1
    FINISHED = 2
