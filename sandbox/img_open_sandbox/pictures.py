"""Fetch a picture from a URL and decode it, within limits.

The limits are the sandbox's own, the pages name none: they keep a mistyped URL from hanging or filling the machine.
"""

import asyncio
import io
import math
from collections.abc import Callable
from pathlib import Path

import httpx
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from img_open_sandbox import net

Picture = NDArray[np.uint8]

BYTES_LIMIT = 20_000_000
PIXELS_LIMIT = 50_000_000
WEBP_PIXELS_LIMIT = 25_000_000  # its decoder takes 16 bytes a pixel, which would be 800 MB
REDIRECTS_LIMIT = 5
# Left out: formats that Pillow hands to other programs (EPS) or draws from commands (WMF).
FORMATS = ("BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
# Grey of 16 or 32 bits or with fractions; Pillow's own conversion clips it, which leaves a white picture.
_DEEP_MODES = ("I", "I;16", "I;16B", "I;16L", "I;16N", "F")
_STRIP_PIXELS = 1_000_000
# Pillow keeps a picture in blocks of 16 MB, and malloc keeps freed blocks of up to 32 MB: some 200 MB for good.
Image.core.set_block_size(64 * 2**20)  # type: ignore[attr-defined]  # documented, but not exported
_OWN = "the sandbox's own limit"


class PictureError(Exception):
    """Why a picture cannot be used; the text says what was expected, what came and what to do."""


class UnfitError(Exception):
    """A good picture that does not show what is needed; the text says what that is and what to do."""


async def fetch(client: httpx.AsyncClient, url: str, *, loopback_only: bool, timeout_s: float) -> bytes:
    """The bytes behind a URL; redirects are followed one by one, so that each address is checked."""
    try:
        async with asyncio.timeout(timeout_s):
            return await _follow(client, url, loopback_only)
    except TimeoutError as error:
        limit = f"within {timeout_s:g} s ({_OWN}, --fetch-timeout)"
        raise PictureError(f"expected the whole picture {limit}, but {net.short(url)} was slower") from error
    except net.FAILURES as error:
        raise PictureError(
            f"expected a picture at {net.short(url)}, but it cannot be fetched: {_why(error)}"
        ) from error


async def _follow(client: httpx.AsyncClient, url: str, loopback_only: bool) -> bytes:
    hop = url
    for _ in range(REDIRECTS_LIMIT + 1):
        target = net.usable_url(hop, loopback_only=loopback_only)
        async with client.stream("GET", target) as response:
            if response.next_request is None:
                return await _content(response)
            hop = str(response.next_request.url)
    raise ValueError(f"more than {REDIRECTS_LIMIT} redirects ({_OWN}); give the URL at which they end")


async def _content(response: httpx.Response) -> bytes:
    if not response.is_success:
        raise ValueError(f"{net.short(response.url)} answered HTTP {response.status_code}; check the URL")
    content = await net.read_body(response, BYTES_LIMIT)
    if content is None:
        raise ValueError(f"it is larger than {BYTES_LIMIT // 1_000_000} MB ({_OWN}); give a smaller one")
    return content


def _why(error: Exception) -> str:
    # Our own texts are plain ValueErrors; anything else is a network's, whose deepest cause says most.
    return str(error) if type(error) is ValueError else net.cause(error)


def decode(content: bytes) -> Picture:
    """Pixels (height, width, RGB), turned upright as EXIF says. Raises PictureError."""
    limit = PIXELS_LIMIT
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            # Nothing but the header is read yet: a bomb is refused before it unfolds.
            width, height = image.size
            if image.format == "WEBP":
                limit = WEBP_PIXELS_LIMIT
            if width * height <= limit:
                return _pixels(image)
            size = f"{width} x {height}"
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        size = "far more"
    except UnidentifiedImageError as error:
        known = ", ".join(FORMATS)
        raise PictureError(f"expected a picture ({known}), but the content is none of them; check the URL") from error
    except PictureError:
        raise
    except Exception as error:
        # Pillow's decoders raise a dozen kinds on broken files; all of them mean the same to the caller.
        raise PictureError(f"expected a whole picture, but it is broken: {error}; save it anew") from error
    megapixels = f"{limit // 1_000_000} megapixels ({_OWN})"
    raise PictureError(f"expected at most {megapixels}, got {size} pixels; give a smaller one")


def _pixels(image: Image.Image) -> Picture:
    # In place and strip by strip: at the limit each copy of the whole picture costs another 150 to 200 MB.
    ImageOps.exif_transpose(image, in_place=True)
    width, height = image.size
    rows = max(1, _STRIP_PIXELS // width)
    boxes = [(0, top, width, min(top + rows, height)) for top in range(0, height, rows)]
    to_8_bits = _stretch(image, boxes) if image.mode in _DEEP_MODES else None
    pixels = np.empty((height, width, 3), np.uint8)
    for box in boxes:
        strip = image.crop(box)
        pixels[box[1] : box[3]] = np.asarray((to_8_bits(strip) if to_8_bits else strip).convert("RGB"))
    return pixels


def _stretch(image: Image.Image, boxes: list[tuple[int, int, int, int]]) -> Callable[[Image.Image], Image.Image]:
    # The lowest value becomes black, the highest white: these modes do not say which range they use.
    strips = (np.asarray(image.crop(box), np.float64) for box in boxes)
    extremes = np.array([(np.min(strip), np.max(strip)) for strip in strips])
    low, high = float(np.min(extremes)), float(np.max(extremes))
    if not math.isfinite(high - low):
        raise PictureError("expected finite pixel values, but some are infinite or no numbers; save it with 8 bits")
    factor = 255 / ((high - low) or 1)
    return lambda strip: Image.fromarray(((np.asarray(strip, np.float64) - low) * factor).astype(np.uint8))


def media_type(file: bytes | Path) -> str:
    """What a file may be served as. Never HTML: a page served from here could drive the control paths."""
    try:
        with Image.open(io.BytesIO(file) if isinstance(file, bytes) else file, formats=FORMATS) as image:
            return image.get_format_mimetype() or "application/octet-stream"
    except Exception:
        return "application/octet-stream"


def encode_png(picture: Picture) -> bytes:
    """PNG, as the page's example names a cut."""
    buffer = io.BytesIO()
    # A fifth larger than with the default level, and made in a fifth of the time.
    Image.fromarray(picture).save(buffer, format="PNG", compress_level=1)
    return buffer.getvalue()
