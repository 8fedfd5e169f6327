"""Page style-recognition: tell the drawing style of a picture."""

from img_open_sandbox.registry import Call, Data, Seen, handles, presents
from img_open_sandbox.studio.describe import styles


@handles("identifyStyle")
async def identify_style(call: Call) -> Data:
    """What can be measured; no model looks at the picture."""
    return await call.submit_for_id(values={"styles": await call.examine("sourceImage", styles)})


@presents("identifyStyle")
def present(seen: Seen) -> Data:
    """Assumption: a list of texts; the page shows no result."""
    return {**seen.shared, "styles": seen.values.get("styles", [])}
