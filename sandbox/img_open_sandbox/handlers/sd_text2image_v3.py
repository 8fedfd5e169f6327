"""Page sd-text2image-v3: pictures from a prompt, version 3."""

from img_open_sandbox import drawing
from img_open_sandbox.registry import Call, Data, handles


@handles("textToImageV3")
async def text_to_image_v3(call: Call) -> Data:
    """Stand-ins of the size and number that were asked for."""
    return await drawing.submit(call, drawing.V3)
