"""Page sd-image-to-image-v3: pictures from a picture, version 3."""

from img_open_sandbox import drawing
from img_open_sandbox.registry import Call, Data, handles


@handles("imageToImageV3")
async def image_to_image_v3(call: Call) -> Data:
    """The picture under a stand-in, the fainter the smaller deNoisingStrength is."""
    return await drawing.submit(call, drawing.V3, image="sourceImageUrl")
