"""What the pages of Stable Diffusion have in common: a request's pictures, drawn as their stand-ins.

Pictures are PNG: output_image_format and targetImageFormat, whose values no page lists, are accepted and not used.
Light parts of a mask are redrawn (assumption: the page does not say which).
"""

from typing import NamedTuple

from img_open_sandbox.envelope import shown
from img_open_sandbox.limits import SIDE_MAX, at_most, drawable, pictures_at_most
from img_open_sandbox.pictures import Picture, encode_png
from img_open_sandbox.registry import Call, Data
from img_open_sandbox.seeds import seed_of
from img_open_sandbox.studio.stand_in import draw, stretched

SIDE = 512  # pixels, when left out (page sd-text2image-v3; assumption for version 2, which does not say)
REPAIR_SCALE = 2  # when left out; the value of sd-text2image's example
STRENGTH = 0.75  # when left out; stable-diffusion-webui's own


class Names(NamedTuple):
    """What a version of the pages calls the fields that count here.

    hr_resize_x and hr_resize_y are accepted and not used, as their titles contradict their names (page sd-controlnet).
    """

    batches: str
    batch: str
    repair: str
    repair_scale: str
    strength: str


V2 = Names("n_iter", "batch_size", "enable_hr", "hr_scale", "denoising_strength")
V3 = Names(
    "iterationCount",
    "singleBatchImageCount",
    "enableHighDefinitionRepair",
    "highDefinitionRepairScale",
    "deNoisingStrength",
)


async def submit(call: Call, names: Names, *, image: str | None = None, mask: str | None = None) -> Data:
    """Start the task; ``image`` and ``mask`` name the fields with the picture to redraw and where (light) to do it."""
    body = call.body
    count = _count(call, names)
    width, height = _size(call, names, count)
    seed = seed_of(call)
    base, where = [await _fitted(call, field, width, height) for field in (image, mask)]

    def drawn(seed: int) -> bytes:
        return encode_png(
            draw(
                body["prompt"],
                width,
                height,
                seed,
                title=call.operation.id,
                base=base,
                strength=body.get(names.strength, STRENGTH) if base is not None else 1,
                mask=where,
            )
        )

    seeds = [seed + number for number in range(count)]
    pictures = await call.work(lambda: [drawn(seed) for seed in seeds])
    return await call.submit_for_id(pictures, {"seeds": seeds})


def _count(call: Call, names: Names) -> int:
    batches, batch = (call.body.get(name, 1) for name in (names.batches, names.batch))
    got = f"{shown(batches)} x {shown(batch)}"
    pictures_at_most(call, f"{names.batches} x {names.batch}", batches * batch, got=got)
    count: int = batches * batch
    return count


def _size(call: Call, names: Names, count: int) -> tuple[int, int]:
    sides = [call.body.get(name, SIDE) for name in ("width", "height")]
    if call.body.get(names.repair):
        scale = call.body.get(names.repair_scale, REPAIR_SCALE)
        for name, side in zip(("width", "height"), sides, strict=True):
            got = f"{shown(side)} x {shown(scale)}"
            at_most(call, f"{name} x {names.repair_scale}", side * scale, SIDE_MAX, unit="pixels", got=got)
        sides = [round(side * scale) for side in sides]
    width, height = sides
    drawable(call, count, width, height)
    return width, height


async def _fitted(call: Call, field: str | None, width: int, height: int) -> Picture | None:
    # Resized at once, so that the picture itself, which may be huge, is let go before the next one comes.
    if field is None or field not in call.body:
        return None
    return await call.examine(field, lambda picture: stretched(picture, width, height))
