"""Which seed a picture has."""

from img_open_sandbox.limits import SEED_DIGITS_MAX, at_most
from img_open_sandbox.registry import Call


def seed_of(call: Call) -> int:
    """The request's seed, a number or a text. Assumption: -1 or none draws one; the pages show -1 and do not say."""
    seed = int(call.body.get("seed", -1))
    at_most(call, "seed", len(str(abs(seed))), SEED_DIGITS_MAX, unit="digits")
    return drawn_seed(call) if seed == -1 else seed


def drawn_seed(call: Call) -> int:
    """A seed of 32 bits, as those of the examples are (page query-task-info-v1)."""
    return call.sandbox.settings.random.randrange(2**32)
