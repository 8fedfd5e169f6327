# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from ..open_enum import OpenIntEnum


class ImageTaskStatus(OpenIntEnum):
    """How far a Stable Diffusion task is; the pages do not say what the numbers mean. Whether it is done is
    told by x-task, not by this number alone."""

    FAILED = -1
    WAITING_1 = 1
    FINISHED = 2
    WAITING_3 = 3
