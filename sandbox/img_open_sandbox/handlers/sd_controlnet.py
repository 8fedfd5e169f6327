"""Page sd-controlnet: pictures from a prompt, steered by ControlNet."""

from img_open_sandbox import drawing
from img_open_sandbox.registry import Call, Data, handles


@handles("controlnetToImage")
async def controlnet_to_image(call: Call) -> Data:
    """The picture at image_link, if there is one, under a stand-in; what controlnet says is not known to the kit."""
    return await drawing.submit(call, drawing.V2, image="image_link")
