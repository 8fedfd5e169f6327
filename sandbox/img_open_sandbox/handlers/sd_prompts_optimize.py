"""Page sd-prompts-optimize: improve a prompt."""

from img_open_sandbox.registry import Call, Data, Seen, handles, presents
from img_open_sandbox.studio.prompts import improve


@handles("optimizePrompt")
async def optimize_prompt(call: Call) -> Data:
    """One fuller prompt."""
    return await call.submit(values={"prompts": [improve(call.body["raw_prompt"])]})


@presents("optimizePrompt")
def present(seen: Seen) -> Data:
    """Assumption: as prompt expansion shows it; the page's answer is not known."""
    return {**seen.shared, "toolTask": "sdPrompts", "prompts": seen.values.get("prompts", [])}
