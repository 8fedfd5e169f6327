"""Page multiple-face-swap: put one or two faces onto the faces of a picture."""

from img_open_sandbox.envelope import shown
from img_open_sandbox.registry import Call, Data, handles, presents, show_picture
from img_open_sandbox.studio.swap import FaceNumberError, cut_source, swap

presents("swapFaces")(show_picture)


@handles("swapFaces")
async def swap_faces(call: Call) -> Data:
    """Each source goes onto the target's face of its place, or the first one onto the face that faceIdx counts."""
    number = call.body.get("faceIdx")
    sources = await call.examine_each("sourceUrl", cut_source)
    try:
        picture = await call.redraw("targetUrl", lambda target: swap(target, sources, number))
    except FaceNumberError as error:
        expected = f"1 to {error.found}, as the target has {error.found} faces"
        if error.found == 1:
            expected = "1, as the target has 1 face"
        raise call.refusal("422", f"faceIdx: expected {expected}, got {shown(number)}") from error
    return await call.submit([picture])
