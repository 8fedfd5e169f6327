"""Page query-model-list: list the checkpoint models."""

from img_open_sandbox.limits import MODELS_MAX, at_most
from img_open_sandbox.registry import Call, Data, handles
from img_open_sandbox.studio.models import find


@handles("listModels")
async def list_models(call: Call) -> Data:
    """One page of the sandbox's own list; a page beyond its end is empty."""
    size, number = call.body["pageSize"], call.body["pageNum"]
    at_most(call, "pageSize", size, MODELS_MAX, unit="models")
    found = find(call.body.get("sdModelCheckpoint"), call.body.get("sdModelName"))
    rows = found[(number - 1) * size : number * size]
    return {"rows": rows, "total": len(found), "pageSize": size, "pageNum": number}
