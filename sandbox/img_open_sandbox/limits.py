"""How much one request may ask for. The limits are the sandbox's own, the pages name none: what is made for one task
fits into memory, and is made in seconds.
"""

from img_open_sandbox.envelope import shown
from img_open_sandbox.registry import Call

PICTURES_MAX = 16  # of one task
PROMPTS_MAX = 16  # of one task
SIDE_MAX = 4096  # pixels of a drawn picture
DRAWN_PIXELS_MAX = 16_000_000  # of one task
OUTPAINTED_PIXELS_MAX = 50_000_000  # of one task; as many as a source may have
MODELS_MAX = 1000  # of one page of the list
SEED_DIGITS_MAX = 18  # as many as a seed that is sent as a text may have


def at_most(call: Call, field: str, value: int, limit: int, *, unit: str, got: str = "") -> None:
    """Refuse (413) a value above a limit; ``got`` shows what it was computed from."""
    if value > limit:
        text = f"expected at most {limit} {unit} (the sandbox's own limit), got {got or shown(value)}"
        raise call.refusal("413", f"{field}: {text}")


def pictures_at_most(call: Call, field: str, count: int, *, got: str = "") -> None:
    """Refuse (413) more pictures than one task may make."""
    at_most(call, field, count, PICTURES_MAX, unit="pictures of one task", got=got)


def drawable(call: Call, count: int, width: int, height: int) -> None:
    """Refuse (413) pictures that are too large to be drawn, each or together."""
    at_most(call, "width", width, SIDE_MAX, unit="pixels")
    at_most(call, "height", height, SIDE_MAX, unit="pixels")
    pixels_at_most(call, "width x height", (count, width, height), DRAWN_PIXELS_MAX)


def pixels_at_most(call: Call, field: str, pictures: tuple[int, int, int], limit: int) -> None:
    """Refuse (413) pictures (number, width, height) that are too large together."""
    count, width, height = pictures
    got = f"{count} of {width} x {height}"
    at_most(call, field, count * width * height, limit, unit="pixels of one task", got=got)
