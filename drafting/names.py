"""Names of operations, schemas and fields: in the field's words, unique, and usable as Python names."""

import builtins
import keyword
import re
from collections.abc import Iterable

from contract.facts import snake_case
from contract.lint_operations import TAGS
from drafting.refusal import DraftError

LONGEST = 60  # characters; the client's modules and classes carry the name
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_. -]{0,99}")
_OPERATION_ID = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# Each noun of the titles with the verb that an operation is called by.
_VERBS = {
    "changer": "change",
    "change": "change",
    "convert": "convert",
    "cutout": "cutOut",
    "detection": "detect",
    "enhancement": "enhance",
    "enlarge": "enlarge",
    "erase": "erase",
    "expansion": "expand",
    "extraction": "extract",
    "generation": "generate",
    "recognition": "recognize",
    "removal": "remove",
    "remove": "remove",
    "replace": "replace",
    "replacement": "replace",
    "restoration": "restore",
    "segmentation": "segment",
    "submit": "submit",
    "translation": "translate",
}
_GROUPS = {"AI image generation": "images", "task query": "tasks", "train model": "training"}
# Names that the generated classes and methods use themselves.
_TAKEN_FIELDS = {
    *("self", "cls", "to_dict", "from_dict", "additional_properties", "field", "wire", "named", "listed", "nullable"),
    *("key", "segment", "segments", "raw", "raw_async", "task_rules", "about_task", "new_business_task_id"),
}
_TAKEN_PARAMETERS = {"body", "client", "path", "kwargs", "response", "params", "headers", "cookies"}
_TAKEN_METHODS = {"submit", "wait", "wait_all", "with_raw_response", "with_options", "close"}


def tag_of(group: str) -> str:
    """The tag of a group of the navigation."""
    return _GROUPS.get(group, "tools")


def words(text: str) -> list[str]:
    """The words of a title or of a camelCase name, in lower case; other scripts than Latin have none."""
    return [word.lower() for word in _WORD.findall(text)]


def operation_id(title: str, path: str, taken: Iterable[str]) -> str:
    """A name like removeBackground, from the title or else from the path, that no name in ``taken`` has.

    Raises DraftError where neither has a word.
    """
    last = words(path.rpartition("/")[2]) if "{" not in path.rpartition("/")[2] else []
    if len(last) > 2 and last[0] in {"query", "list"} and last[-1] == "list":
        told = ["list", *last[1:-1]]
        told[-1] += "" if told[-1].endswith("s") else "s"
    else:
        titled = words(title)
        in_path = words(re.sub(r"{.*?}", "", path).partition("/saas/")[2] or path)
        told = _verb_first(titled if titled and not titled[0].isdigit() else in_path[-4:])
    name = _camel(told)
    if not _OPERATION_ID.fullmatch(name):
        raise DraftError(f"no operationId can be made of {title!r} and {path!r}: give one with --operation-id NAME")
    return unique(name, {*taken, *_TAKEN_METHODS}, longest=LONGEST)


def checked_operation_id(name: str, taken: Iterable[str]) -> str:
    """A name that somebody chose. Raises DraftError where it is none, or one that is there."""
    if not _OPERATION_ID.fullmatch(name) or len(name) > LONGEST or keyword.iskeyword(snake_case(name)):
        raise DraftError(f"--operation-id: expected a name like detectFaces of at most {LONGEST} letters, got {name!r}")
    if snake_case(name) in {snake_case(other) for other in (*taken, *_TAKEN_METHODS)}:
        raise DraftError(f"--operation-id: {name!r} is taken as {snake_case(name)}; choose another name")
    return name


def checked_tag(tag: str) -> str:
    """One of the four tags. Raises DraftError."""
    if tag not in TAGS:
        raise DraftError(f"--tag: expected one of {', '.join(TAGS)}, got {tag!r}")
    return tag


def class_name(*parts: str) -> str:
    """A name like RemoveBackgroundRequest."""
    return "".join(word[0].upper() + word[1:] for part in parts for word in _WORD.findall(part))


def unique(name: str, taken: Iterable[str], *, longest: int = LONGEST) -> str:
    """The name, cut where it is too long, with a number behind it where it is taken as a Python name."""
    there = {snake_case(other) for other in taken}
    cut = name[:longest]
    number, free = 1, cut
    while snake_case(free) in there or keyword.iskeyword(snake_case(free)) or snake_case(free) in dir(builtins):
        number += 1
        free = f"{cut}{number}"
    return free


def check_fields(place: str, names: Iterable[str], *, parameters: bool = False) -> None:
    """Raise DraftError where names of a table cannot be fields of one Python class, or keywords of one method."""
    seen: dict[str, str] = {}
    taken = {*_TAKEN_FIELDS, *(_TAKEN_PARAMETERS if parameters else ())}
    for name in names:
        python = snake_case(name).strip("_")
        if not _PLAIN.fullmatch(name) or name != name.strip():
            raise DraftError(
                f"{place}: expected names of Latin letters, digits, _ and - that begin with a letter, at most 100, got"
                f" {name[:120]!r}; if the page really says so, write the operation by hand"
            )
        if python in taken:
            raise DraftError(
                f"{place}: the field {name!r} would be {python}, a name that the generated client uses itself; write"
                " the operation by hand, or teach generator/ another name for it"
            )
        if python in seen:
            raise DraftError(
                f"{place}: the fields {seen[python]!r} and {name!r} would both be {python} in the client; if they are"
                " one field, leave one in the page's file, else write the operation by hand"
            )
        seen[python] = name


def _verb_first(told: list[str]) -> list[str]:
    for index, word in enumerate(told):
        if word in _VERBS and len(told) > 1:
            return [_VERBS[word], *told[:index], *told[index + 1 :]]
    return told


def _camel(told: list[str]) -> str:
    return "".join(word if not index else word[0].upper() + word[1:] for index, word in enumerate(told))
