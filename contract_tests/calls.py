"""Calling the generated client by the spec's words, so that one more operation needs no test code."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal, TypeVar

from openapi_python_client.strings import snake_case

from contract.mismatch import Report
from contract.spec import Operation
from contract.values import Json, Words
from img_open import ApiError, AsyncImgOpen, DecodeError, ImgOpen

T = TypeVar("T")
Mode = Literal["sync", "async"]
MODES: tuple[Mode, ...] = ("sync", "async")


def method_name(operation: Operation) -> tuple[str, str]:
    """The resource and the method that the operation must have."""
    return operation.raw["tags"][0], snake_case(operation.operation_id)


def arguments(body: Mapping[str, Json], parameters: Mapping[str, str]) -> dict[str, Json]:
    """The keywords for a body and path parameters."""
    return {snake_case(name): value for name, value in {**parameters, **body}.items()}


async def call(client: object, operation: Operation, keywords: Mapping[str, Json]) -> Any:
    """Call the operation with a client of either kind; return what its method returns."""
    resource, method = method_name(operation)
    return await resolved(getattr(getattr(client, resource), method)(**keywords))


@contextmanager
def readable(report: Report, name: str, source: str) -> Iterator[None]:
    """An error of the client is a mismatch of the edge: here something legal was to be read."""
    try:
        yield
    except ApiError as error:
        pointer = error.pointer if isinstance(error, DecodeError) else ""
        report.fail(name, pointer, Words("something that the client can read"), Words(str(error)), source)


async def resolved(value: Any) -> Any:
    """What a method of the sync client returned, or what one of the async client will."""
    return await value if inspect.isawaitable(value) else value


def with_client(mode: Mode, base_url: str, keys: Mapping[str, str], use: Callable[[Any], Awaitable[T]]) -> T:
    """Run one piece of code with a client of either kind; `keys` are the key headers."""
    key_id, key_secret = keys.values()

    async def run() -> T:
        if mode == "sync":
            with ImgOpen(key_id, key_secret, base_url) as client:
                return await use(client)
        async with AsyncImgOpen(key_id, key_secret, base_url) as async_client:
            return await use(async_client)

    return asyncio.run(run())
