"""A flat table's rows in their objects: decided by the example, or a doubt."""

import pytest

from apifox.nesting import ROOT, FlatRow, parents
from contract.values import JsonObject


def rows(text: str) -> list[FlatRow]:
    """Rows written as `a b{} c{3}`: {} can hold rows, {3} says that it holds three."""
    found = []
    for word in text.split():
        name, brace, count = word.rstrip("}").partition("{")
        found.append(FlatRow(name, bool(brace), int(count) if count else None))
    return found


@pytest.mark.parametrize(
    ("table", "example", "expected"),
    [
        ("a b c", None, [ROOT, ROOT, ROOT]),
        ("a b", {"a": 1}, [ROOT, ROOT]),
        ("code data{} id msg", {"code": 1, "data": {"id": 2}, "msg": 3}, [ROOT, ROOT, 1, ROOT]),
        ("data{} rows{} id total msg", {"data": {"rows": [{"id": 1}], "total": 2}, "msg": 3}, [ROOT, 0, 1, 0, ROOT]),
        ("data{} id data2{} id", {"data": {"id": 1}, "data2": {"id": 1}}, [ROOT, 0, ROOT, 2]),
        ("data{} msg msg", {"data": {"msg": 1}, "msg": 2}, [ROOT, 0, ROOT]),
        ("data{} msg", {"data": {"msg": 1}, "msg": 2}, [ROOT, None]),
        ("data{} id", {"other": 1}, [ROOT, None]),
        ("data{} id", None, [ROOT, None]),
        ("data{2} id name msg", None, [ROOT, 0, 0, ROOT]),
        ("a{2} b{1} c d e", None, [ROOT, 0, 1, 0, ROOT]),
        ("rows{12} total", {"rows": [], "total": 1}, [ROOT, ROOT]),
        ("a{} b{} c", {"a": {"b": {"c": 1}}}, [ROOT, 0, 1]),
        ("a{} b{} c d", {"a": {"b": {}, "c": 1}, "d": 1}, [ROOT, 0, 0, ROOT]),
        ("a{} x b{} x", {"a": {"x": 1}, "b": {"x": 1}}, [ROOT, 0, ROOT, 2]),
        ("a a", {"a": 1}, [ROOT, ROOT]),
        ("o{} a a a", {"o": {"a": 1}, "a": 1}, [ROOT, 0, ROOT, None]),
    ],
)
def test_rows_stand_where_the_example_has_them(
    table: str, example: JsonObject | None, expected: list[int | None]
) -> None:
    assert parents(rows(table), example) == expected


def test_what_takes_too_many_ways_is_not_decided() -> None:
    table = [FlatRow(f"a{n}", holds=True, said=None) for n in range(60)]
    assert parents(table, {})[1:] == [None] * 59
