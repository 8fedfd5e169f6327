# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...envelope import read_answer
from ...models.describe_image_request import DescribeImageRequest
from ...models.image_description_response import ImageDescriptionResponse
from ...types import Response


def _get_kwargs(
    *,
    body: DescribeImageRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/tool/interrogate",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ImageDescriptionResponse | None:
    if response.status_code == 200:
        return read_answer(ImageDescriptionResponse, "describeImage", response)
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ImageDescriptionResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DescribeImageRequest,
) -> Response[ImageDescriptionResponse]:
    """Describe a picture in words.

     Starts a task that captions the picture.

    Args:
        body (DescribeImageRequest): What to describe.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ImageDescriptionResponse]
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
    body: DescribeImageRequest,
) -> ImageDescriptionResponse | None:
    """Describe a picture in words.

     Starts a task that captions the picture.

    Args:
        body (DescribeImageRequest): What to describe.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ImageDescriptionResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DescribeImageRequest,
) -> Response[ImageDescriptionResponse]:
    """Describe a picture in words.

     Starts a task that captions the picture.

    Args:
        body (DescribeImageRequest): What to describe.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ImageDescriptionResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: DescribeImageRequest,
) -> ImageDescriptionResponse | None:
    """Describe a picture in words.

     Starts a task that captions the picture.

    Args:
        body (DescribeImageRequest): What to describe.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ImageDescriptionResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
