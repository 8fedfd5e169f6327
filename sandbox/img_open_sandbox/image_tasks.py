"""What both queryTaskInfo share: how Stable Diffusion's tasks are found, and what is told of them."""

from datetime import UTC, datetime

from img_open_sandbox.envelope import shown
from img_open_sandbox.operations import IMAGES
from img_open_sandbox.registry import Call, Data, Seen
from img_open_sandbox.store import Task


def find(call: Call) -> Task | None:
    """By the caller's own id (V2's example), or by the service's, which is what a public caller sends."""
    return call.sandbox.tasks.find(IMAGES, call.body["businessTaskId"], by_task_id=True)


def unknown(call: Call) -> str:
    """Why there is no such task."""
    asked = shown(call.body["businessTaskId"])
    return (
        f"businessTaskId: no Stable Diffusion task {asked}. Send the data.task_id of the submit's answer, or the id"
        " that was sent with it (id_task, alwayson_scripts.id_task; businessTaskId in version 3); a tool's task is"
        " asked for with queryToolTask"
    )


def month_begin(now: float) -> float:
    """When the month began; V2 knows no earlier task (page query-task-info-v2: the current month only).

    Assumption: a month of UTC, and the time of the submit; the page says neither.
    """
    return datetime.fromtimestamp(now, UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()


def described(seen: Seen, success: str) -> str:
    """The state in words; the examples show those of a success only."""
    return {"waiting": "Waiting", "finished": success, "failed": str(seen.task.failure)}[seen.task.state]


def pictures(seen: Seen) -> list[Data]:
    """One row a picture, as in both pages' examples."""
    return [
        {
            "img_audit": [{"confidence": None, "label": "nonLabel"}],
            "img_audit_status": True,
            "image_status": 1,
            "image_url": url,
            "seed": seed,
        }
        for url, seed in zip(seen.urls, seen.values.get("seeds", []), strict=True)
    ]
