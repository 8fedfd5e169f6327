# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Ask for a task that was submitted before."""

from __future__ import annotations

from typing import Any

from ..codec import named
from ..many import AsyncTaskMethods, TaskMethods
from ..models.image_task_data import ImageTaskData
from ..models.query_task_info_request import QueryTaskInfoRequest
from ..models.query_tool_task_request import QueryToolTaskRequest
from ..models.tool_task_data import ToolTaskData
from ..paths import segments
from ..raw import raw, raw_async
from ..transport import AsyncTransport, SyncTransport

_MODELS = f"{__package__.rpartition('.')[0]}.models"


def _query_task_info_v1(
    *,
    business_task_id: str,
) -> tuple[str, dict[str, Any]]:
    body = QueryTaskInfoRequest(
        business_task_id=business_task_id,
    )
    return "/AIGCImgOpenServ/saas/sd/queryTaskInfo", body.to_dict()


def _query_task_info_v2(
    *,
    business_task_id: str,
) -> tuple[str, dict[str, Any]]:
    body = QueryTaskInfoRequest(
        business_task_id=business_task_id,
    )
    return "/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo", body.to_dict()


def _query_tool_task(
    *,
    tool_code: str,
    business_task_id: str,
) -> tuple[str, dict[str, Any]]:
    body = QueryToolTaskRequest(
        business_task_id=business_task_id,
    )
    return "/AIGCImgOpenServ/saas/tool/{toolCode}/queryTask".format(
        toolCode=segments("tool_code", tool_code),
    ), body.to_dict()


class Tasks(TaskMethods):
    """Ask for a task that was submitted before."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def query_task_info_v1(
        self,
        *,
        business_task_id: str,
    ) -> ImageTaskData:
        """Ask for a Stable Diffusion task, archived ones included.

        Finds the task by its id. The Chinese navigation calls this the query of archived tasks; progress is
        not told.

        Args:
            business_task_id: The id of the task: the task_id of the submit's answer.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222084

        Assumed: No table of the answer was seen; fields and types are those of the page's example.
        """
        path, body = _query_task_info_v1(
            business_task_id=business_task_id,
        )
        answer = self._transport.ask("queryTaskInfoV1", path, body)
        found: ImageTaskData = self._transport.read(
            "queryTaskInfoV1", answer, "/data", named(_MODELS, "image_task_data", "ImageTaskData")
        )
        return found

    def query_task_info_v2(
        self,
        *,
        business_task_id: str,
    ) -> ImageTaskData:
        """Ask for a Stable Diffusion task of the current month.

        Finds the task by its id and tells how far it is; a task of an earlier month is archived, and not
        found.

        Args:
            business_task_id: The id of the task: the task_id of the submit's answer.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222085

        Assumed: No table of the answer was seen; fields and types are those of the page's example.
        """
        path, body = _query_task_info_v2(
            business_task_id=business_task_id,
        )
        answer = self._transport.ask("queryTaskInfoV2", path, body)
        found: ImageTaskData = self._transport.read(
            "queryTaskInfoV2", answer, "/data", named(_MODELS, "image_task_data", "ImageTaskData")
        )
        return found

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
        path, body = _query_tool_task(
            tool_code=tool_code,
            business_task_id=business_task_id,
        )
        answer = self._transport.ask("queryToolTask", path, body)
        found: ToolTaskData = self._transport.read(
            "queryToolTask", answer, "/data", named(_MODELS, "tool_task_data", "ToolTaskData")
        )
        return found

    @property
    def with_raw_response(self) -> TasksWithRawResponse:
        """The same methods, each giving a RawResponse: the result and the HTTP answer that it came in."""
        return TasksWithRawResponse(self._transport)


class TasksWithRawResponse:
    """Tasks, each method giving a RawResponse."""

    def __init__(self, transport: SyncTransport) -> None:
        self.query_task_info_v1 = raw(Tasks, Tasks.query_task_info_v1, transport)
        self.query_task_info_v2 = raw(Tasks, Tasks.query_task_info_v2, transport)
        self.query_tool_task = raw(Tasks, Tasks.query_tool_task, transport)


class AsyncTasks(AsyncTaskMethods):
    """Ask for a task that was submitted before."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def query_task_info_v1(
        self,
        *,
        business_task_id: str,
    ) -> ImageTaskData:
        """Ask for a Stable Diffusion task, archived ones included.

        Finds the task by its id. The Chinese navigation calls this the query of archived tasks; progress is
        not told.

        Args:
            business_task_id: The id of the task: the task_id of the submit's answer.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222084

        Assumed: No table of the answer was seen; fields and types are those of the page's example.
        """
        path, body = _query_task_info_v1(
            business_task_id=business_task_id,
        )
        answer = await self._transport.ask("queryTaskInfoV1", path, body)
        found: ImageTaskData = self._transport.read(
            "queryTaskInfoV1", answer, "/data", named(_MODELS, "image_task_data", "ImageTaskData")
        )
        return found

    async def query_task_info_v2(
        self,
        *,
        business_task_id: str,
    ) -> ImageTaskData:
        """Ask for a Stable Diffusion task of the current month.

        Finds the task by its id and tells how far it is; a task of an earlier month is archived, and not
        found.

        Args:
            business_task_id: The id of the task: the task_id of the submit's answer.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222085

        Assumed: No table of the answer was seen; fields and types are those of the page's example.
        """
        path, body = _query_task_info_v2(
            business_task_id=business_task_id,
        )
        answer = await self._transport.ask("queryTaskInfoV2", path, body)
        found: ImageTaskData = self._transport.read(
            "queryTaskInfoV2", answer, "/data", named(_MODELS, "image_task_data", "ImageTaskData")
        )
        return found

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
        path, body = _query_tool_task(
            tool_code=tool_code,
            business_task_id=business_task_id,
        )
        answer = await self._transport.ask("queryToolTask", path, body)
        found: ToolTaskData = self._transport.read(
            "queryToolTask", answer, "/data", named(_MODELS, "tool_task_data", "ToolTaskData")
        )
        return found

    @property
    def with_raw_response(self) -> AsyncTasksWithRawResponse:
        """The same methods, each giving a RawResponse: the result and the HTTP answer that it came in."""
        return AsyncTasksWithRawResponse(self._transport)


class AsyncTasksWithRawResponse:
    """AsyncTasks, each method giving a RawResponse."""

    def __init__(self, transport: AsyncTransport) -> None:
        self.query_task_info_v1 = raw_async(AsyncTasks, AsyncTasks.query_task_info_v1, transport)
        self.query_task_info_v2 = raw_async(AsyncTasks, AsyncTasks.query_task_info_v2, transport)
        self.query_tool_task = raw_async(AsyncTasks, AsyncTasks.query_tool_task, transport)
