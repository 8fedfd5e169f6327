"""Opens an inbox by its address, in tests and in the programs that they start."""

from img_open.callbacks import Event
from img_open.inbox import SQLiteInbox
from img_open.polling import State
from img_open_sqlalchemy import SQLAlchemyInbox

AnyInbox = SQLiteInbox | SQLAlchemyInbox


def opened(address: str) -> AnyInbox:
    """The inbox at a database's URL or in a file."""
    return SQLAlchemyInbox(address) if "://" in address else SQLiteInbox(address)


def event(
    own_id: str = "b1",
    state: State = State.DONE,
    *,
    operation: str | None = "detectFaces",
    task_id: str | None = "t1",
    mark: str = "",
) -> Event:
    """An event such as parse makes; with a mark, one can be told from another of the same task."""
    status = {State.WAITING: 1, State.DONE: 2, State.FAILED: -1}[state]
    ids = {"taskId": task_id, "businessTaskId": own_id, "toolTask": "faceDetection"}
    data = {**ids, "status": status, "faceUrls": [f"http://p/{mark}.png"]}
    return Event(operation, own_id, task_id, state, {"code": "200", "msg": "success", "data": data})
