# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...envelope import read_answer
from ...models.identify_style_request import IdentifyStyleRequest
from ...models.task_submitted_response import TaskSubmittedResponse
from ...types import Response


def _get_kwargs(
    *,
    body: IdentifyStyleRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/tool/identifyStyle",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> TaskSubmittedResponse | None:
    if response.status_code == 200:
        return read_answer(TaskSubmittedResponse, "identifyStyle", response)
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[TaskSubmittedResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: IdentifyStyleRequest,
) -> Response[TaskSubmittedResponse]:
    """Tell the drawing style of a picture.

     Starts a task that names the styles of the picture.

    Args:
        body (IdentifyStyleRequest): What to look at. Flags are not shown on the page.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[TaskSubmittedResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: IdentifyStyleRequest,
) -> TaskSubmittedResponse | None:
    """Tell the drawing style of a picture.

     Starts a task that names the styles of the picture.

    Args:
        body (IdentifyStyleRequest): What to look at. Flags are not shown on the page.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        TaskSubmittedResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: IdentifyStyleRequest,
) -> Response[TaskSubmittedResponse]:
    """Tell the drawing style of a picture.

     Starts a task that names the styles of the picture.

    Args:
        body (IdentifyStyleRequest): What to look at. Flags are not shown on the page.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[TaskSubmittedResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: IdentifyStyleRequest,
) -> TaskSubmittedResponse | None:
    """Tell the drawing style of a picture.

     Starts a task that names the styles of the picture.

    Args:
        body (IdentifyStyleRequest): What to look at. Flags are not shown on the page.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        TaskSubmittedResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
