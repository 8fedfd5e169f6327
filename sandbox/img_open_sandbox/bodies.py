"""Read a request's body and check it against the spec's own schemas."""

import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from starlette.requests import Request

from img_open_sandbox.envelope import Refusal, shown
from img_open_sandbox.operations import Schema

# The sandbox's own limit; the pages name none.
BODY_LIMIT = 1_000_000


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
        value = json.loads(content.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_unique)
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


def check(instance: object, schema: Schema, *, at: str, page: str) -> None:
    """Refuse (400) what the schema refuses; ``at`` names the whole instance in the text."""
    errors = sorted(Draft202012Validator(schema).iter_errors(instance), key=lambda error: list(map(str, error.path)))
    if errors:
        problems = dict.fromkeys(problem for error in errors for problem in _problems(error, at))
        raise Refusal("400", f"{'; '.join(problems)}. See {page}")


def _problems(error: ValidationError, at: str) -> Iterator[str]:
    path = [str(part) for part in error.absolute_path]
    wanted: Any = error.validator_value
    instance: Any = error.instance
    if error.validator == "required":
        missing = (name for name in wanted if name not in instance)
        yield from (f"{'/'.join([*path, name])}: required, but it is missing" for name in missing)
        return
    yield f"{'/'.join(path) or at}: expected {_expectation(str(error.validator), wanted)}, got {shown(instance)}"


def _expectation(keyword: str, value: object) -> str:
    texts = {"type": "the type {}", "pattern": "a text that matches {}", "enum": "one of {}", "const": "{}"}
    text = value if isinstance(value, str) else shown(value)
    return texts.get(keyword, f"{keyword} {{}}").format(text)


def _refuse_constant(name: str) -> None:
    raise BodyError(f"body: expected JSON, got {name}, which is no JSON number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BodyError(f"body: expected each field once, got {shown(twice)} more than once")
    return fields
