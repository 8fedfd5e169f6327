"""The client's public API as JSON, and what changed between two states of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from contract.values import Json, JsonObject
from shipping.describing import described, members_of_union
from shipping.signatures import signature_changes
from shipping.surface import Surface

FORM = 1  # of the JSON; raise it with every change, as an older one cannot be compared then


class Breakage(NamedTuple):
    """One change after which a program that was right may fail. `rule` is stable, `name` is the public name."""

    rule: str
    name: str
    text: str


class Addition(NamedTuple):
    """One thing that programs can use from now on."""

    rule: str
    name: str
    text: str


class FormChanged(ValueError):
    """Two states are not comparable, as one was written by another version of the kit."""


def dump(package: Path) -> JsonObject:
    """The public API of the client's source in that folder, in an order of its own. Raises SurfaceError."""
    surface = Surface(package)
    names: dict[str, JsonObject] = {key: described(surface, found) for key, found in surface.named.items()}
    names |= {key: {"kind": "same", "as": name} for key, name in surface.same.items()}
    return {"form": FORM, "names": {key: names[key] for key in sorted(names)}}


def breakages(before: JsonObject, after: JsonObject) -> list[Breakage]:
    """What of the one state is gone, or is demanded anew, in the other, in the order of rules. Raises FormChanged."""
    old, new = _names(before), _names(after)
    return sorted({change for name in old for change in _changes(name, old, new)})


def additions(before: JsonObject, after: JsonObject) -> list[Addition]:
    """What the one state has and the other had not. Raises FormChanged."""
    old, new = _names(before), _names(after)
    return sorted({change for name in new for change in _additions(name, old, new)})


def _names(state: JsonObject) -> dict[str, JsonObject]:
    if state.get("form") != FORM:
        raise FormChanged(
            f"expected a public API in form {FORM}, got form {state.get('form')!r}; dump that release's client anew"
        )
    names: dict[str, JsonObject] = state["names"]
    return names


def _changes(name: str, old: dict[str, JsonObject], new: dict[str, JsonObject]) -> Iterator[Breakage]:
    if name not in new:
        yield Breakage("name-removed", name, f"{name} is gone")
    elif old[name] != new[name]:  # another name of what is compared under its own is the same on both sides
        yield from _change(name, _resolved(name, old), _resolved(name, new))


def _additions(name: str, old: dict[str, JsonObject], new: dict[str, JsonObject]) -> Iterator[Addition]:
    if name not in old:
        yield Addition("name-added", name, f"{name} is new")
    elif old[name] != new[name]:
        yield from _added(name, _resolved(name, old), _resolved(name, new))


def _resolved(name: str, names: dict[str, JsonObject]) -> JsonObject:
    return names[names[name]["as"]] if names[name]["kind"] == "same" else names[name]


def _change(name: str, old: JsonObject, new: JsonObject) -> Iterator[Breakage]:
    if old["kind"] != new["kind"]:
        yield Breakage("kind-changed", name, f"{name} is {_a(new['kind'])}, and was {_a(old['kind'])}")
    elif old["kind"] == "class":
        yield from _change_of_class(name, old, new)
    elif old["kind"] == "function":
        yield from (Breakage(rule, f"{name}{place}", text) for rule, place, text in signature_changes(name, old, new))
    else:
        yield from _change_of_attribute(name, old, new)


def _change_of_class(name: str, old: JsonObject, new: JsonObject) -> Iterator[Breakage]:
    for base in old["bases"]:
        if base not in new["bases"]:
            yield Breakage(
                "base-removed", name, f"{name} is no {base} any more: what catches or asks for that misses it"
            )
    for member, was in old["members"].items():
        if member in new["members"]:
            yield from _change(f"{name}.{member}", was, new["members"][member])
        else:
            rule, what = _removed(member, was)
            yield Breakage(rule, f"{name}.{member}", f"{what} {name}.{member} is gone")


def _removed(member: str, was: JsonObject) -> tuple[str, str]:
    if was.get("enum"):
        return "enum-member-removed", "the enum's member"
    if was["kind"] == "attribute":
        return "attribute-removed", "the attribute"
    return "method-removed", "the constructor" if member == "__init__" else "the method"


def _change_of_attribute(name: str, old: JsonObject, new: JsonObject) -> Iterator[Breakage]:
    if old.get("value") != new.get("value") and "value" in old:
        rule = "enum-value-changed" if old.get("enum") else "value-changed"
        yield Breakage(rule, name, f"{name} is {_shown(new.get('value'))}, and was {_shown(old['value'])}")
    if old["settable"] and not new["settable"]:
        yield Breakage("attribute-read-only", name, f"{name} can no longer be set")
    if _type_breaks(old, new):
        text = f"{name} is of type {_shown(new['type'])}, and was of {_shown(old['type'])}"
        yield Breakage("attribute-type-changed", name, text)


def _type_breaks(old: JsonObject, new: JsonObject) -> bool:
    if not old["type"] or old["type"] == new["type"]:
        return False
    # What is only read may promise more; what is set as well may not.
    narrower = bool(new["type"]) and members_of_union(new["type"]) <= members_of_union(old["type"])
    return old["settable"] or not narrower


def _added(name: str, old: JsonObject, new: JsonObject) -> Iterator[Addition]:
    if old["kind"] == new["kind"] == "class":
        for member, now in new["members"].items():
            if member not in old["members"]:
                rule = "enum-member-added" if now.get("enum") else "member-added"
                yield Addition(rule, f"{name}.{member}", f"{name}.{member} is new")
            else:
                yield from _added(f"{name}.{member}", old["members"][member], now)
    elif old["kind"] == new["kind"] == "function":
        known = {row["name"] for row in old["parameters"]}
        for row in new["parameters"]:
            if row["name"] not in known:
                place = f"{name}({row['name']})"
                yield Addition("parameter-added", place, f"{name} takes {row['name']}")


def _a(kind: str) -> str:
    return f"an {kind}" if re.match("[aeiou]", kind) else f"a {kind}"


def _shown(value: Json) -> str:
    return str(value) if value else "nothing"
