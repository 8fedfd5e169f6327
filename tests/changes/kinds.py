"""Rules and their mirrors: what a change is called when before and after change places."""

import re

_PAIRS = (
    ("became-required", "became-optional"),
    ("became-nullable", "became-not-nullable"),
    ("became-enum", "no-longer-enum"),
    ("tightened", "widened"),
    ("narrowed", "widened"),
    ("appeared", "vanished"),
    ("fact-shown", "fact-no-longer-shown"),
    ("ladder-shortened", "ladder-extended"),
    ("page-documented", "page-undocumented"),
)


def kind(rule: str) -> str:
    """A name that a rule and its mirror share."""
    rule = re.sub(r"^new-(required|optional)-(request-.*)$", r"\2-removed", rule)
    rule = re.sub(r"^(response|callback)-(required|optional)-property-added$", r"\1-property-removed", rule)
    rule = rule.removesuffix("-added") + "-removed" if rule.endswith("-added") else rule
    for one, other in _PAIRS:
        for name in (one, other):
            if rule.endswith(name):
                return f"{rule.removesuffix(name)}{one}/{other}".replace("narrowed/widened", "tightened/widened")
    return rule
