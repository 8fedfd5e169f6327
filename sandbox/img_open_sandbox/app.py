"""Make the Starlette application from the contract and the handlers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.applications import Starlette
from starlette.background import BackgroundTask
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
from img_open_sandbox.guard import LoopbackGuard
from img_open_sandbox.operations import Operation
from img_open_sandbox.sandbox import Sandbox
from img_open_sandbox.settings import Settings
from img_open_sandbox.tasks import UnknownOperationError


def create_app(settings: Settings) -> Starlette:
    """The whole service; its lifespan runs the scheduler. Raises StateError, MissingHandlerError."""
    document = contract.load_document()
    operations = contract.read_operations(document)
    handlers, presenters = registry.load()
    registry.require_handlers(operations, handlers, presenters)
    sandbox = Sandbox(settings, operations, presenters)
    keys = KeyCheck(settings, contract.key_headers(document))

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with sandbox.running():
            yield

    routes = [
        Route(operation.path, endpoint(operation, handlers[operation.id], sandbox, keys), methods=[operation.method])
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
    operation: Operation, handler: registry.Handler, sandbox: Sandbox, keys: KeyCheck
) -> Callable[[Request], Awaitable[Response]]:
    """Check a request - keys, path, body - and let the handler answer it."""

    async def answer(request: Request) -> Response:
        content = await read_limited(request, BODY_LIMIT)
        keys(request, operation.page)
        for name, schema in operation.path_schemas.items():
            check(request.path_params[name], schema, at=f"{name} (in the path)", page=operation.page)
        body = await _body(request, content, operation)
        if operation.task:
            sandbox.tasks.refuse_taken(operation, body)
        try:
            data = await handler(registry.Call(operation, request.path_params, body, sandbox))
        except UnknownOperationError as error:
            text = f"{error}. Start the sandbox that made the task. See {operation.page}"
            raise Refusal("404", text) from error
        except asyncio.CancelledError:
            # The server cuts a request off when it is stopped; that is no crash.
            raise HTTPException(503, "the sandbox was stopped; send the request again when it runs") from None
        # A finished task's callback goes out after its answer, not before.
        return JSONResponse(success_body(data), background=BackgroundTask(sandbox.scheduler.wake))

    return answer


async def _body(request: Request, content: bytes | None, operation: Operation) -> dict[str, object]:
    page = operation.page
    kind = request.headers.get("Content-Type", "")
    if kind.partition(";")[0].strip().lower() != "application/json":
        got = shown(kind) if kind else "none"
        raise Refusal("415", f"Content-Type: expected application/json, got {got}. See {page}")
    if content is None:
        limit = f"{BODY_LIMIT // 1_000_000} MB (the sandbox's own limit)"
        raise Refusal("413", f"body: expected at most {limit}, got more; send a picture by its URL. See {page}")
    try:
        body = parse_object(content)
    except BodyError as error:
        raise Refusal("400", f"{error}. See {page}") from error
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
