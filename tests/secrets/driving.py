"""Calling every method, function module and task member of a client of either kind; all that comes of it is kept."""

import asyncio
import importlib
import inspect
import json
import pkgutil
from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from openapi_python_client.strings import snake_case

import img_open.api
from contract.spec import Operation
from contract_tests.calls import arguments, resolved
from contract_tests.witnesses import SPEC
from img_open import AsyncImgOpen, ImgOpen
from img_open.tasks import AsyncTask, Task

TAGS = sorted({operation.raw["tags"][0] for operation in SPEC.operations.values()})
OPERATIONS = {snake_case(name): operation for name, operation in SPEC.operations.items()}
SOME = ("detect_faces", "text_to_image", "query_tool_task", "list_models", "submit_training")
"""One of each kind."""
ANY_TOOL: dict[str, Any] = {"tool_code": "hair/change", "body": {"image": "https://example.com/a.jpg"}}
TOKEN = json.dumps({"v": 1, "operation": "detectFaces", "id": "1", "businessTaskId": "b1"})
_WAIT_S = 20.0  # of a clock that sleeping alone advances


@dataclass
class Outcomes:
    """What was returned and raised, by what was called."""

    kept: list[tuple[str, object]] = field(default_factory=list)

    async def of(self, what: str, call: Callable[..., Any], /, *args: Any, **keywords: Any) -> Any:
        """Call, and keep what comes of it; return it unless it is an error."""
        try:
            value = await resolved(call(*args, **keywords))
        except Exception as error:
            self.kept.append((what, error))
            return None
        self.kept.append((what, value))
        return value


def keywords(operation: Operation) -> dict[str, Any]:
    """The arguments of the specification's example."""
    parameters = {row["name"]: str(row["example"]) for row in operation.parameters if row["in"] == "path"}
    return arguments(operation.request[1]["example"], parameters)


async def resources(client: ImgOpen | AsyncImgOpen, outcomes: Outcomes, names: Collection[str]) -> list[Any]:
    """Call these operations' methods, and those that are none; return the tasks."""
    tasks = []
    for tag in TAGS:
        resource = getattr(client, tag)
        for name in _methods(resource):
            if name in OPERATIONS and name in names:
                call = getattr(resource, name)
                value = await outcomes.of(f"{tag}.{name}", call, **keywords(OPERATIONS[name]))
                tasks += [value] if isinstance(value, Task | AsyncTask) else []
    submitted = await outcomes.of("tools.submit", client.tools.submit, **ANY_TOOL)
    tasks += [] if submitted is None else [submitted]
    await outcomes.of("images.iter_models", lambda: _all(client.images.iter_models(page_size=2)))
    return tasks


async def raw_resources(client: ImgOpen | AsyncImgOpen, outcomes: Outcomes, names: Collection[str]) -> None:
    """Call these operations' methods, and `submit`, with their raw responses."""
    for tag in TAGS:
        raw = getattr(client, tag).with_raw_response
        for name, method in vars(raw).items():
            if name not in {*names, "submit"}:
                continue
            given = ANY_TOOL if name == "submit" else keywords(OPERATIONS[name])
            came = await outcomes.of(f"{tag}.with_raw_response.{name}", method, **given)
            if came is not None:
                parts = {part: getattr(came, part) for part in _members(type(came))}
                outcomes.kept.append((f"{tag}.with_raw_response.{name}'s members", parts))


async def members(task: Any, outcomes: Outcomes) -> None:
    """Read and call all that a task has."""
    for name in _members(type(task)):
        if name in {"refresh", "wait", "result"}:
            more = {"timeout": _WAIT_S, "on_progress": outcomes.kept.append} if name == "wait" else {}
            await outcomes.of(f"task.{name}", getattr(task, name), **more)
        else:
            await outcomes.of(f"task.{name}", getattr, task, name)


async def many(client: ImgOpen | AsyncImgOpen, tasks: list[Any], outcomes: Outcomes) -> None:
    """Resume tasks, and wait for many at once in each way."""

    def again() -> list[Any]:
        return [client.tasks.resume(token) for token in (TOKEN, *(task.token for task in tasks))]

    every: Any = client.tasks
    progress = outcomes.kept.append
    await outcomes.of("resume", again)
    await outcomes.of("find", every.find, "detectFaces", "b1")
    await outcomes.of("resume what is none", lambda: every.resume("no token"))
    await outcomes.of("wait_all", lambda: every.wait_all(again(), _WAIT_S, on_progress=progress))
    await outcomes.of("wait_all, errors", lambda: every.wait_all(again(), _WAIT_S, return_exceptions=True))
    await outcomes.of("as_completed", lambda: _all(every.as_completed(again(), _WAIT_S)))


async def function_modules(
    client: ImgOpen | AsyncImgOpen, outcomes: Outcomes, names: Collection[str], detailed: bool
) -> None:
    """Call these operations' function modules under img_open.api."""
    is_async = isinstance(client, AsyncImgOpen)
    api_client = client.api_client()
    kind = "asyncio" if is_async else "sync"
    for name, module in _api():
        if name.rpartition(".")[2] not in names:
            continue
        operation = OPERATIONS[name.rpartition(".")[2]]
        given = keywords(operation)
        wanted = inspect.signature(module.sync).parameters
        parameters = {key: given.pop(key) for key in list(given) if key in wanted}
        body = inspect.get_annotations(module.sync)["body"].from_dict(operation.request[1]["example"])
        for way in (kind, f"{kind}_detailed") if detailed else (kind,):
            function = getattr(module, way)
            await outcomes.of(f"{name}.{way}", function, client=api_client, body=body, **parameters)
    outcomes.kept.append(("api_client", api_client))
    if is_async:
        await api_client.get_async_httpx_client().aclose()
    else:
        api_client.get_httpx_client().close()


def _api() -> Iterator[tuple[str, Any]]:
    for found in pkgutil.walk_packages(img_open.api.__path__, "img_open.api."):
        if not found.ispkg:
            yield found.name.removeprefix("img_open."), importlib.import_module(found.name)


def _methods(resource: Any) -> list[str]:
    return [name for name, value in inspect.getmembers_static(type(resource)) if name[0] != "_" and callable(value)]


def _members(kind: type) -> list[str]:
    return [name for name, _ in inspect.getmembers_static(kind) if not name.startswith("_")]


async def _all(items: Any) -> list[Any]:
    """Go through what comes one by one."""
    if hasattr(items, "__aiter__"):
        return [item async for item in items]
    return list(items)


def run(use: Callable[[], Awaitable[None]]) -> None:
    """Run one piece of code that may await."""
    asyncio.run(use())  # type: ignore[arg-type]  # a coroutine function's call is a coroutine


async def everything(
    client: ImgOpen | AsyncImgOpen, outcomes: Outcomes, names: Collection[str] = SOME, detailed: bool = False
) -> None:
    """Do all of the above with these operations."""
    tasks = await resources(client, outcomes, names)
    await raw_resources(client, outcomes, names)
    for task in tasks[:3]:
        await members(task, outcomes)
    await many(client, tasks[:3], outcomes)
    await function_modules(client, outcomes, names, detailed)
    outcomes.kept += [("client", client), ("client with options", client.with_options(timeout=1, max_retries=0))]
