"""Page image-description: describe a picture in words."""

from img_open_sandbox.registry import Call, Data, Seen, handles, presents
from img_open_sandbox.studio.describe import caption, tags

MODELS = {"clip": caption, "deepdanbooru": tags}
MODEL = "clip"  # when left out


@handles("describeImage")
async def describe_image(call: Call) -> Data:
    """A sentence from clip, tags from deepdanbooru."""
    describe = MODELS[call.body.get("model", MODEL)]
    return await call.submit(values={"caption": await call.examine("image", describe)})


@presents("describeImage")
def present(seen: Seen) -> Data:
    """Named as in the page's example."""
    return {**seen.shared, "caption": seen.values.get("caption", "")}
