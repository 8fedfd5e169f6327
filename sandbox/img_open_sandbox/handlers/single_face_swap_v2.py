"""Page single-face-swap-v2: put a face onto a picture, and restore it."""

from img_open_sandbox.pictures import Picture
from img_open_sandbox.registry import Call, Data, handles, presents, show_picture
from img_open_sandbox.studio.swap import cut_source, restore, swap_largest

FIDELITY = "0.5"  # when left out; codeformer's own

presents("swapFaceV2")(show_picture)


@handles("swapFaceV2")
async def swap_face_v2(call: Call) -> Data:
    """As version 1, and then all faces are made smoother, the more the smaller fidelityWeight is."""
    source = await call.examine("sourceUrl", cut_source)
    weight = float(call.body.get("fidelityWeight", FIDELITY))

    def restored(target: Picture) -> Picture:
        return restore(swap_largest(target, source), weight)

    return await call.submit([await call.redraw("targetUrl", restored)])
