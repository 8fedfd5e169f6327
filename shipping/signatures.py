"""What changed between two signatures: how a function may be called by griffe's own rules, types by ours.

griffe compares parameters well, and types, as of 2.4, not at all.
"""

from collections.abc import Iterator
from typing import NamedTuple

import griffe

from contract.values import JsonObject
from shipping.describing import members_of_union

_KINDS = {kind.name.replace("_", "-"): kind for kind in griffe.ParameterKind}
_RULES = {
    griffe.BreakageKind.PARAMETER_REMOVED: ("parameter-removed", "no longer takes {name}"),
    griffe.BreakageKind.PARAMETER_ADDED_REQUIRED: ("parameter-added-required", "demands {name}, which is new"),
    griffe.BreakageKind.PARAMETER_CHANGED_REQUIRED: ("parameter-required", "demands {name}, which could be left out"),
    griffe.BreakageKind.PARAMETER_CHANGED_KIND: (
        "parameter-kind-changed",
        "takes {name} as {new}, and as {old} before",
    ),
    griffe.BreakageKind.PARAMETER_MOVED: ("parameter-moved", "takes {name} at another position"),
    griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT: (
        "parameter-default-changed",
        "takes {new} for {name}, {old} before",
    ),
}


class Change(NamedTuple):
    """One change of a signature; `place` is "(name)" for a parameter, "" for the whole."""

    rule: str
    place: str
    text: str


def signature_changes(name: str, old: JsonObject, new: JsonObject) -> Iterator[Change]:
    """What a caller who was right may now do wrong."""
    if old["async"] != new["async"]:
        how = "has to be awaited now" if new["async"] else "is no longer awaited"
        yield Change("async-changed", "", f"{name} {how}")
    if old["binding"] != new["binding"]:
        text = f"{name} is bound to its {new['binding']}, and was to its {old['binding']}"
        yield Change("binding-changed", "", text)
    if "overloads" in old:
        yield from _overload_changes(name, old, new)
        return
    yield from _parameter_changes(name, old, new)
    if old["returns"] and not _is_part(new["returns"], old["returns"]):
        text = f"{name} returns {new['returns'] or 'what no annotation says'}, and returned {old['returns']}"
        yield Change("return-type-changed", "", text)


def _overload_changes(name: str, old: JsonObject, new: JsonObject) -> Iterator[Change]:
    others = new.get("overloads", [new])
    for overload in old["overloads"]:
        if not any(not list(signature_changes(name, overload, other)) for other in others):
            yield Change("overload-removed", "", f"{name} can no longer be called as {_written(overload)}")


def _written(overload: JsonObject) -> str:
    taken = ", ".join(f"{row['name']}: {row['type']}" for row in overload["parameters"])
    return f"({taken}) -> {overload['returns']}"


def _parameter_changes(name: str, old: JsonObject, new: JsonObject) -> Iterator[Change]:
    for found in griffe.find_breaking_changes(_module(old), _module(new)):
        if found.kind in _RULES:
            rule, text = _RULES[found.kind]
            was, now = _of(found.old_value), _of(found.new_value)
            parameter = (was or now or {})["name"]
            key = "default" if rule == "parameter-default-changed" else "kind"
            said = text.format(name=parameter, old=(was or {}).get(key), new=(now or {}).get(key))
            yield Change(rule, f"({parameter})", f"{name} {said}")
    types = {row["name"]: row["type"] for row in new["parameters"]}
    for row in old["parameters"]:
        now = types.get(row["name"], "")
        if now and row["type"] and not _is_part(row["type"], now):
            text = f"{name} takes {now} for {row['name']}, and took {row['type']}"
            yield Change("parameter-type-changed", f"({row['name']})", text)


def _of(parameter: griffe.Parameter | None) -> JsonObject | None:
    if parameter is None:
        return None
    kind = parameter.kind.value if parameter.kind else ""
    return {"name": parameter.name, "kind": kind, "default": parameter.default}


def _is_part(part: str, whole: str) -> bool:
    """Whether every value of the one type is one of the other, as far as unions tell it."""
    return part == whole or (bool(part) and members_of_union(part) <= members_of_union(whole))


def _module(function: JsonObject) -> griffe.Module:
    """The function in griffe's form, in a module of its own, as that is what griffe compares."""
    module = griffe.Module("m")
    parameters = griffe.Parameters(
        *(
            griffe.Parameter(row["name"], kind=_KINDS[row["kind"]], default=row["default"])
            for row in function["parameters"]
        )
    )
    module.set_member("f", griffe.Function("f", parameters=parameters, returns=function["returns"] or None))
    return module
