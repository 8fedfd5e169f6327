"""Page query-task-info-v2: ask for a Stable Diffusion task of the current month, with its progress."""

from img_open_sandbox import image_tasks
from img_open_sandbox.envelope import shown
from img_open_sandbox.registry import Call, Data, Seen, handles, presents


@handles("queryTaskInfoV2")
async def query_task_info_v2(call: Call) -> Data:
    """Counts as a look; an unknown task and one of an earlier month are refused (404).

    id_task is the id that was asked with, as in the page's example.
    """
    asked = call.body["businessTaskId"]
    task, unknown = image_tasks.find(call), image_tasks.unknown(call)
    if task is not None and task.submitted < image_tasks.month_begin(call.sandbox.settings.clock()):
        task, unknown = None, f"businessTaskId: task {shown(asked)} is archived, as it is of an earlier month (UTC)"
        unknown += "; ask queryTaskInfo V1 for it"
    return {**call.answer(call.look(task, unknown)), "id_task": asked}


@presents("textToImage", "imageToImage", "controlnetToImage", "textToImageV3", "imageToImageV3")
def present(seen: Seen) -> Data:
    """The page's fields; version 3 posts them to its callbackUrl too (assumption: no page shows what is posted)."""
    percentage = None if seen.percentage is None else {"percentage": seen.percentage}
    return {
        "id_task": seen.task.task_id,
        "status": seen.status,
        "desc": image_tasks.described(seen, "Success"),
        "temporaryImageDto": percentage,
        "differentialImageRspList": image_tasks.pictures(seen),
    }
