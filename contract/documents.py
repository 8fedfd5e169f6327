"""Read the hand-written YAML files; refuse what is not in their documented form."""

import json
from collections.abc import Hashable
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from contract.values import Json, join


class FormError(ValueError):
    """A file is not in its documented form; the text names file, place, key and what is allowed there."""


# libyaml's parser reads the same ten times as fast; PyYAML has it wherever it came as a wheel
PARSER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(PARSER):  # type: ignore[misc, valid-type]  # which of the two is known when it runs
    """YAML in which a key that stands twice is an error, not the last one's victory."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Json]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                place = key_node.start_mark
                raise FormError(f"{place.name}, line {place.line + 1}: the key {key!r} stands twice; keep one of them")
            seen.add(key)
        made: dict[Hashable, Json] = super().construct_mapping(node, deep)
        return made


def load_yaml(path: Path) -> Json:
    """The content of a YAML file, with no key twice in a mapping."""
    with path.open("rb") as stream:
        try:
            return _unshared(yaml.load(stream, _Loader))  # noqa: S506 - a SafeLoader of our own
        except yaml.YAMLError as error:
            raise FormError(f"{path}: not YAML: {error}") from error


def _unshared(node: Json) -> Json:
    """What an alias repeats as a copy of its own, so that a change of one place changes that place alone."""
    if isinstance(node, dict):
        return {key: _unshared(child) for key, child in node.items()}
    return [_unshared(child) for child in node] if isinstance(node, list) else node


def _load_json(path: Path) -> Json:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise FormError(f"{path}: not JSON: {error}") from error


def load_in_form(path: Path, schema: Path) -> Json:
    """The content of a YAML file (or a HAR one, which is JSON) that must follow a JSON Schema."""
    content = _load_json(path) if path.suffix == ".har" else load_yaml(path)
    errors = sorted(Draft202012Validator(load_yaml(schema)).iter_errors(content), key=lambda e: list(map(str, e.path)))
    if errors:
        told = "\n".join(f"  {line}" for error in errors for line in _tell(error))
        raise FormError(f"{path} is not in the form of {schema}:\n{told}")
    return content


def _tell(error: ValidationError) -> list[str]:
    place = join("", *error.absolute_path) or "the whole file"
    schema: Json = error.schema
    if error.validator == "additionalProperties" and "properties" in schema:
        allowed = schema["properties"]
        found: Json = error.instance
        unknown = [key for key in found if key not in allowed]
        return [f"{place}: unknown key {key!r}; allowed: {', '.join(sorted(allowed))}" for key in unknown]
    return [f"{place}: {error.message}"]
