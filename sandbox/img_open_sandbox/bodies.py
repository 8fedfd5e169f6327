"""Read a request's body and check it against the spec's own schemas."""

import json
import math
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NoReturn

from jsonschema import Draft202012Validator, ValidationError
from starlette.requests import Request

from img_open_sandbox.envelope import Refusal, shown
from img_open_sandbox.operations import Schema

# The sandbox's own limit; the pages name none.
BODY_LIMIT = 1_000_000
PROBLEMS_MAX = 20  # of one refusal; a list may have a hundred thousand


async def read_limited(request: Request, limit: int) -> bytes | None:
    """The body, or None when it is longer than ``limit`` bytes."""
    content = bytearray()
    # Read to the end even when it is too long: a caller that is cut off while sending never sees the answer.
    async for chunk in request.stream():
        if len(content) <= limit:
            content += chunk[: limit + 1 - len(content)]
    return bytes(content) if len(content) <= limit else None


class BodyError(Exception):
    """Why a body cannot be read; the text says what was expected and what came."""


def parse_object(content: bytes) -> dict[str, Any]:
    """Parse a JSON object strictly. Raises BodyError."""
    if not content.strip():
        raise BodyError("body: expected a JSON object, but it is empty")
    try:
        value = json.loads(
            content.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_float=_number,
            object_pairs_hook=_unique,
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise BodyError(f"body: expected UTF-8, but byte {error.start} is not") from error
    except UnicodeEncodeError as error:
        raise BodyError("body: expected Unicode text, but an escape such as \\ud800 stands for half a pair") from error
    except RecursionError as error:
        raise BodyError("body: expected plain fields, but it is nested too deeply to read") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BodyError(f"body: expected a JSON object, but it is not JSON: {error.msg} at {where}") from error
    except ValueError as error:
        raise BodyError("body: expected numbers that can be read, got one with thousands of digits") from error
    if not isinstance(value, dict):
        raise BodyError(f"body: expected a JSON object, got {shown(value)}")
    return value


def own_names(body: Mapping[str, Any], aliases: Mapping[str, str]) -> dict[str, Any]:
    """The body under the fields' own names; where a field has two values, that under its own name counts."""
    renamed = {aliases[name]: value for name, value in body.items() if name in aliases}
    return renamed | {name: value for name, value in body.items() if name not in aliases}


def check(instance: object, schema: Schema, *, at: str, page: str) -> None:
    """Refuse (400) what the schema refuses; ``at`` names the whole instance in the text."""
    found = islice(Draft202012Validator(schema).iter_errors(instance), PROBLEMS_MAX)
    errors = sorted(found, key=lambda error: list(map(str, error.path)))
    if errors:
        problems = dict.fromkeys(problem for error in errors for problem in _problems(error, at))
        raise Refusal("400", f"{'; '.join(problems)}. See {page}")


def _problems(error: ValidationError, at: str) -> Iterator[str]:
    path = [str(part) for part in error.absolute_path]
    missing = _missing(str(error.validator), error.validator_value, error.instance)
    if missing:
        yield from (f"{'/'.join([*path, name])}: required, but it is missing" for name in missing)
        return
    schema: Schema = error.schema if isinstance(error.schema, Mapping) else {}
    expected = _expectation(str(error.validator), error.validator_value, schema)
    yield f"{'/'.join(path) or at}: expected {expected}, got {shown(error.instance)}"


def _missing(keyword: str, wanted: Any, instance: Any) -> list[str]:
    """The fields that are missing; one that has a second name is given with it."""
    if keyword == "required":
        return [name for name in wanted if name not in instance]
    if keyword == "anyOf" and all(set(choice) == {"required"} for choice in wanted):
        own, *others = (" and ".join(choice["required"]) for choice in wanted)
        return [f"{own} (or {' or '.join(others)})"]
    return []


def _expectation(keyword: str, value: Any, schema: Schema) -> str:
    if keyword in {"minimum", "maximum", "not"} and (bounds := _bounds(schema)):
        return bounds
    if keyword == "pattern" and "x-minimum" in schema:
        return f"a number from {schema['x-minimum']} to {schema['x-maximum']} as a text"
    texts = {
        "type": "the type {}",
        "pattern": "a text that matches {}",
        "enum": "one of {}",
        "const": "{}",
        "maxLength": "at most {} characters",
        "minItems": "at least {} items",
        "maxItems": "at most {} items",
    }
    if keyword == "type" and isinstance(value, list):
        value = " or ".join(value)
    text = value if isinstance(value, str) else shown(value)
    return texts.get(keyword, f"{keyword} {{}}").format(text)


def _bounds(schema: Schema) -> str | None:
    """The numbers that a schema lets through: a range, or one number and a range (``not`` cuts out what is between)."""
    low, high = schema.get("minimum"), schema.get("maximum")
    gap = schema.get("not", {})
    if gap:
        if gap != {"exclusiveMinimum": low, "exclusiveMaximum": gap.get("exclusiveMaximum")}:
            return None
        return f"{low} or {gap['exclusiveMaximum']} to {high}"
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"at least {low}" if high is None else f"at most {high}"


def _refuse_constant(name: str) -> NoReturn:
    raise BodyError(f"body: expected JSON, got {name}, which is no JSON number")


def _number(text: str) -> int | float:
    number = float(text)
    if not math.isfinite(number):
        raise BodyError(f"body: expected numbers up to {sys.float_info.max:.1e}, got {text[:60]}")
    return int(number) if number.is_integer() else number  # 2.0 is an integer for JSON Schema


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BodyError(f"body: expected each field once, got {shown(twice)} more than once")
    return fields
