"""Page cnt-preview: show what a ControlNet preprocessor makes of a picture."""

from img_open_sandbox.envelope import shown
from img_open_sandbox.registry import Call, Data, handles, presents, show_picture
from img_open_sandbox.studio.preprocessors import PREPROCESSORS

presents("previewPreprocessor")(show_picture)


@handles("previewPreprocessor")
async def preview_preprocessor(call: Call) -> Data:
    """Those that need no model; the page names canny alone."""
    name = call.body["preprocessor"]
    preprocess = PREPROCESSORS.get(name)
    if preprocess is None:
        known = ", ".join(sorted(PREPROCESSORS))
        raise call.refusal("422", f"preprocessor: expected one that needs no model ({known}), got {shown(name)}")
    return await call.submit_for_id([await call.redraw("sourceImage", preprocess)])
