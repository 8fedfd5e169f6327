"""Page single-face-swap-v1: put a face onto a picture."""

from img_open_sandbox.registry import Call, Data, handles, presents, show_picture
from img_open_sandbox.studio.swap import cut_source, swap_largest

presents("swapFace")(show_picture)


@handles("swapFace")
async def swap_face(call: Call) -> Data:
    """The largest face of the source goes onto the largest of the target."""
    source = await call.examine("sourceUrl", cut_source)
    return await call.submit([await call.redraw("targetUrl", lambda target: swap_largest(target, source))])
