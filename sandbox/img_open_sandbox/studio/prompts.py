"""Fuller prompts, put together from small lists where the service asks a language model."""

from typing import Literal

from img_open_sandbox.studio.chance import generator

MARK = "stand-in"
_QUALITY = ("masterpiece", "best quality", "highly detailed", "sharp focus", "intricate", "8k", "award winning")
_LIGHT = ("soft morning light", "golden hour", "rim light", "studio light", "overcast sky", "neon glow", "candlelight")
_COMPOSITION = ("close-up", "wide shot", "from above", "from below", "rule of thirds", "centred", "shallow focus")
_COLOUR = ("muted colours", "vivid colours", "pastel palette", "warm tones", "cool tones", "monochrome", "earth tones")
_LISTS = (_QUALITY, _LIGHT, _COMPOSITION, _COLOUR)
VARIANTS = len(_QUALITY) * len(_LIGHT) * len(_COMPOSITION) * len(_COLOUR)


def expand(source: str, model: Literal["SD", "SDXL"], count: int, seed: int) -> list[str]:
    """So many different prompts around the source, marked "stand-in": words for SD, a sentence for SDXL.

    Raises ValueError for a count below 0 or above VARIANTS.
    """
    if not 0 <= count <= VARIANTS:
        raise ValueError(f"expected a count from 0 to {VARIANTS}, got {count}")
    picked = generator(source, model, seed).choice(VARIANTS, count, replace=False)
    return [_written(source, model, int(number)) for number in picked]


def improve(raw: str) -> str:
    """One fuller prompt around the raw one, marked "stand-in"; the same for the same text."""
    return expand(raw, "SD", 1, 0)[0]


def _written(source: str, model: str, number: int) -> str:
    words = []
    for choices in _LISTS:
        number, place = divmod(number, len(choices))
        words.append(choices[place])
    quality, light, composition, colour = words
    if model == "SDXL":
        return f"{source}. {composition.capitalize()}, {light}, {colour}, {quality} ({MARK})"
    return f"{quality}, {source}, ({light}:1.2), {composition}, {colour}, {MARK}"
