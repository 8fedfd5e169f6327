"""An inbox for callbacks in a database that several web processes share: pip install 'img-open[sqlalchemy]'."""

from img_open_sqlalchemy.inbox import SQLAlchemyInbox

__all__ = ["SQLAlchemyInbox"]
