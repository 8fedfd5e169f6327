# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...envelope import read_answer
from ...models.query_tool_task_request import QueryToolTaskRequest
from ...models.query_tool_task_response import QueryToolTaskResponse
from ...paths import segments
from ...types import Response


def _get_kwargs(
    tool_code: str,
    *,
    body: QueryToolTaskRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/tool/{tool_code}/queryTask".format(
            tool_code=segments("tool_code", tool_code),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> QueryToolTaskResponse | None:
    if response.status_code == 200:
        return read_answer(QueryToolTaskResponse, "queryToolTask", response)
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[QueryToolTaskResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    tool_code: str,
    *,
    client: AuthenticatedClient | Client,
    body: QueryToolTaskRequest,
) -> Response[QueryToolTaskResponse]:
    """Ask for an image tool's task.

     Finds the task by the caller's own task id and the tool's code, which is the part of the tool's path
    after tool/ and may hold a slash (face/detection); the slash stays a slash on the wire.

    Args:
        tool_code (str):
        body (QueryToolTaskRequest): Which task.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryToolTaskResponse]
    """

    kwargs = _get_kwargs(
        tool_code=tool_code,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    tool_code: str,
    *,
    client: AuthenticatedClient | Client,
    body: QueryToolTaskRequest,
) -> QueryToolTaskResponse | None:
    """Ask for an image tool's task.

     Finds the task by the caller's own task id and the tool's code, which is the part of the tool's path
    after tool/ and may hold a slash (face/detection); the slash stays a slash on the wire.

    Args:
        tool_code (str):
        body (QueryToolTaskRequest): Which task.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryToolTaskResponse
    """

    return sync_detailed(
        tool_code=tool_code,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    tool_code: str,
    *,
    client: AuthenticatedClient | Client,
    body: QueryToolTaskRequest,
) -> Response[QueryToolTaskResponse]:
    """Ask for an image tool's task.

     Finds the task by the caller's own task id and the tool's code, which is the part of the tool's path
    after tool/ and may hold a slash (face/detection); the slash stays a slash on the wire.

    Args:
        tool_code (str):
        body (QueryToolTaskRequest): Which task.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[QueryToolTaskResponse]
    """

    kwargs = _get_kwargs(
        tool_code=tool_code,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tool_code: str,
    *,
    client: AuthenticatedClient | Client,
    body: QueryToolTaskRequest,
) -> QueryToolTaskResponse | None:
    """Ask for an image tool's task.

     Finds the task by the caller's own task id and the tool's code, which is the part of the tool's path
    after tool/ and may hold a slash (face/detection); the slash stays a slash on the wire.

    Args:
        tool_code (str):
        body (QueryToolTaskRequest): Which task.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        QueryToolTaskResponse
    """

    return (
        await asyncio_detailed(
            tool_code=tool_code,
            client=client,
            body=body,
        )
    ).parsed
