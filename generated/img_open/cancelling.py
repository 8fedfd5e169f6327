# GENERATED from generator/runtime/cancelling.py by "make generate"; do not edit.
"""Cancelling an exchange so that its connection is given back."""

from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def to_its_end(exchange: Coroutine[Any, Any, T]) -> T:
    """Return what an exchange through httpcore gives; cancelled, it has ended before this has.

    httpcore shields its cleaning-up from anyio's cancellation, and not from asyncio's, which at the wrong moment takes
    a connection out of the pool for ever. So the exchange is a task of its own, and anyio cancels it.
    """
    from asyncio import CancelledError, ensure_future, shield, wait  # noqa: PLC0415  # as long to import as the rest

    from anyio import CancelScope  # noqa: PLC0415  # what httpcore has under asyncio

    scope = CancelScope()

    async def scoped() -> T:
        with scope:
            return await exchange
        raise CancelledError

    task = ensure_future(scoped())
    try:
        return await shield(task)
    except CancelledError:
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # nobody asks for it any more
        scope.cancel()
        await wait([task])
        raise
