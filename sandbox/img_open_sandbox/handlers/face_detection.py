"""Page face-detection: find every face in a picture."""

from img_open_sandbox import faces
from img_open_sandbox.pictures import Picture, encode_png
from img_open_sandbox.registry import Call, Data, handles, presents


@handles("detectFaces")
async def detect_faces(call: Call) -> Data:
    """The faces are found before the answer; when the caller gets to see them is the task's progress."""
    call.sandbox.tasks.refuse_taken(call.operation, call.body)
    cuts = await call.examine("imageUrl", cut_faces)
    return await call.sandbox.tasks.submit(call.operation, call.body, cuts)


@presents("detectFaces")
def present(urls: list[str]) -> Data:
    """The tool's own fields, named as in the page's example."""
    return {"toolTask": "faceDetection", "faceUrls": urls}


def cut_faces(picture: Picture) -> list[bytes]:
    """A PNG of each face, from left to right."""
    return [encode_png(faces.cut(picture, box)) for box in faces.find_faces(picture)]
