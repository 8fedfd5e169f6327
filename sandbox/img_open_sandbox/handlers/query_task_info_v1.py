"""Page query-task-info-v1: ask for a Stable Diffusion task of any month."""

from img_open_sandbox import image_tasks
from img_open_sandbox.registry import Call, Data, handles


@handles("queryTaskInfoV1")
async def query_task_info_v1(call: Call) -> Data:
    """Counts as a look; an unknown task is refused (404). Assumption: task_id is the service's own id."""
    task = call.look(image_tasks.find(call), image_tasks.unknown(call))
    seen = call.sandbox.tasks.seen(task)
    return {
        "task_id": task.task_id,
        "status": seen.status,
        "desc": image_tasks.described(seen, "success"),
        "differentialImageRspList": image_tasks.pictures(seen),
    }
