"""Page prompt-expansion: write fuller prompts around a short one."""

from img_open_sandbox.limits import PROMPTS_MAX, at_most
from img_open_sandbox.registry import Call, Data, Seen, handles, presents
from img_open_sandbox.studio.prompts import expand

SEED = 0  # the page has none: the same request gets the same prompts


@handles("expandPrompt")
async def expand_prompt(call: Call) -> Data:
    """Different prompts, as many as sequencesNum says."""
    count = call.body.get("sequencesNum", 1)
    at_most(call, "sequencesNum", count, PROMPTS_MAX, unit="prompts of one task")
    prompts = expand(call.body["sourcePrompt"], "SDXL" if call.body["mode"] else "SD", count, SEED)
    return await call.submit(values={"prompts": prompts})


@presents("expandPrompt")
def present(seen: Seen) -> Data:
    """Assumption: toolTask is made of the path, as faceDetection is of face/detection; the page's example is cut."""
    return {**seen.shared, "toolTask": "promptsExpand", "prompts": seen.values.get("prompts", [])}
