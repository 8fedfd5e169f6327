# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""The operations as methods, one class a tag."""

from __future__ import annotations

from typing import Any

from .api.tasks import query_tool_task as _query_tool_task
from .api.tools import detect_faces as _detect_faces
from .codec import named
from .errors import about_task
from .models.face_detection_data import FaceDetectionData
from .models.face_detection_request import FaceDetectionRequest
from .models.query_tool_task_request import QueryToolTaskRequest
from .models.tool_task_data import ToolTaskData
from .polling import TaskRules
from .tasks import AsyncTask, Task
from .transport import AsyncTransport, SyncTransport, new_business_task_id
from .types import UNSET

_DETECT_FACES = TaskRules(
    operation="detectFaces",
    query="queryToolTask",
    id_at="/data/taskId",
    result_at="/data",
    result=named(f"{__package__}.models", "face_detection_data", "FaceDetectionData"),
    filled=("/data/faceUrls",),
    status_at="/data/status",
    status=named(f"{__package__}.models", "tool_task_status", "ToolTaskStatus"),
    done=(2,),
    failed=(-1,),
)


def _detect_faces_request(
    *,
    image_url: str,
    business_task_id: str | None = None,
    callback_url: str | None = None,
) -> tuple[str, dict[str, Any], dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = FaceDetectionRequest(
        image_url=image_url,
        business_task_id=key,
        callback_url=UNSET if callback_url is None else callback_url,
    )
    request = _detect_faces._get_kwargs(body=body)
    query = _query_tool_task._get_kwargs(tool_code="face/detection", body=QueryToolTaskRequest(business_task_id=key))
    return key, request, query


def _query_tool_task_request(
    *,
    tool_code: str,
    business_task_id: str,
) -> dict[str, Any]:
    body = QueryToolTaskRequest(
        business_task_id=business_task_id,
    )
    request = _query_tool_task._get_kwargs(tool_code=tool_code, body=body)
    return request


class Tasks:
    """Ask for a task that was submitted before."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def query_tool_task(
        self,
        *,
        tool_code: str,
        business_task_id: str,
    ) -> ToolTaskData:
        """Ask for an image tool's task.

        Finds the task by the caller's own task id and the tool's code, which is the part of the tool's path
        after tool/ and may hold a slash (face/detection); the slash stays a slash on the wire.

        Args:
            tool_code: The part of the tool's path after tool/, such as roop or face/detection.
            business_task_id: The caller's own id of the task.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222086

        Assumed: The page's response is not known; taken from the tools' own answers.
        """
        request = _query_tool_task_request(
            tool_code=tool_code,
            business_task_id=business_task_id,
        )
        response = self._transport.send("queryToolTask", request)
        found: ToolTaskData = self._transport.read(
            "queryToolTask", response, "/data", named(f"{__package__}.models", "tool_task_data", "ToolTaskData")
        )
        return found


class AsyncTasks:
    """Ask for a task that was submitted before."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def query_tool_task(
        self,
        *,
        tool_code: str,
        business_task_id: str,
    ) -> ToolTaskData:
        """Ask for an image tool's task.

        Finds the task by the caller's own task id and the tool's code, which is the part of the tool's path
        after tool/ and may hold a slash (face/detection); the slash stays a slash on the wire.

        Args:
            tool_code: The part of the tool's path after tool/, such as roop or face/detection.
            business_task_id: The caller's own id of the task.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222086

        Assumed: The page's response is not known; taken from the tools' own answers.
        """
        request = _query_tool_task_request(
            tool_code=tool_code,
            business_task_id=business_task_id,
        )
        response = await self._transport.send("queryToolTask", request)
        found: ToolTaskData = self._transport.read(
            "queryToolTask", response, "/data", named(f"{__package__}.models", "tool_task_data", "ToolTaskData")
        )
        return found


class Tools:
    """Image tools: one picture in, faces, captions or another picture out."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def detect_faces(
        self,
        *,
        image_url: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
    ) -> Task[FaceDetectionData]:
        """Find every face in a picture.

        Cuts out each face that it finds and answers with the URL of each cut. The result usually serves to
        choose which face a multiple face swap is to replace.

        Args:
            image_url: URL of the picture whose faces are wanted, http or https.
            business_task_id: The caller's own id of this task. Made when left out.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222098

        Assumed: Only 2 is documented, beside a finished result; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request, query = _detect_faces_request(
            image_url=image_url,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            response = self._transport.send("detectFaces", request)
            return Task(self._transport, _DETECT_FACES, key, query, response)


class AsyncTools:
    """Image tools: one picture in, faces, captions or another picture out."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def detect_faces(
        self,
        *,
        image_url: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
    ) -> AsyncTask[FaceDetectionData]:
        """Find every face in a picture.

        Cuts out each face that it finds and answers with the URL of each cut. The result usually serves to
        choose which face a multiple face swap is to replace.

        Args:
            image_url: URL of the picture whose faces are wanted, http or https.
            business_task_id: The caller's own id of this task. Made when left out.
            callback_url: URL to which the result is posted when it is ready, http or https.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222098

        Assumed: Only 2 is documented, beside a finished result; 1 and -1 are the sandbox's, so that waiting
        and failing can be practised.

        Assumed: queryToolTask's page takes the part of a tool's path after tool/ as toolCode; that this
        tool can be asked for so is not said.
        """
        key, request, query = _detect_faces_request(
            image_url=image_url,
            business_task_id=business_task_id,
            callback_url=callback_url,
        )
        with about_task(key):
            response = await self._transport.send("detectFaces", request)
            return AsyncTask(self._transport, _DETECT_FACES, key, query, response)
