# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...envelope import read_answer
from ...models.task_submitted_response import TaskSubmittedResponse
from ...models.text_to_image_v3_request import TextToImageV3Request
from ...types import Response


def _get_kwargs(
    *,
    body: TextToImageV3Request,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/sd/v3/text2Image",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> TaskSubmittedResponse | None:
    if response.status_code == 200:
        return read_answer(TaskSubmittedResponse, "textToImageV3", response)
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
    body: TextToImageV3Request,
) -> Response[TaskSubmittedResponse]:
    """Make pictures from a prompt, version 3 (in development).

     Starts a task of Stable Diffusion, ControlNet and ADetailer included. The page is on the Chinese
    site only, and marked there as in development.

    Args:
        body (TextToImageV3Request): What to draw. Flags are not shown on the page; its table was
            seen up to highDefinitionRepairPostSteps.

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
    body: TextToImageV3Request,
) -> TaskSubmittedResponse | None:
    """Make pictures from a prompt, version 3 (in development).

     Starts a task of Stable Diffusion, ControlNet and ADetailer included. The page is on the Chinese
    site only, and marked there as in development.

    Args:
        body (TextToImageV3Request): What to draw. Flags are not shown on the page; its table was
            seen up to highDefinitionRepairPostSteps.

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
    body: TextToImageV3Request,
) -> Response[TaskSubmittedResponse]:
    """Make pictures from a prompt, version 3 (in development).

     Starts a task of Stable Diffusion, ControlNet and ADetailer included. The page is on the Chinese
    site only, and marked there as in development.

    Args:
        body (TextToImageV3Request): What to draw. Flags are not shown on the page; its table was
            seen up to highDefinitionRepairPostSteps.

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
    body: TextToImageV3Request,
) -> TaskSubmittedResponse | None:
    """Make pictures from a prompt, version 3 (in development).

     Starts a task of Stable Diffusion, ControlNet and ADetailer included. The page is on the Chinese
    site only, and marked there as in development.

    Args:
        body (TextToImageV3Request): What to draw. Flags are not shown on the page; its table was
            seen up to highDefinitionRepairPostSteps.

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
