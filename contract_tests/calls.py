"""Calling the generated client by the spec's words, so that one more operation needs no test code."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Literal, TypeVar

import attrs
from openapi_python_client.strings import PythonIdentifier, snake_case

from contract.mismatch import Report
from contract.spec import Operation
from contract.values import Json, Words
from img_open import ApiError, AsyncImgOpen, DecodeError, ImgOpen
from img_open.reading import Reader

T = TypeVar("T")
Mode = Literal["sync", "async"]
MODES: tuple[Mode, ...] = ("sync", "async")


def method_name(operation: Operation) -> tuple[str, str]:
    """The resource and the method that the operation must have."""
    return operation.raw["tags"][0], snake_case(operation.operation_id)


def arguments(body: Mapping[str, Json], parameters: Mapping[str, str]) -> dict[str, Json]:
    """The keywords for a body and path parameters."""
    return {python_name(name): value for name, value in {**parameters, **body}.items()}


def python_name(name: str) -> str:
    """A field's keyword and attribute: as the generator names it, beside keywords and built-in names too."""
    return str(PythonIdentifier(name, "field_"))


async def call(client: object, operation: Operation, keywords: Mapping[str, Json]) -> Any:
    """Call the operation with a client of either kind; return what its method returns.

    Path parameters that are not given are those of the spec's examples.
    """
    resource, method = method_name(operation)
    whole = {**arguments({}, operation.path_example), **_modelled(operation, keywords)}
    return await resolved(getattr(getattr(client, resource), method)(**whole))


def _modelled(operation: Operation, keywords: Mapping[str, Json]) -> dict[str, Json]:
    """The keywords with the client's own models in the place of objects; every other value stays as it is."""
    nested = {name: value for name, value in keywords.items() if isinstance(value, dict) or _has_objects(value)}
    if not nested:
        return dict(keywords)
    function = import_module("img_open.api." + ".".join(method_name(operation))).sync_detailed
    model = inspect.signature(function).parameters["body"].annotation
    codecs = {field.name: field.metadata["wire"][1] for field in attrs.fields(model) if "wire" in field.metadata}
    made = {name: codecs[name].decode(value, Reader(), None) for name, value in nested.items() if name in codecs}
    return {**keywords, **made}


def _has_objects(value: Json) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


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
