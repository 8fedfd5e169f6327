"""Stand-ins for the operations that are drafted and not reviewed (``x-draft: true``), until a handler is written.

They look at no picture: they answer with the spec's own example, whose ids and status are those of a real task, so that
asking, waiting and callbacks work. A module in handlers/ with a handler of the same operation takes their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from img_open_sandbox import operations as contract
from img_open_sandbox.handlers.query_task_info_v2 import present as present_pictures
from img_open_sandbox.operations import IMAGES, SERVICE
from img_open_sandbox.pictures import encode_png
from img_open_sandbox.registry import Call, Data, Handler, Presenter, Seen
from img_open_sandbox.studio.stand_in import draw

MARK = "x-draft"
SIDE = 256  # pixels of a drafted operation's picture
SEED = 1
IDS = ("taskId", "task_id", "id_task")


class DraftWithoutExampleError(Exception):
    """A drafted operation that shows no answer to stand in for; the text says which."""


@dataclass(frozen=True)
class StandIn:
    """What a drafted operation answers: ``example`` is the data of the spec's example, empty where there is none."""

    operation_id: str
    example: Data
    task: Mapping[str, Any] | None = None
    pages: Mapping[str, str] | None = None
    images: bool = False
    at_once: bool = field(default=False)  # the submit's own answer shows the result

    async def answer(self, call: Call) -> Data:
        """The example; with the ids of a new task where the operation starts one."""
        if self.task is None:
            return self._page(call)
        if self.images:
            picture = encode_png(draw("drafted", SIDE, SIDE, SEED, title=self.operation_id))
            task = await call.start([picture], {"seeds": [SEED]})
        else:
            task = await call.start(values=self.result if self.at_once else {})
        own = self.task["id"].rpartition("/")[2]
        found = {**self.example, own: task.task_id}
        if self.at_once:
            seen = call.answer(task)
            found |= {name: seen[name] for name in self.example if name in seen}
        if "businessTaskId" in found:
            found["businessTaskId"] = task.business_task_id
        return found

    def present(self, seen: Seen) -> Data:
        """What the query and the callback show of the task."""
        shown = {**self.example, **seen.values} if self.at_once else {}
        if seen.task.state != "finished":
            shown |= {name: type(shown[name])() for name in self._filled if name in shown}
        for name in IDS:
            shown.pop(name, None)
        return {**shown, **seen.shared}

    @property
    def result(self) -> Data:
        """The fields of the example that are no ids and no status."""
        return {name: value for name, value in self.example.items() if name not in {*IDS, "businessTaskId", "status"}}

    @property
    def _filled(self) -> list[str]:
        pointers = self.task.get("filled", []) if self.task else []
        return [pointer.rpartition("/")[2] for pointer in pointers]

    def _page(self, call: Call) -> Data:
        """A list's only page; a page behind it is empty."""
        if self.pages is None:
            return self.example
        items, total = (self.pages[name].rpartition("/")[2] for name in ("items", "total"))
        rows = self.example[items]
        found = {**self.example, total: len(rows)}
        return found if call.body.get(self.pages["page"], 1) <= 1 else {**found, items: []}


def stand_ins() -> tuple[dict[str, Handler], dict[str, Presenter]]:
    """A handler for every drafted operation, a presenter for each of whose tasks one can ask.

    Raises DraftWithoutExampleError.
    """
    document = contract.load_document()
    handlers: dict[str, Handler] = {}
    presenters: dict[str, Presenter] = {}
    for path, methods in document["paths"].items():
        for raw in methods.values():
            if raw.get(MARK) is not True:
                continue
            made = _stand_in(path, raw, document["components"]["schemas"])
            handlers[made.operation_id] = made.answer
            if made.task and made.task["query"]:
                presenters[made.operation_id] = present_pictures if made.images else made.present
    return handlers, presenters


def _stand_in(path: str, raw: Mapping[str, Any], schemas: Mapping[str, Any]) -> StandIn:
    content = raw["responses"]["200"]["content"]["application/json"]
    name, task = raw["operationId"], raw.get("x-task")
    data = content.get("example", {}).get("data")
    if data is None and task is None:
        raise DraftWithoutExampleError(
            f"{name}: expected an example of the answer under 200, which the stand-in of a draft shows, found none;"
            " write one into spec/openapi.yaml, or a handler and take x-draft off"
        )
    success = content["schema"].get("oneOf", [content["schema"]])[0]
    answered = schemas[success["$ref"].rpartition("/")[2]]["properties"]["data"]
    result = (task or {}).get("result", {}).get("schema")
    images = bool(task and task["query"]) and path.startswith(f"{SERVICE}{IMAGES.removeprefix('/')}/")
    at_once = result is not None and not images and result["$ref"] == answered.get("$ref")
    return StandIn(name, dict(data or {}), task, raw.get("x-pagination"), images, at_once)
