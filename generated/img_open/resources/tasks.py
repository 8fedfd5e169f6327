# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Ask for a task that was submitted before."""

from __future__ import annotations

from typing import Any

from ..api.tasks import query_task_info_v1 as _query_task_info_v1
from ..api.tasks import query_task_info_v2 as _query_task_info_v2
from ..api.tasks import query_tool_task as _query_tool_task
from ..codec import named
from ..models.image_task_data import ImageTaskData
from ..models.query_task_info_request import QueryTaskInfoRequest
from ..models.query_tool_task_request import QueryToolTaskRequest
from ..models.tool_task_data import ToolTaskData
from ..transport import AsyncTransport, SyncTransport

_MODELS = f"{__package__.rpartition('.')[0]}.models"


def _query_task_info_v1_request(
    *,
    business_task_id: str,
) -> dict[str, Any]:
    body = QueryTaskInfoRequest(
        business_task_id=business_task_id,
    )
    return _query_task_info_v1._get_kwargs(body=body)


def _query_task_info_v2_request(
    *,
    business_task_id: str,
) -> dict[str, Any]:
    body = QueryTaskInfoRequest(
        business_task_id=business_task_id,
    )
    return _query_task_info_v2._get_kwargs(body=body)


def _query_tool_task_request(
    *,
    tool_code: str,
    business_task_id: str,
) -> dict[str, Any]:
    body = QueryToolTaskRequest(
        business_task_id=business_task_id,
    )
    return _query_tool_task._get_kwargs(tool_code=tool_code, body=body)


class Tasks:
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
        request = _query_task_info_v1_request(
            business_task_id=business_task_id,
        )
        response = self._transport.send("queryTaskInfoV1", request)
        found: ImageTaskData = self._transport.read(
            "queryTaskInfoV1", response, "/data", named(_MODELS, "image_task_data", "ImageTaskData")
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
        request = _query_task_info_v2_request(
            business_task_id=business_task_id,
        )
        response = self._transport.send("queryTaskInfoV2", request)
        found: ImageTaskData = self._transport.read(
            "queryTaskInfoV2", response, "/data", named(_MODELS, "image_task_data", "ImageTaskData")
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
        request = _query_tool_task_request(
            tool_code=tool_code,
            business_task_id=business_task_id,
        )
        response = self._transport.send("queryToolTask", request)
        found: ToolTaskData = self._transport.read(
            "queryToolTask", response, "/data", named(_MODELS, "tool_task_data", "ToolTaskData")
        )
        return found


class AsyncTasks:
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
        request = _query_task_info_v1_request(
            business_task_id=business_task_id,
        )
        response = await self._transport.send("queryTaskInfoV1", request)
        found: ImageTaskData = self._transport.read(
            "queryTaskInfoV1", response, "/data", named(_MODELS, "image_task_data", "ImageTaskData")
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
        request = _query_task_info_v2_request(
            business_task_id=business_task_id,
        )
        response = await self._transport.send("queryTaskInfoV2", request)
        found: ImageTaskData = self._transport.read(
            "queryTaskInfoV2", response, "/data", named(_MODELS, "image_task_data", "ImageTaskData")
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
        request = _query_tool_task_request(
            tool_code=tool_code,
            business_task_id=business_task_id,
        )
        response = await self._transport.send("queryToolTask", request)
        found: ToolTaskData = self._transport.read(
            "queryToolTask", response, "/data", named(_MODELS, "tool_task_data", "ToolTaskData")
        )
        return found
