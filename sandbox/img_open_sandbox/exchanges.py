"""One API request and its answer: logged, and struck by the fault that is planted for it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path

from img_open_sandbox.envelope import Refusal, failure
from img_open_sandbox.faults import CallbackBeforeAnswer, Fault, Html, LoseTask, Occasion, ResetAfterRead, Status
from img_open_sandbox.faulty_answers import FaultyAnswer, instead
from img_open_sandbox.operations import IMAGES, Operation
from img_open_sandbox.request_log import Entry
from img_open_sandbox.sandbox import Sandbox
from img_open_sandbox.store import Task

CONTROL = "/_sandbox"  # paths that no fault strikes

Handle = Callable[[Entry], Awaitable[Response]]


class Exchanges:
    """Requests to the operations, from their first bytes to the end of the answer."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._paths = [(each, compile_path(each.path)[0]) for each in sandbox.operations.values()]
        self._tools = {each.tool_code: each.id for each in sandbox.operations.values() if each.tool_code and each.task}

    def resets(self, method: str, path: str) -> bool:
        """Whether a request is to be reset before it is read."""
        faults = self._sandbox.faults
        if not faults.awaits("connection") or path == CONTROL or path.startswith(f"{CONTROL}/"):
            return False
        operation, tool_code = self._route(method, path)
        occasion = self._occasion(operation, tool_code) if operation else Occasion("other", frozenset())
        fault = faults.take("connection", occasion)
        if fault is None:
            return False
        entry = Entry(self._sandbox.settings.clock(), operation.id if operation else None, occasion.kind)
        entry.fault = fault.name()
        self._sandbox.requests.add(entry)
        return True

    async def answer(self, request: Request, operation: Operation, body: Mapping[str, Any], handle: Handle) -> Response:
        """What ``handle`` answers, or what a fault makes of it. ``body`` is empty where it cannot be read."""
        sandbox = self._sandbox
        is_query = sandbox.faults.kind(operation.id) == "query"
        asked = _asked(operation, body, is_query)
        tool_code = request.path_params.get("toolCode")
        task = self._found(tool_code, asked) if is_query and sandbox.faults.awaits("request") else None
        occasion = self._occasion(operation, tool_code, body, asked, task)
        fault = sandbox.faults.take("request", occasion)
        entry = Entry(
            sandbox.settings.clock(), operation.id, occasion.kind, asked, fault=fault.name() if fault else None
        )
        sandbox.requests.add(entry)
        try:
            response = await self._response(fault, entry, task, handle)
        except asyncio.CancelledError:
            # The server cuts a request off when it is stopped; that is no crash.
            entry.status = 503
            raise HTTPException(503, "the sandbox was stopped; send the request again when it runs") from None
        entry.status = None if isinstance(fault, ResetAfterRead) else response.status_code
        return response

    async def _response(self, fault: Fault | None, entry: Entry, task: Task | None, handle: Handle) -> Response:
        """``task`` is the one that a query asks for, where a fault may want it."""
        if isinstance(fault, Status | Html) and not fault.handled:
            return instead(fault)
        if isinstance(fault, LoseTask) and task is not None:
            self._sandbox.store.remove_task(task.task_id)
        response = await _handled(entry, handle)
        if entry.started and entry.task_id:
            await self._after_submit(fault, entry.task_id)
        if isinstance(fault, Status | Html):
            response = instead(fault)
        # A finished task's callback goes out after its answer, not before.
        response.background = BackgroundTask(self._wake)
        return FaultyAnswer(response, fault) if fault is not None else response

    async def _wake(self) -> None:
        # Starlette would run a plain function in a thread, and the scheduler's event is not made for threads.
        self._sandbox.scheduler.wake()

    async def _after_submit(self, fault: Fault | None, task_id: str) -> None:
        if isinstance(fault, LoseTask):
            self._sandbox.store.remove_task(task_id)
        if isinstance(fault, CallbackBeforeAnswer):
            self._sandbox.tasks.finish(task_id)
            self._sandbox.scheduler.run_due(self._sandbox.settings.clock())
            await self._sandbox.callbacks.settled(task_id)

    def _occasion(
        self,
        operation: Operation,
        tool_code: str | None,
        body: Mapping[str, Any] | None = None,
        asked: str | None = None,
        task: Task | None = None,
    ) -> Occasion:
        operation_ids = {operation.id}
        ids = {asked} if asked else set()
        if tool_code in self._tools:
            operation_ids.add(self._tools[tool_code])
        if task is not None:
            operation_ids.add(task.operation_id)
            ids |= {task.task_id, task.business_task_id}
        has_callback = bool(operation.callback and body and body.get(operation.callback.field))
        kind = self._sandbox.faults.kind(operation.id)
        return Occasion(kind, frozenset(operation_ids), frozenset(ids), has_callback)

    def _found(self, tool_code: str | None, asked: str | None) -> Task | None:
        if asked is None:
            return None
        family = tool_code or IMAGES
        return self._sandbox.tasks.find(family, asked, by_task_id=family == IMAGES)

    def _route(self, method: str, path: str) -> tuple[Operation | None, str | None]:
        for operation, pattern in self._paths:
            found = pattern.match(path)
            if found and method == operation.method:
                return operation, found.groupdict().get("toolCode")
        return None, None


def _asked(operation: Operation, body: Mapping[str, Any], is_query: bool) -> str | None:
    """The id that a submit brings, or that a query asks for."""
    if is_query:
        asked = body.get("businessTaskId")
        return asked if isinstance(asked, str) else None
    own = operation.own_id(body)
    return own[1] if own else None


async def _handled(entry: Entry, handle: Handle) -> Response:
    entry.handled = True
    try:
        response = await handle(entry)
    except Refusal as error:
        entry.code = error.code
        return failure(error.code, error.msg)
    except Exception as error:
        entry.status = error.status_code if isinstance(error, HTTPException) else 500
        entry.code = str(entry.status)
        raise
    entry.code = "200"
    return response
