# GENERATED from generator/runtime/pagination.py by "make generate"; do not edit.
"""Going through a list that comes in pages."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import TypeVar

P = TypeVar("P")
T = TypeVar("T")


def _is_last(found: Sequence[object], seen: int, total: int) -> bool:
    # An empty page ends the list too: a total that is too large must not be asked for forever.
    return not found or seen >= total


def every_item(page: Callable[[int], P], items: Callable[[P], Sequence[T]], total: Callable[[P], int]) -> Iterator[T]:
    """Yield every item of every page, asking for the next page when it is needed."""
    number, seen, last = 1, 0, False
    while not last:
        one = page(number)
        found = items(one)
        yield from found
        number, seen = number + 1, seen + len(found)
        last = _is_last(found, seen, total(one))


async def every_item_async(
    page: Callable[[int], Awaitable[P]], items: Callable[[P], Sequence[T]], total: Callable[[P], int]
) -> AsyncIterator[T]:
    """Yield every item of every page, asking for the next page when it is needed."""
    number, seen, last = 1, 0, False
    while not last:
        one = await page(number)
        found = items(one)
        for item in found:
            yield item
        number, seen = number + 1, seen + len(found)
        last = _is_last(found, seen, total(one))
