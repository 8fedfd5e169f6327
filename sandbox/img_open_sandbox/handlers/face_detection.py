"""Page face-detection: find every face in a picture."""

from img_open_sandbox import faces
from img_open_sandbox.pictures import Picture, encode_png
from img_open_sandbox.registry import Call, Data, Seen, handles, presents


@handles("detectFaces")
async def detect_faces(call: Call) -> Data:
    """The faces are found before the answer; when the caller gets to see them is the task's progress."""
    return await call.submit(await call.examine("imageUrl", cut_faces))


@presents("detectFaces")
def present(seen: Seen) -> Data:
    """Named as in the page's example."""
    return {**seen.shared, "toolTask": "faceDetection", "faceUrls": seen.urls}


def cut_faces(picture: Picture) -> list[bytes]:
    """A PNG of each face, from left to right."""
    return [encode_png(faces.cut(picture, box)) for box in faces.find_faces(picture)]
