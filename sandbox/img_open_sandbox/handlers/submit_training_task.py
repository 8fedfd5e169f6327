"""Page submit-training-task: train a model."""

from img_open_sandbox.registry import Call, Data, handles


@handles("submitTraining")
async def submit_training(call: Call) -> Data:
    """The pictures are fetched and decoded; nothing is trained. No known page asks for the task."""
    await call.examine_each("fileUrlList", lambda _: None)
    return await call.submit_for_id(values={"pictures": len(call.body["fileUrlList"])})
