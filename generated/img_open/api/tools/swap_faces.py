# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...envelope import read_answer
from ...models.picture_task_response import PictureTaskResponse
from ...models.swap_faces_request import SwapFacesRequest
from ...types import Response


def _get_kwargs(
    *,
    body: SwapFacesRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/tool/face/fusion",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> PictureTaskResponse | None:
    if response.status_code == 200:
        return read_answer(PictureTaskResponse, "swapFaces", response)
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[PictureTaskResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SwapFacesRequest,
) -> Response[PictureTaskResponse]:
    """Put one or two faces onto the faces of a picture.

     Starts a task that puts the faces of one or two sources onto the faces of the target, or one of them
    onto the face that faceIdx counts from the left.

    Args:
        body (SwapFacesRequest): Whose faces go onto which picture.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PictureTaskResponse]
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
    body: SwapFacesRequest,
) -> PictureTaskResponse | None:
    """Put one or two faces onto the faces of a picture.

     Starts a task that puts the faces of one or two sources onto the faces of the target, or one of them
    onto the face that faceIdx counts from the left.

    Args:
        body (SwapFacesRequest): Whose faces go onto which picture.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PictureTaskResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SwapFacesRequest,
) -> Response[PictureTaskResponse]:
    """Put one or two faces onto the faces of a picture.

     Starts a task that puts the faces of one or two sources onto the faces of the target, or one of them
    onto the face that faceIdx counts from the left.

    Args:
        body (SwapFacesRequest): Whose faces go onto which picture.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PictureTaskResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: SwapFacesRequest,
) -> PictureTaskResponse | None:
    """Put one or two faces onto the faces of a picture.

     Starts a task that puts the faces of one or two sources onto the faces of the target, or one of them
    onto the face that faceIdx counts from the left.

    Args:
        body (SwapFacesRequest): Whose faces go onto which picture.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PictureTaskResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
