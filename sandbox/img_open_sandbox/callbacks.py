"""Post finished tasks to their callbackUrl, again and again as the page's ladder says.

The ladder comes from the spec's x-retry. Received means: HTTP 2xx, JSON, ``code`` 200 or "200" (page face-detection,
text of callbackUrl). A task that failed is posted too (assumption: no page says so).
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping

import httpx

from img_open_sandbox import net
from img_open_sandbox.callback_faults import with_other_query, without_query
from img_open_sandbox.envelope import shown, success_body
from img_open_sandbox.faults import (
    DoubleCallback,
    DropCallback,
    Fault,
    ForgedCallback,
    LateCallback,
    Occasion,
    WrongTokenCallback,
)
from img_open_sandbox.operations import Operation
from img_open_sandbox.planting import Faults
from img_open_sandbox.registry import Data
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import Delivery, Store, Task
from img_open_sandbox.tasks import Tasks, UnknownOperationError

AT_ONCE = 20  # so that slow receivers hold up neither others nor the machine
ANSWER_LIMIT = 64_000  # bytes; an acknowledgement needs a dozen

logger = logging.getLogger(__name__)


class Callbacks:
    """Deliveries of every task; each may be made more than once, none is forgotten."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        tasks: Tasks,
        operations: Mapping[str, Operation],
        client: httpx.AsyncClient,
        *,
        faults: Faults,
    ) -> None:
        self._settings = settings
        self._store = store
        self._tasks = tasks
        self._operations = operations
        self._client = client
        self._faults = faults
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._running: dict[str, asyncio.Task[None]] = {}
        # Tries that the store could not take: a delivery whose try is forgotten would be due still, and posted at once.
        self._unrecorded: list[tuple[str, float, str, str, float | None]] = []

    def start_due(self, now: float) -> list[asyncio.Task[None]]:
        """Start every delivery that is due and not under way; none while a try cannot be recorded."""
        while self._unrecorded:
            self._store.add_try(*self._unrecorded[0])
            del self._unrecorded[0]
        started = []
        for delivery in self._store.due_deliveries(now):
            task = self._store.task(delivery.task_id)
            if task is not None and task.task_id not in self._running:
                fault = self._fault(task)
                self._running[task.task_id] = asyncio.create_task(self._deliver(task, delivery, fault))
                started.append(self._running[task.task_id])
        return started

    async def settled(self, task_id: str) -> None:
        """Wait for a delivery that is under way."""
        if task_id in self._running:
            await asyncio.wait([self._running[task_id]])

    async def aclose(self) -> None:
        """Stop; what is under way stays pending and is made again after the next start."""
        running = list(self._running.values())
        for delivery in running:
            delivery.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _fault(self, task: Task) -> Fault | None:
        ids = frozenset({task.task_id, task.business_task_id})
        return self._faults.take("callback", Occasion("callback", frozenset({task.operation_id}), ids))

    async def _deliver(self, task: Task, delivery: Delivery, fault: Fault | None) -> None:
        try:
            if isinstance(fault, LateCallback):
                await asyncio.sleep(fault.seconds)
                if self._store.task(task.task_id) is None:
                    return  # a reset, or lose-task
            async with self._slots:
                accepted, outcome = await self._try_with(fault, task, delivery.url)
        finally:
            del self._running[task.task_id]
        now = self._settings.clock()
        pause = None if accepted else self._pause(task.operation_id, len(delivery.tries) + 1)
        state = "delivered" if accepted else "given up" if pause is None else "pending"
        due = None if pause is None else now + pause / self._settings.speed
        made = (task.task_id, now, outcome, state, due)
        try:
            self._store.add_try(*made)
        except Exception:
            # Not logged here: this delivery's end wakes the scheduler, which tries again and logs why it cannot.
            self._unrecorded.append(made)

    def _pause(self, operation_id: str, tries: int) -> float | None:
        operation = self._operations.get(operation_id)
        # An operation of a newer version goes by another's ladder, as its own is not known.
        rules = [each.callback for each in ([operation] if operation else self._operations.values()) if each.callback]
        return rules[0].pause(tries) if rules else None

    async def _try_with(self, fault: Fault | None, task: Task, url: str) -> tuple[bool, str]:
        """One try and its text for the log, which tells a fault too; the ladder goes by the true delivery alone."""
        if fault is None:
            return await self._try(task, url, self._tasks.data)
        if isinstance(fault, DropCallback):
            return True, f"not posted ({fault.name()})"
        told = []
        if isinstance(fault, ForgedCallback):
            told.append(await self._try(task, without_query(url), self._tasks.forged))
        if isinstance(fault, WrongTokenCallback | DoubleCallback):
            first = with_other_query(url) if isinstance(fault, WrongTokenCallback) else url
            told.append(await self._try(task, first, self._tasks.data))
        accepted, outcome = await self._try(task, url, self._tasks.data)
        accepted = accepted or (isinstance(fault, DoubleCallback) and told[0][0])
        before = "".join(f"; before it: {text}" for _, text in told)
        return accepted, f"{outcome} ({fault.name()}{before})"

    async def _try(self, task: Task, url: str, data: Callable[[Task], Data]) -> tuple[bool, str]:
        try:
            body = json.dumps(success_body(data(task)), ensure_ascii=False).encode()
            target = net.usable_url(url, loopback_only=self._settings.loopback_only)
            async with (
                asyncio.timeout(self._settings.fetch_timeout),
                self._client.stream(
                    "POST", target, content=body, headers={"Content-Type": "application/json"}
                ) as answer,
            ):
                return judge(answer, await net.read_body(answer, ANSWER_LIMIT))
        except UnknownOperationError as error:
            return False, str(error)
        except TimeoutError:
            return False, f"no answer within {self._settings.fetch_timeout:g} s"
        except net.FAILURES as error:
            return False, str(error) if type(error) is ValueError else net.cause(error)
        except Exception as error:
            # A fault of ours must not end the ladder: the try is logged and comes again.
            logger.exception("delivery of %s", task.task_id)
            return False, f"the sandbox failed: {type(error).__name__}"


def judge(answer: httpx.Response, content: bytes | None) -> tuple[bool, str]:
    """Whether an answer acknowledges the delivery, and the log's text."""
    status = f"answered HTTP {answer.status_code}"
    if not answer.is_success:
        return False, f"{status}, expected 200"
    if content is None:
        return False, f"{status} with more than {ANSWER_LIMIT} bytes, expected JSON with code 200"
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return False, f"{status}, but not JSON: {shown(content.decode(errors='replace'))}"
    code = value.get("code") if isinstance(value, dict) else None
    # 200.0 and True would be equal to a number too; only the two documented forms count.
    if code == "200" or (type(code) is int and code == 200):
        return True, f"{status} with code {shown(code)}"
    return False, f'{status} with code {shown(code)}, expected "200"'
