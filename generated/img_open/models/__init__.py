# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .callback_acknowledgement import CallbackAcknowledgement
from .face_detection_data import FaceDetectionData
from .face_detection_request import FaceDetectionRequest
from .face_detection_response import FaceDetectionResponse
from .query_tool_task_request import QueryToolTaskRequest
from .query_tool_task_response import QueryToolTaskResponse
from .tool_task_data import ToolTaskData
from .tool_task_status import ToolTaskStatus

__all__ = (
    "CallbackAcknowledgement",
    "FaceDetectionData",
    "FaceDetectionRequest",
    "FaceDetectionResponse",
    "QueryToolTaskRequest",
    "QueryToolTaskResponse",
    "ToolTaskData",
    "ToolTaskStatus",
)
