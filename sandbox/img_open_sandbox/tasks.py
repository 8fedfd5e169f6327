"""The life of a task: submitted, waiting, finished or failed."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from img_open_sandbox.envelope import Refusal, shown
from img_open_sandbox.files import Files
from img_open_sandbox.operations import Operation
from img_open_sandbox.progress import Progress
from img_open_sandbox.registry import Data, Presenter
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import DuplicateTaskError, Store, Task


class UnknownOperationError(Exception):
    """A task of an operation that is not here: a newer version made it."""


class Tasks:
    """Tasks of every tool. ``operations`` and ``presenters`` by operationId."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        files: Files,
        operations: Mapping[str, Operation],
        presenters: Mapping[str, Presenter],
    ) -> None:
        self._settings = settings
        self._store = store
        self._files = files
        self._operations = operations
        self._presenters = presenters

    def refuse_taken(self, operation: Operation, body: Mapping[str, Any]) -> None:
        """Refuse (409) a businessTaskId that the tool already has.

        Assumption: the pages call it the caller's own id of the task and do not say what a second one does.
        """
        task = self._store.find_task(operation.tool_code, body["businessTaskId"])
        if task is not None:
            raise Refusal(
                "409",
                f"businessTaskId: expected an id that this tool has not seen, but {shown(task.business_task_id)} is"
                f" task {task.task_id}. Ask for that one with queryToolTask, or send another id. See {operation.page}",
            )

    async def submit(self, operation: Operation, body: Mapping[str, Any], pictures: Sequence[bytes]) -> Data:
        """Keep a new task with the pictures (PNG) of its result; the answer's data."""
        now = self._settings.clock()
        progress = self.progress
        task_id = self._new_id(now)
        names = [f"{task_id}-{number}.png" for number in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            await asyncio.to_thread(self._files.save, name, picture)
        task = Task(
            task_id=task_id,
            tool_code=operation.tool_code,
            operation_id=operation.id,
            business_task_id=body["businessTaskId"],
            callback_url=body.get(operation.callback.field) if operation.callback else None,
            progress=str(progress),
            submitted=now,
            due=now + progress.amount / self._settings.speed if progress.kind == "seconds" else None,
            result={"files": names},
            state="finished" if progress.kind == "now" else "waiting",
        )
        try:
            self._store.add_task(task)
        except DuplicateTaskError:
            # Another request with the same id came in while this one's picture was examined.
            for name in names:
                self._files.remove(name)
            self.refuse_taken(operation, body)
            raise
        return self.data(task)

    def look(self, tool_code: str, business_task_id: str) -> Data | None:
        """What a caller who asks gets to see; None when there is no such task. Raises UnknownOperationError."""
        self.finish_due(self._settings.clock())
        task = self._store.find_task(tool_code, business_task_id)
        if task is None:
            return None
        self._store.count_look(task.task_id)
        progress = Progress.parse(task.progress)
        if progress.kind == "looks" and task.looks + 1 >= progress.amount:
            self._store.end_task(task.task_id, "finished", None, self._settings.clock())
        return self.data(self._store.task(task.task_id) or task)

    def finish_due(self, now: float) -> None:
        """Finish the tasks whose seconds are over."""
        for task in self._store.due_tasks(now):
            self._store.end_task(task.task_id, "finished", None, now)

    def fail(self, task_id: str) -> Task | None:
        """Make a waiting task fail and give it as it was before; None when there is no such task."""
        self.finish_due(self._settings.clock())
        task = self._store.task(task_id)
        self._store.end_task(task_id, "failed", "failed on request (/_sandbox/tasks)", self._settings.clock())
        return task

    def data(self, task: Task) -> Data:
        """The envelope's data: what the tools share, then the tool's own fields. Raises UnknownOperationError."""
        if task.operation_id not in self._operations:
            raise UnknownOperationError(f"no operation {task.operation_id} in this version")
        status = self._operations[task.operation_id].status
        if status is None:
            raise LookupError(f"{task.operation_id}: expected x-task in spec/openapi.yaml, as it starts tasks")
        urls = [self._files.url(name) for name in task.result["files"]] if task.state == "finished" else []
        return {
            "taskId": task.task_id,
            "businessTaskId": task.business_task_id,
            "status": getattr(status, task.state),
            **self._presenters[task.operation_id](urls),
        }

    @property
    def progress(self) -> Progress:
        """How tasks submitted from now on end."""
        text = self._store.remembered("progress")
        return Progress.parse(text) if text else self._settings.progress or Progress("now")

    @progress.setter
    def progress(self, progress: Progress) -> None:
        self._store.remember("progress", str(progress))

    def _new_id(self, now: float) -> str:
        # As in the page's example: pre, milliseconds since 1970, nine digits.
        return f"pre{int(now * 1000):013d}{self._settings.random.randrange(10**9):09d}"
