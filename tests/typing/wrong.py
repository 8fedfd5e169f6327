"""Programs that both type checkers must refuse: each marked line has an error, and no other line."""

from img_open import AsyncImgOpen, ImgOpen, Nothing  # noqa: F401  # wrong: the package has no such name

client = ImgOpen(timeout="60")  # wrong: seconds are a number
client.tools.detect_faces(image_url=1)  # wrong: an URL is a text
client.tools.detect_faces()  # wrong: the picture is missing
client.tools.detect_faces(image_url="u", size=1)  # wrong: no such field
client.tools.detect_face(image_url="u")  # wrong: no such method
task = client.tools.detect_faces(image_url="u")
task.wait("60")  # wrong: seconds are a number
task.wait(on_progress=lambda: None)  # wrong: it is called with a Progress
number: int = task.wait().face_urls  # wrong: a list of texts
client.tasks.wait_all([task])[0].caption  # noqa: B018  # wrong: another tool's field
client.with_options(retries=1)  # wrong: no such option
client.tools.with_raw_response.detect_faces(image_url="u").wait()  # wrong: the task is in parsed


async def with_await() -> None:
    await client.tools.detect_faces(image_url="u")  # wrong: this client does not await
    await AsyncImgOpen().tools.detect_faces(image_url="u").wait()  # wrong: the submit is awaited first
