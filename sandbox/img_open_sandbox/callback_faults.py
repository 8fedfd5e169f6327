"""What is posted beside a true callback, and in its place."""

import httpx


def without_query(url: str) -> str:
    """The URL's receiver, less what only a true caller knows."""
    return url.partition("?")[0]


def with_other_query(url: str) -> str:
    """The URL with another first character in each value of its query; the last ones may be padding."""
    address, _, query = url.partition("?")
    values = httpx.QueryParams(query).multi_items()
    changed = [(name, _other(value)) for name, value in values] or [("token", "wrong")]
    return f"{address}?{httpx.QueryParams(tuple(changed))}"


def _other(value: str) -> str:
    return ("1" if value.startswith("0") else "0") + value[1:]
