"""Page flux-text2image: a picture from a prompt."""

from img_open_sandbox.limits import drawable
from img_open_sandbox.pictures import encode_png
from img_open_sandbox.registry import Call, Data, Seen, handles, presents
from img_open_sandbox.seeds import drawn_seed
from img_open_sandbox.studio.stand_in import draw

SIDE = 512  # pixels, when left out; the example's value


@handles("fluxTextToImage")
async def flux_text_to_image(call: Call) -> Data:
    """A stand-in of the size that was asked for; the page has no seed, so that each differs."""
    body, seed = call.body, drawn_seed(call)
    width, height = body.get("width", SIDE), body.get("height", SIDE)
    drawable(call, 1, width, height)
    picture = await call.work(
        lambda: encode_png(draw(body["prompt"], width, height, seed, title=body["comfyTaskType"]))
    )
    return await call.submit([picture])


@presents("fluxTextToImage")
def present(seen: Seen) -> Data:
    """As in the page's example, which alone of all does not tell the caller's id."""
    return {"taskId": seen.task.task_id, "status": seen.status, "outputImageUrl": seen.url}
