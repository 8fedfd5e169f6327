# mypy: ignore-errors
"""What a user of two vendored copies would write; it knows neither the kit nor its tests.

The first line is for the kit's own mypy, which does not find the copies; where they are it is taken away.
"""

import asyncio
import sys

import acme.vendor.pictures as two
import pics as one
from acme.vendor.pictures import AsyncImgOpen, Drift
from acme.vendor.pictures.callbacks import callback_url as callback_url_of_two
from acme.vendor.pictures.errors import ApiError, ConfigurationError
from acme.vendor.pictures.models import FaceDetectionData
from pics import ImgOpen
from pics.api.tools import detect_faces
from pics.callbacks import callback_url
from pics.img_open import USER_AGENT
from pics.models import FaceDetectionRequest

SECRET = "at least sixteen characters"


def with_one(picture: str) -> tuple[int, str]:
    drifts: list[one.Drift] = []
    with ImgOpen(on_drift=drifts.append) as client:
        task = client.tools.detect_faces(image_url=picture)
        token = task.token
        faces = task.wait(timeout=60).face_urls
        raw = client.tools.with_raw_response.detect_faces(image_url=picture)
        assert raw.status_code == 200
        with client.api_client() as functions:
            body = FaceDetectionRequest(image_url=picture, business_task_id="by-a-function")
            said = detect_faces.sync(client=functions, body=body)
        assert said is not None
        assert said.code == "200"
    assert not drifts
    return len(faces), token


async def with_two(picture: str, token: str) -> tuple[int, int]:
    drifts: list[Drift] = []
    async with AsyncImgOpen(on_drift=drifts.append) as client:
        task = await client.tools.detect_faces(image_url=picture)
        own: FaceDetectionData = await task.wait(timeout=60)
        others = await client.tasks.resume(token).wait(timeout=60)
        assert isinstance(others, FaceDetectionData)
    assert not drifts
    return len(own.face_urls), len(others.face_urls)


def do_not_disturb_each_other() -> None:
    assert not issubclass(one.ApiError, two.ApiError)
    assert FaceDetectionData.__module__ == "acme.vendor.pictures.models.face_detection_data"
    assert "img_open" not in {name.partition(".")[0] for name in sys.modules}
    try:
        AsyncImgOpen(access_key_id="")
    except one.ConfigurationError as error:
        raise AssertionError("an error of the other copy") from error
    except ConfigurationError as error:
        told: ApiError = error
    assert "IMG_OPEN_ACCESS_KEY_ID" in str(told)
    base = "https://example.com/"
    assert callback_url(base, "id", secret=SECRET) == callback_url_of_two(base, "id", secret=SECRET)


def main(picture: str) -> None:
    faces, token = with_one(picture)
    print(faces, *asyncio.run(with_two(picture, token)), USER_AGENT.partition(" ")[0])
    do_not_disturb_each_other()


if __name__ == "__main__":
    main(sys.argv[1])
