"""Which handler answers which operation. One page is one module in handlers/."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from img_open_sandbox.envelope import Refusal
from img_open_sandbox.operations import Operation
from img_open_sandbox.pictures import Picture, PictureError

if TYPE_CHECKING:
    from img_open_sandbox.sandbox import Sandbox

Data = dict[str, Any]
_Found = TypeVar("_Found")


class MissingHandlerError(Exception):
    """The spec has operations that nothing here answers; the text names them."""


@dataclass(frozen=True)
class Call:
    """A request that passed the spec's schemas."""

    operation: Operation
    path: Mapping[str, str]
    body: Mapping[str, Any]
    sandbox: "Sandbox"

    async def examine(self, field: str, function: Callable[[Picture], _Found]) -> _Found:
        """What a function finds in the picture that a field of the body names; a bad picture is refused (400)."""
        try:
            return await self.sandbox.examine(self.body[field], function)
        except PictureError as error:
            raise Refusal("400", f"{field}: {error}. See {self.operation.page}") from error


# A handler answers an operation with the envelope's data, or raises Refusal.
Handler = Callable[[Call], Awaitable[Data]]
# A presenter gives a tool's own fields; it is called with the URLs of the finished task's files, none before.
Presenter = Callable[[list[str]], Data]

_handlers: dict[str, Handler] = {}
_presenters: dict[str, Presenter] = {}


def handles(operation_id: str) -> Callable[[Handler], Handler]:
    """Register a handler."""

    def register(handler: Handler) -> Handler:
        _handlers[operation_id] = handler
        return handler

    return register


def presents(operation_id: str) -> Callable[[Presenter], Presenter]:
    """Register the presenter of an operation that starts tasks."""

    def register(presenter: Presenter) -> Presenter:
        _presenters[operation_id] = presenter
        return presenter

    return register


def load() -> tuple[Mapping[str, Handler], Mapping[str, Presenter]]:
    """Import every module in handlers/ and give what they registered."""
    package = importlib.import_module("img_open_sandbox.handlers")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return _handlers, _presenters


def require_handlers(operations: Iterable[Operation], handlers: Mapping[str, Handler]) -> None:
    """Raise MissingHandlerError when an operation of the spec has no handler."""
    missing = [operation.id for operation in operations if operation.id not in handlers]
    if missing:
        names = ", ".join(missing)
        text = f"no handler for {names} of spec/openapi.yaml; add a module to img_open_sandbox/handlers"
        raise MissingHandlerError(text)
