"""Fetching and decoding: what is taken, and the text of every refusal."""

import asyncio
import struct
import zlib

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from img_open_sandbox import net, pictures
from img_open_sandbox.faces import find_faces
from img_open_sandbox.pictures import PictureError, decode, fetch, media_type
from tests.sandbox.helpers import Answer, LoopbackServer, closed_port, encoded, portrait

pytestmark = pytest.mark.anyio


async def get(url: str, *, loopback_only: bool = True, timeout_s: float = 5) -> bytes:
    async with net.new_client() as client:
        return await fetch(client, url, loopback_only=loopback_only, timeout_s=timeout_s)


async def refusal(url: str, *, loopback_only: bool = True, timeout_s: float = 5) -> str:
    with pytest.raises(PictureError) as caught:
        await get(url, loopback_only=loopback_only, timeout_s=timeout_s)
    return str(caught.value)


def header_of_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


async def test_a_picture_is_fetched(server: LoopbackServer) -> None:
    server.answers["/a.jpg"] = Answer(b"bytes")

    assert await get(server.url("/a.jpg")) == b"bytes"


async def test_redirects_are_followed(server: LoopbackServer) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": "/b"})
    server.answers["/b"] = Answer(status=307, headers={"Location": server.url("/c")})
    server.answers["/c"] = Answer(b"bytes")

    assert await get(server.url("/a")) == b"bytes"


async def test_no_such_picture(server: LoopbackServer) -> None:
    url = server.url("/none.jpg")

    expected = f"expected a picture at {url}, but it cannot be fetched: {url} answered HTTP 404; check the URL"
    assert await refusal(url) == expected


async def test_nobody_listens() -> None:
    assert (await refusal(f"http://127.0.0.1:{closed_port()}/a.jpg")).endswith("cannot be fetched: connection refused")


async def test_redirect_loop(server: LoopbackServer) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": "/a"})

    assert "more than 5 redirects (the sandbox's own limit)" in await refusal(server.url("/a"))


async def test_redirect_to_a_file(server: LoopbackServer) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": "file:///etc/passwd"})

    assert "expected http:// or https:// and a host, got file://" in await refusal(server.url("/a"))


async def test_redirect_off_the_machine(server: LoopbackServer) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": "http://192.0.2.1/a.jpg"})

    expected = "expected a loopback address, as the sandbox runs with --loopback-only, got http://192.0.2.1/a.jpg"
    assert expected in await refusal(server.url("/a"))


async def test_hang(server: LoopbackServer) -> None:
    server.answers["/a"] = server.hang

    expected = "expected the whole picture within 0.1 s (the sandbox's own limit, --fetch-timeout)"
    assert expected in await refusal(server.url("/a"), timeout_s=0.1)


@pytest.mark.parametrize("length", [True, False], ids=["announced", "streamed"])
async def test_too_large(server: LoopbackServer, monkeypatch: pytest.MonkeyPatch, length: bool) -> None:
    monkeypatch.setattr(pictures, "BYTES_LIMIT", 1_000_000)
    server.answers["/a"] = Answer(bytes(1_000_001), length=length)

    assert "it is larger than 1 MB (the sandbox's own limit); give a smaller one" in await refusal(server.url("/a"))


async def test_as_large_as_allowed(server: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "BYTES_LIMIT", 1_000_000)
    server.answers["/a"] = Answer(bytes(1_000_000))

    assert len(await get(server.url("/a"))) == 1_000_000


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("ftp://127.0.0.1/a.jpg", "expected http:// or https:// and a host"),
        ("file:///etc/passwd", "expected http:// or https:// and a host"),
        ("http://", "expected http:// or https:// and a host"),
        ("http://127.0.0.1:99999/a", "expected a port up to 65535"),
        ("http://127.0.0.1:port/a", "cannot be read"),
        ("http://[::1/a", "cannot be read"),
        ("http://[v1.x]/a", "cannot be read"),
        ("http://127.0.0.1/\x00\n", "cannot be read"),
        ("http://" + "a" * 70_000, "cannot be read"),
        ("http://me:secret@127.0.0.1/a", "expected a URL without user and password"),
        ("http://example.com/a", "expected a loopback address"),
        ("http://xn--/a", "cannot be"),
        ("http://127.0.0.1:0/a", "cannot be fetched"),
    ],
)
async def test_urls_that_cannot_be(url: str, expected: str) -> None:
    text = await refusal(url)

    assert expected in text
    assert "secret" not in text.replace(url, "")
    assert len(text) < 500


@pytest.mark.parametrize("host", ["\u2460.", "\ud800", "999.1.1.1", "0x7f.1:9", "[::]:99999", "a b", "%"])
async def test_odd_hosts_raise_nothing_else(host: str) -> None:
    assert "expected a picture at" in await refusal(f"http://{host}/a.jpg")


async def test_fetches_run_side_by_side(server: LoopbackServer) -> None:
    server.answers |= {"/slow": server.hang, "/fast": Answer(b"fast")}
    async with net.new_client() as client:
        slow = asyncio.create_task(fetch(client, server.url("/slow"), loopback_only=True, timeout_s=5))
        assert await fetch(client, server.url("/fast"), loopback_only=True, timeout_s=5) == b"fast"
        assert not slow.done()
        server.released.set()
        assert await slow


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_formats(kind: str) -> None:
    content = encoded(portrait(64), kind)

    assert decode(content).shape == (64, 64, 3)
    assert media_type(content).startswith("image/")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_modes_become_rgb(mode: str) -> None:
    picture = decode(encoded(Image.new(mode, (5, 4)), "PNG"))

    assert picture.shape == (4, 5, 3)
    assert picture.dtype == np.uint8


def test_a_picture_of_several_strips_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    image = portrait(64)
    monkeypatch.setattr(pictures, "_STRIP_PIXELS", 1000)

    assert (decode(encoded(image, "PNG")) == np.asarray(image)).all()


def grey() -> NDArray[np.uint8]:
    return np.asarray(portrait().convert("L"))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (grey().astype(np.uint16) * 257, "PNG"),
        (grey().astype(np.uint16) * 257, "TIFF"),
        (grey().astype(np.int32) * 70_000, "TIFF"),
        (grey().astype(np.float32) / 255, "TIFF"),
    ],
    ids=["16 bits, PNG", "16 bits, TIFF", "32 bits", "fractions"],
)
def test_deep_grey_is_scaled_to_8_bits(values: NDArray[np.generic], kind: str) -> None:
    assert len(find_faces(decode(encoded(Image.fromarray(values), kind)))) == 1


def test_deep_grey_of_one_value_is_black() -> None:
    assert decode(encoded(Image.new("I;16", (2, 1), 5000), "PNG")).tolist() == [[[0] * 3] * 2]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_deep_grey_that_cannot_be_scaled(value: float) -> None:
    content = encoded(Image.fromarray(np.array([[1, value]], np.float32)), "TIFF")

    with pytest.raises(PictureError, match="expected finite pixel values, but some are infinite or no numbers; save"):
        decode(content)


def test_exif_orientation_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees

    assert decode(encoded(Image.new("RGB", (30, 20)), exif=exif)).shape == (30, 20, 3)


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"])
def test_not_a_picture(content: bytes) -> None:
    with pytest.raises(
        PictureError, match=r"expected a picture \(BMP, GIF, JPEG, PNG, TIFF, WEBP\), but the content is"
    ):
        decode(content)
    assert media_type(content) == "application/octet-stream"


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_a_truncated_picture(kind: str) -> None:
    content = encoded(portrait(200), kind)

    with pytest.raises(PictureError, match="expected a whole picture, but it is broken|the content is none of them"):
        decode(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("width", "height", "got"),
    [(10_000, 5_001, "10000 x 5001"), (10_000, 10_000, "far more"), (60_000, 60_000, "far more")],
    ids=["just over", "Pillow warns", "Pillow refuses"],
)
def test_a_bomb_is_refused_before_it_is_decoded(width: int, height: int, got: str) -> None:
    expected = rf"expected at most 50 megapixels \(the sandbox's own limit\), got {got} pixels; give a smaller one"
    with pytest.raises(PictureError, match=expected):
        decode(header_of_png(width, height))


def test_webp_has_a_lower_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "WEBP_PIXELS_LIMIT", 4000)

    with pytest.raises(PictureError, match="expected at most .* got 64 x 64 pixels"):
        decode(encoded(portrait(64), "WEBP"))


async def test_the_client_reads_no_proxy_for_loopback(server: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    server.answers["/a"] = Answer(b"bytes")

    assert await get(server.url("/a")) == b"bytes"


def test_an_empty_answer_is_no_connection_error() -> None:
    assert net.cause(httpx.ReadError("")) == "ReadError"
