# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...envelope import read_answer
from ...models.face_detection_request import FaceDetectionRequest
from ...models.face_detection_response import FaceDetectionResponse
from ...types import Response


def _get_kwargs(
    *,
    body: FaceDetectionRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/tool/face/detection",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> FaceDetectionResponse | None:
    if response.status_code == 200:
        return read_answer(FaceDetectionResponse, "detectFaces", response)
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[FaceDetectionResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: FaceDetectionRequest,
) -> Response[FaceDetectionResponse]:
    """Find every face in a picture.

     Cuts out each face that it finds and answers with the URL of each cut. The result usually serves to
    choose which face a multiple face swap is to replace.

    Args:
        body (FaceDetectionRequest): What to look at.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FaceDetectionResponse]
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
    body: FaceDetectionRequest,
) -> FaceDetectionResponse | None:
    """Find every face in a picture.

     Cuts out each face that it finds and answers with the URL of each cut. The result usually serves to
    choose which face a multiple face swap is to replace.

    Args:
        body (FaceDetectionRequest): What to look at.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FaceDetectionResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: FaceDetectionRequest,
) -> Response[FaceDetectionResponse]:
    """Find every face in a picture.

     Cuts out each face that it finds and answers with the URL of each cut. The result usually serves to
    choose which face a multiple face swap is to replace.

    Args:
        body (FaceDetectionRequest): What to look at.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FaceDetectionResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: FaceDetectionRequest,
) -> FaceDetectionResponse | None:
    """Find every face in a picture.

     Cuts out each face that it finds and answers with the URL of each cut. The result usually serves to
    choose which face a multiple face swap is to replace.

    Args:
        body (FaceDetectionRequest): What to look at.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FaceDetectionResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
