# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...envelope import read_answer
from ...models.list_models_request import ListModelsRequest
from ...models.list_models_response import ListModelsResponse
from ...types import Response


def _get_kwargs(
    *,
    body: ListModelsRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/AIGCImgOpenServ/saas/sd/v2/queryModelList",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ListModelsResponse | None:
    if response.status_code == 200:
        return read_answer(ListModelsResponse, "listModels", response)
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[ListModelsResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ListModelsRequest,
) -> Response[ListModelsResponse]:
    """List the checkpoint models of Stable Diffusion.

     Gives one page of the list, of all models or of those that a model code or a name selects.

    Args:
        body (ListModelsRequest): Which page of which models.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListModelsResponse]
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
    body: ListModelsRequest,
) -> ListModelsResponse | None:
    """List the checkpoint models of Stable Diffusion.

     Gives one page of the list, of all models or of those that a model code or a name selects.

    Args:
        body (ListModelsRequest): Which page of which models.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListModelsResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ListModelsRequest,
) -> Response[ListModelsResponse]:
    """List the checkpoint models of Stable Diffusion.

     Gives one page of the list, of all models or of those that a model code or a name selects.

    Args:
        body (ListModelsRequest): Which page of which models.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListModelsResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: ListModelsRequest,
) -> ListModelsResponse | None:
    """List the checkpoint models of Stable Diffusion.

     Gives one page of the list, of all models or of those that a model code or a name selects.

    Args:
        body (ListModelsRequest): Which page of which models.

    Raises:
        errors.StatusError: the service refused or failed.
        errors.DecodeError: the answer is not in the documented form.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListModelsResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
