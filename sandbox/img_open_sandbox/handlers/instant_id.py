"""Page instant-id: show a portrait in another style."""

from img_open_sandbox.pictures import Picture
from img_open_sandbox.registry import Call, Data, handles, presents, show_picture
from img_open_sandbox.seeds import seed_of
from img_open_sandbox.studio.stand_in import stylize

SIDE = 960  # pixels; the only size that is open to the public

presents("stylizePortrait")(show_picture)


@handles("stylizePortrait")
async def stylize_portrait(call: Call) -> Data:
    """The portrait's largest face in flat colours."""
    seed = seed_of(call)

    def stylized(portrait: Picture) -> Picture:
        return stylize(portrait, call.body["prompt"], SIDE, SIDE, seed, title=call.operation.id)

    return await call.submit([await call.redraw("image", stylized)])
