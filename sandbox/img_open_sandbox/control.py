"""The control paths under /_sandbox/: no part of the API, no keys needed.

Answers are plain JSON; a refusal has its HTTP status and the envelope's form.
"""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from http import HTTPStatus

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from img_open_sandbox import net
from img_open_sandbox.bodies import BODY_LIMIT, BodyError, parse_object, read_limited
from img_open_sandbox.exchanges import CONTROL
from img_open_sandbox.faults import FaultError
from img_open_sandbox.files import checked
from img_open_sandbox.image_tasks import month_begin
from img_open_sandbox.pictures import BYTES_LIMIT, media_type
from img_open_sandbox.planting import listed
from img_open_sandbox.progress import Progress
from img_open_sandbox.sandbox import Sandbox
from img_open_sandbox.store import Task
from img_open_sandbox.times import iso
from img_open_sandbox.wire_faults import wire_of

PREFIX = CONTROL
UPLOADS_AT_ONCE = 4  # each holds up to 20 MB until it is saved

Endpoint = Callable[[Request], Awaitable[Response]]

_RESULT_NAME = re.compile(r"pre\d{22}-\d+\.png")


class Control:
    """One method a path; its docstring is what the index says of it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._uploads = asyncio.Semaphore(UPLOADS_AT_ONCE)

    def routes(self) -> list[Route]:
        """All control paths."""
        by_path: dict[str, dict[str, Endpoint]] = {}
        for method, path, endpoint in self._table():
            by_path.setdefault(path, {})[method] = endpoint
        # One route a path, so that Allow names all of its methods.
        return [Route(PREFIX + path, _any_of(does), methods=list(does)) for path, does in by_path.items()]

    def _table(self) -> list[tuple[str, str, Endpoint]]:
        return [
            ("GET", "/", self.index),
            ("GET", "/health", self.health),
            ("PUT", "/progress", self.set_progress),
            ("GET", "/tasks", self.list_tasks),
            ("POST", "/tasks/{taskId}/fail", self.fail_task),
            ("POST", "/tasks/{taskId}/archive", self.archive_task),
            ("GET", "/callbacks", self.list_callbacks),
            ("GET", "/requests", self.list_requests),
            ("GET", "/faults", self.list_faults),
            ("POST", "/faults", self.plant_faults),
            ("DELETE", "/faults", self.forget_faults),
            ("POST", "/files", self.upload),
            ("GET", "/files/{name}", self.download),
            ("POST", "/reset", self.reset),
        ]

    async def index(self, _: Request) -> Response:
        """This list."""
        rows = [{"method": method, "path": PREFIX + path, "does": does.__doc__} for method, path, does in self._table()]
        return JSONResponse({"paths": rows})

    async def health(self, _: Request) -> Response:
        """Whether the sandbox is up, and how tasks end."""
        return JSONResponse({"status": "ok", "progress": str(self._sandbox.tasks.progress)})

    async def set_progress(self, request: Request) -> Response:
        """How tasks submitted from now on end: {"progress": "now" | "looks:3" | "seconds:1.5"}."""
        content = await _read(request, BODY_LIMIT)
        try:
            progress = Progress.parse(str(parse_object(content).get("progress", "")))
        except (BodyError, ValueError) as error:
            raise HTTPException(400, str(error)) from error
        self._sandbox.tasks.progress = progress
        return JSONResponse({"progress": str(progress)})

    async def list_tasks(self, _: Request) -> Response:
        """Every task, oldest first."""
        rows = [
            {
                "taskId": task.task_id,
                "family": task.family,
                "operationId": task.operation_id,
                "businessTaskId": task.business_task_id,
                "callbackUrl": task.callback_url,
                "state": task.state,
                "failure": task.failure,
                "progress": task.progress,
                "looks": task.looks,
                "submitted": iso(task.submitted),
                "due": iso(task.due),
            }
            for task in self._sandbox.store.tasks()
        ]
        return JSONResponse({"tasks": rows})

    async def fail_task(self, request: Request) -> Response:
        """Make a waiting task fail."""
        task_id = request.path_params["taskId"]
        task = _found(self._sandbox.tasks.fail(task_id), task_id)
        if task.state != "waiting":
            hint = 'PUT /_sandbox/progress {"progress": "looks:3"} makes later tasks wait'
            raise HTTPException(409, f"expected a waiting task, but {task_id} has {task.state}; {hint}")
        return JSONResponse(
            {"taskId": task_id, "state": "failed"}, background=BackgroundTask(self._sandbox.scheduler.wake)
        )

    async def archive_task(self, request: Request) -> Response:
        """Make a task as old as the last moment of the month before: queryTaskInfo V2 then knows it no more."""
        task_id = request.path_params["taskId"]
        begin = month_begin(self._sandbox.settings.clock())
        self._sandbox.store.age_task(task_id, begin - 0.001)
        task = _found(self._sandbox.store.task(task_id), task_id)
        return JSONResponse({"taskId": task_id, "submitted": iso(task.submitted)})

    async def list_callbacks(self, _: Request) -> Response:
        """Every callback with its tries, oldest first."""
        rows = [
            {
                "taskId": delivery.task_id,
                "url": delivery.url,
                "state": delivery.state,
                "tries": [{"at": iso(at), "outcome": outcome} for at, outcome in delivery.tries],
                "nextDue": iso(delivery.due),
            }
            for delivery in self._sandbox.store.deliveries()
        ]
        return JSONResponse({"callbacks": rows})

    async def list_requests(self, request: Request) -> Response:
        """The API's last 100,000 requests, oldest first, and how often each task was submitted. ?businessTaskId="""
        query = request.query_params
        _refuse_unknown(query, "businessTaskId")
        return JSONResponse(self._sandbox.requests.report(query.get("businessTaskId")))

    async def list_faults(self, _: Request) -> Response:
        """The faults that are planted, and how often each was used."""
        return JSONResponse({"faults": self._sandbox.faults.rows()})

    async def plant_faults(self, request: Request) -> Response:
        """Plant {"fault": "status", "code": 503, "times": 2, "on": {"kind": "query"}}, or a list: {"faults": [...]}."""
        content = await _read(request, BODY_LIMIT)
        try:
            has_sockets = wire_of(request.scope) is not None
            planted = self._sandbox.faults.plant(listed(parse_object(content)), has_sockets=has_sockets)
        except (BodyError, FaultError) as error:
            raise HTTPException(400, str(error)) from error
        return JSONResponse({"faults": [each.row() for each in planted]}, status_code=201)

    async def forget_faults(self, _: Request) -> Response:
        """Forget the faults that are planted."""
        self._sandbox.faults.clear()
        return JSONResponse({"faults": []})

    async def upload(self, request: Request) -> Response:
        """Keep the body as a picture. ?name= names it; ?url= lets it stand in for that URL in later requests."""
        async with self._uploads:
            return await self._upload(request)

    async def _upload(self, request: Request) -> Response:
        content = await _read(request, BYTES_LIMIT)
        query = request.query_params
        _refuse_unknown(query, "name", "url")
        try:
            name = checked(query["name"]) if "name" in query else _default_name(content)
            if "url" in query:
                net.usable_url(query["url"], loopback_only=False)
        except ValueError as error:
            raise HTTPException(400, str(error)) from error
        if _RESULT_NAME.fullmatch(name):
            raise HTTPException(400, f"name: expected another form than a task's result has, got {name}")
        self._sandbox.files.save(name, content)
        answer = {"name": name, "url": self._sandbox.files.url(name)}
        if "url" in query:
            self._sandbox.store.set_stand_in(query["url"], name)
            answer["standsInFor"] = query["url"]
        return JSONResponse(answer, status_code=201)

    async def download(self, request: Request) -> Response:
        """An uploaded picture or a task's result."""
        name = request.path_params["name"]
        try:
            path = self._sandbox.files.path(name)
        except ValueError as error:
            raise HTTPException(400, str(error)) from error
        if path is None:
            raise HTTPException(404, f"no file {name}; POST {PREFIX}/files uploads one")
        # Sent piece by piece, so that many slow readers take no memory.
        return FileResponse(path, media_type=media_type(path), headers={"X-Content-Type-Options": "nosniff"})

    async def reset(self, _: Request) -> Response:
        """Forget all tasks, callbacks, files, faults, the log of requests and the progress that was set."""
        self._sandbox.reset()
        return JSONResponse({"reset": True})


def _any_of(endpoints: Mapping[str, Endpoint]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        # Starlette lets HEAD in where there is GET.
        return await endpoints["GET" if request.method == "HEAD" else request.method](request)

    return endpoint


def _refuse_unknown(query: Iterable[str], *known: str) -> None:
    if unknown := sorted(set(query) - set(known)):
        raise HTTPException(400, f"query: expected {' or '.join(known)}, got {', '.join(unknown)[:60]}")


def _found(task: Task | None, task_id: str) -> Task:
    if task is None:
        raise HTTPException(404, f"no task {task_id[:60]}; GET {PREFIX}/tasks lists them")
    return task


async def _read(request: Request, limit: int) -> bytes:
    content = await read_limited(request, limit)
    if content is None:
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        raise HTTPException(
            status, f"body: expected at most {limit // 1_000_000} MB (the sandbox's own limit), got more"
        )
    return content


def _default_name(content: bytes) -> str:
    kind, _, subtype = media_type(content).partition("/")
    ending = subtype if kind == "image" else "bin"
    return f"upload-{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
