"""Page sd-text2image: pictures from a prompt."""

from img_open_sandbox import drawing
from img_open_sandbox.registry import Call, Data, handles


@handles("textToImage")
async def text_to_image(call: Call) -> Data:
    """Stand-ins of the size and number that were asked for."""
    return await drawing.submit(call, drawing.V2)
