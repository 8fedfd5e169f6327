# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...envelope import read_answer
from ...models.optimize_prompt_request import OptimizePromptRequest
from ...models.prompt_expansion_response import PromptExpansionResponse
from ...types import Response


def _get_kwargs(
    *,
    body: OptimizePromptRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/tool/sdPrompts",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PromptExpansionResponse | None:
    if response.status_code == 200:
        return read_answer(PromptExpansionResponse, "optimizePrompt", response)
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PromptExpansionResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: OptimizePromptRequest,
) -> Response[PromptExpansionResponse]:
    """Improve a prompt for Stable Diffusion.

     Starts a task that rewrites a prompt. The page is on the Chinese site only, and only the first two
    fields of its request were seen.

    Args:
        body (OptimizePromptRequest): What to improve. The page's table was seen up to raw_prompt.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PromptExpansionResponse]
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
    body: OptimizePromptRequest,
) -> PromptExpansionResponse | None:
    """Improve a prompt for Stable Diffusion.

     Starts a task that rewrites a prompt. The page is on the Chinese site only, and only the first two
    fields of its request were seen.

    Args:
        body (OptimizePromptRequest): What to improve. The page's table was seen up to raw_prompt.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PromptExpansionResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: OptimizePromptRequest,
) -> Response[PromptExpansionResponse]:
    """Improve a prompt for Stable Diffusion.

     Starts a task that rewrites a prompt. The page is on the Chinese site only, and only the first two
    fields of its request were seen.

    Args:
        body (OptimizePromptRequest): What to improve. The page's table was seen up to raw_prompt.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PromptExpansionResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: OptimizePromptRequest,
) -> PromptExpansionResponse | None:
    """Improve a prompt for Stable Diffusion.

     Starts a task that rewrites a prompt. The page is on the Chinese site only, and only the first two
    fields of its request were seen.

    Args:
        body (OptimizePromptRequest): What to improve. The page's table was seen up to raw_prompt.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PromptExpansionResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
