"""Page query-image-tool-task-info: ask for a tool's task.

Assumption: the answer's data is the tool's own; the page's table and example of it are not known.
"""

from img_open_sandbox.envelope import Refusal, shown
from img_open_sandbox.registry import Call, Data, handles
from img_open_sandbox.tasks import UnknownOperationError


@handles("queryToolTask")
async def query_tool_task(call: Call) -> Data:
    """Counts as a look; an unknown task is refused (404)."""
    tool_code, business_task_id = call.path["toolCode"], call.body["businessTaskId"]
    try:
        data = call.sandbox.tasks.look(tool_code, business_task_id)
    except UnknownOperationError as error:
        text = f"businessTaskId {shown(business_task_id)}: {error}. Start the sandbox that made the task"
        raise Refusal("404", f"{text}. See {call.operation.page}") from error
    if data is None:
        raise Refusal(
            "404",
            f"no task with businessTaskId {shown(business_task_id)} of the tool {shown(tool_code)}. Check that the id"
            " is the one submitted, and that toolCode is the part of the tool's path after tool/ (face/detection)."
            f" See {call.operation.page}",
        )
    return data
