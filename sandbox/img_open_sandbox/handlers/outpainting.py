"""Page outpainting: extend a picture beyond its edges."""

from img_open_sandbox.limits import OUTPAINTED_PIXELS_MAX, pictures_at_most, pixels_at_most
from img_open_sandbox.pictures import Picture, encode_png
from img_open_sandbox.registry import Call, Data, Seen, handles, presents
from img_open_sandbox.seeds import seed_of
from img_open_sandbox.studio.outpaint import outpaint, size_after


@handles("outpaintImage")
async def outpaint_image(call: Call) -> Data:
    """The picture in the middle of what mirrors it; each of imageCount pictures has a seed of its own."""
    body, seed, count = call.body, seed_of(call), call.body["imageCount"]
    down, across = body["verticalExpansionRatio"], body["horizontalExpansionRatio"]
    pictures_at_most(call, "imageCount", count)

    def extended(picture: Picture) -> list[bytes]:
        width, height = size_after(picture.shape[1], picture.shape[0], down, across)
        fields = "imageCount x verticalExpansionRatio x horizontalExpansionRatio"
        pixels_at_most(call, fields, (count, width, height), OUTPAINTED_PIXELS_MAX)
        return [encode_png(outpaint(picture, down, across, seed + number)) for number in range(count)]

    return await call.submit_for_id(await call.examine("sourceImage", extended))


@presents("outpaintImage")
def present(seen: Seen) -> Data:
    """Assumption: as the tools of one picture, in the plural; the page shows no result."""
    return {**seen.shared, "outputImageUrls": seen.urls}
