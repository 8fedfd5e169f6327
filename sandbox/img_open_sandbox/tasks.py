"""The life of a task: submitted, waiting, finished or failed."""

import asyncio
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from img_open_sandbox.envelope import Refusal, shown
from img_open_sandbox.files import Files
from img_open_sandbox.operations import Operation
from img_open_sandbox.progress import Progress
from img_open_sandbox.registry import Data, Presenter, Seen
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import DuplicateTaskError, Store, Task


class UnknownOperationError(Exception):
    """A task of an operation that is not here: a newer version made it."""


class Tasks:
    """Tasks of every operation. ``operations`` and ``presenters`` by operationId."""

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
        """Refuse (409) an id of the caller's that the operation's family already has.

        Assumption: the pages call it the caller's own id of the task and do not say what a second one does.
        """
        own = operation.own_id(body)
        task = self._store.find_task(operation.family, own[1]) if own else None
        if own is None or task is None:
            return
        asked = operation.task.queries if operation.task else ()
        advice = f"Ask for that one with {' or '.join(asked)}, or send" if asked else "Send"
        raise Refusal(
            "409",
            f"{own[0]}: expected an id that was not sent before, but {shown(own[1])} is task {task.task_id} of"
            f" {task.operation_id}. {advice} another id. See {operation.page}",
        )

    async def submit(
        self,
        operation: Operation,
        body: Mapping[str, Any],
        pictures: Sequence[bytes] = (),
        values: Data | None = None,
    ) -> Task:
        """Keep a new task with its result: pictures (PNG) and JSON values."""
        now = self._settings.clock()
        progress = self.progress
        task_id = self._new_id(now)
        names = [f"{task_id}-{number}.png" for number in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            await asyncio.to_thread(self._files.save, name, picture)
        own = operation.own_id(body)
        task = Task(
            task_id=task_id,
            family=operation.family,
            operation_id=operation.id,
            business_task_id=own[1] if own else task_id,
            callback_url=body.get(operation.callback.field) if operation.callback else None,
            progress=str(progress),
            submitted=now,
            due=now + progress.amount / self._settings.speed if progress.kind == "seconds" else None,
            result={"files": names, "values": values or {}},
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
        return task

    def find(self, family: str, asked: str, *, by_task_id: bool = False) -> Task | None:
        """The family's task of the caller's id, or of the service's if that may be asked for too."""
        self.finish_due(self._settings.clock())
        task = self._store.find_task(family, asked)
        if task is None and by_task_id:
            task = self._store.task(asked)
        return task if task is not None and task.family == family else None

    def look(self, task: Task) -> Task:
        """Count a look at a task; the task after it."""
        self._store.count_look(task.task_id)
        progress = Progress.parse(task.progress)
        if progress.kind == "looks" and task.looks + 1 >= progress.amount:
            self._store.end_task(task.task_id, "finished", None, self._settings.clock())
        return self._store.task(task.task_id) or task

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

    def finish(self, task_id: str) -> None:
        """Finish a waiting task before its time."""
        self._store.end_task(task_id, "finished", None, self._settings.clock())

    def forged(self, task: Task) -> Data:
        """The data of a task as if it had finished with other results. Raises UnknownOperationError."""
        result = {
            "files": [f"forged-{name}" for name in task.result["files"]],
            "values": _with_other_texts(task.result["values"]),
        }
        return self.data(dataclasses.replace(task, state="finished", failure=None, result=result))

    @staticmethod
    def as_submitted(task: Task) -> Task:
        """A task as it was before anybody looked, of any progress: waiting, at 0 percent."""
        return dataclasses.replace(task, state="waiting", failure=None, progress="looks:1", looks=0)

    def seen(self, task: Task) -> Seen:
        """What a caller gets to see of a task. Raises UnknownOperationError."""
        if task.operation_id not in self._operations:
            raise UnknownOperationError(f"task {task.task_id}: no operation {task.operation_id} in this version")
        rule = self._operations[task.operation_id].task
        if rule is None or rule.status is None:
            raise LookupError(f"{task.operation_id}: expected x-task with status in spec/openapi.yaml")
        has_finished = task.state == "finished"
        return Seen(
            task,
            getattr(rule.status, task.state),
            [self._files.url(name) for name in task.result["files"]] if has_finished else [],
            task.result["values"] if has_finished else {},
            self._percentage(task) if task.state == "waiting" else None,
        )

    def data(self, task: Task) -> Data:
        """The data of a task's answers and of its callback. Raises UnknownOperationError."""
        seen = self.seen(task)
        return self._presenters[task.operation_id](seen)

    def _percentage(self, task: Task) -> int:
        progress = Progress.parse(task.progress)
        if progress.kind == "looks":
            return int(100 * task.looks / progress.amount)
        left = (task.due or 0) - self._settings.clock()
        share = 1 - left * self._settings.speed / progress.amount if progress.amount else 1.0
        return int(100 * min(1.0, max(0.0, share)))  # the clock or the speed may have changed since

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


def _with_other_texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _with_other_texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_other_texts(each) for each in value]
    return "forged" if isinstance(value, str) else value
