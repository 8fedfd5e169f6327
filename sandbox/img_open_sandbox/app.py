"""Make the Starlette application from the contract and the handlers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from img_open_sandbox import operations as contract
from img_open_sandbox import registry
from img_open_sandbox.bodies import BODY_LIMIT, BodyError, check, own_names, parse_object, read_limited
from img_open_sandbox.control import PREFIX, Control
from img_open_sandbox.envelope import Refusal, failure, shown, success_body
from img_open_sandbox.exchanges import Exchanges
from img_open_sandbox.guard import LoopbackGuard
from img_open_sandbox.operations import Operation
from img_open_sandbox.request_log import Entry
from img_open_sandbox.sandbox import Sandbox
from img_open_sandbox.settings import Settings
from img_open_sandbox.tasks import UnknownOperationError


def create_app(settings: Settings) -> Starlette:
    """The whole service; its lifespan runs the scheduler. ``state.exchanges`` is what wire_faults.protocol asks.

    Raises StateError, MissingHandlerError, FaultError.
    """
    document = contract.load_document()
    operations = contract.read_operations(document)
    handlers, presenters = registry.load()
    registry.require_handlers(operations, handlers, presenters)
    sandbox = Sandbox(settings, operations, presenters)
    exchanges = Exchanges(sandbox)
    keys = KeyCheck(settings, contract.key_headers(document))

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with sandbox.running():
            yield

    routes = [
        Route(
            operation.path,
            endpoint(operation, handlers[operation.id], sandbox, keys, exchanges),
            methods=[operation.method],
        )
        for operation in operations
    ]
    app = Starlette(
        routes=[*routes, *Control(sandbox).routes()],
        middleware=[Middleware(LoopbackGuard)],
        # Starlette passes each handler the exception that it is registered for.
        exception_handlers={
            Refusal: _refused,
            HTTPException: _no_answer,
            ClientDisconnect: _gone,
            Exception: _crashed,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # a redirect is no envelope
    app.state.exchanges = exchanges
    return app


class KeyCheck:
    """The two key headers (every page); a value is never told back."""

    def __init__(self, settings: Settings, headers: tuple[str, str]) -> None:
        self._wanted = (
            (headers[0], settings.key_id, "key id", "--key-id"),
            (headers[1], settings.key_secret, "key secret", "--key-secret"),
        )

    def __call__(self, request: Request, page: str) -> None:
        """Refuse (401) a request whose keys are missing or wrong."""
        for name, value, what, option in self._wanted:
            if request.headers.get(name) != value:
                problem = "wrong value" if name in request.headers else "missing"
                send = f"Send the {what} that the sandbox printed at its start ({option} sets it)"
                raise Refusal("401", f"{name}: {problem}. {send}. See {page}")


def endpoint(
    operation: Operation, handler: registry.Handler, sandbox: Sandbox, keys: KeyCheck, exchanges: Exchanges
) -> Callable[[Request], Awaitable[Response]]:
    """Check a request - keys, path, body - and let the handler answer it."""

    async def answer(request: Request) -> Response:
        content = await read_limited(request, BODY_LIMIT)
        body = _parsed(content, operation)

        async def handled(entry: Entry) -> Response:
            keys(request, operation.page)
            for name, schema in operation.path_schemas.items():
                check(request.path_params[name], schema, at=f"{name} (in the path)", page=operation.page)
            sent = await _checked(request, body, operation)
            if operation.task:
                sandbox.tasks.refuse_taken(operation, sent)
            return await _answered(handler, registry.Call(operation, request.path_params, sent, sandbox, entry))

        readable = own_names(body, operation.aliases) if isinstance(body, dict) else {}
        return await exchanges.answer(request, operation, readable, handled)

    return answer


async def _answered(handler: registry.Handler, call: registry.Call) -> Response:
    try:
        return JSONResponse(success_body(await handler(call)))
    except UnknownOperationError as error:
        raise call.refusal("404", f"{error}. Start the sandbox that made the task") from error


def _parsed(content: bytes | None, operation: Operation) -> dict[str, Any] | Refusal:
    """The body, or why it is refused: a request's keys are judged before."""
    if content is None:
        limit = f"{BODY_LIMIT // 1_000_000} MB (the sandbox's own limit)"
        text = f"body: expected at most {limit}, got more; send a picture by its URL. See {operation.page}"
        return Refusal("413", text)
    try:
        return parse_object(content)
    except BodyError as error:
        return Refusal("400", f"{error}. See {operation.page}")


async def _checked(request: Request, body: dict[str, Any] | Refusal, operation: Operation) -> dict[str, Any]:
    page = operation.page
    kind = request.headers.get("Content-Type", "")
    if kind.partition(";")[0].strip().lower() != "application/json":
        got = shown(kind) if kind else "none"
        raise Refusal("415", f"Content-Type: expected application/json, got {got}. See {page}")
    if isinstance(body, Refusal):
        raise body
    # A list of 300,000 texts takes seconds.
    await asyncio.to_thread(check, body, operation.body_schema, at="body", page=page)
    return own_names(body, operation.aliases)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return failure(error.code, error.msg)


async def _no_answer(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    msg = error.detail
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow")
        msg = f"method: expected {allowed} at {shown(request.scope['path'])}, got {request.method}"
    elif "endpoint" not in request.scope:
        path = request.scope["path"]
        hint = f"The pages' paths begin with {contract.SERVICE}"
        if path.startswith(contract.SERVICE):
            hint = "No page that the kit knows describes it, so it is not served"
        msg = f"no such path: {shown(path)}. {hint}; GET {PREFIX}/ lists the sandbox's own"
    return failure(str(error.status_code), msg, status=error.status_code, headers=error.headers)


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=400)  # reaches nobody


async def _crashed(_: Request, __: Exception) -> Response:
    # Starlette raises the exception again, so that the server logs its traceback on stderr.
    return failure("500", "the sandbox failed; its stderr has the traceback. Please report it", status=500)
