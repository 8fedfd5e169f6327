"""Page query-image-tool-task-info: ask for a tool's task.

Assumption: the answer's data is the tool's own; the page's table and example of it are not known.
"""

from img_open_sandbox.envelope import shown
from img_open_sandbox.registry import Call, Data, handles


@handles("queryToolTask")
async def query_tool_task(call: Call) -> Data:
    """Counts as a look; an unknown task is refused (404)."""
    tool_code, asked = call.path["toolCode"], call.body["businessTaskId"]
    unknown = (
        f"no task with businessTaskId {shown(asked)} of the tool {shown(tool_code)}. Check that the id"
        " is the one submitted, and that toolCode is the part of the tool's path after tool/ (face/detection)"
    )
    task = call.look(call.sandbox.tasks.find(tool_code, asked), unknown)
    # Flux's own answer, alone of all, does not tell the caller's id.
    return {"businessTaskId": task.business_task_id, **call.answer(task)}
