"""Page sd-image-to-image: pictures from a picture, within a mask if one is given."""

from img_open_sandbox import drawing
from img_open_sandbox.registry import Call, Data, handles


@handles("imageToImage")
async def image_to_image(call: Call) -> Data:
    """The picture under a stand-in, the fainter the smaller denoising_strength is."""
    return await drawing.submit(call, drawing.V2, image="image_link", mask="mask_link")
