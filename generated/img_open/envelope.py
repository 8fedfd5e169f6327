# GENERATED from generator/runtime/envelope.py by "make generate"; do not edit.
"""The envelope {code, msg, data} in which every answer comes: what is a success, and which error is everything else."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

import httpx

from .answers import Answer
from .codec import TEXT
from .drift import OnDrift
from .errors import DecodeError, StatusError, not_ok, shown, text_of
from .model import Model
from .reading import Reader, kind

_SUCCESS = "200"
_MSG_SHOWN = 600  # a refusal ends with what to do, and with the page
_M = TypeVar("_M", bound=Model)


def open_envelope(response: httpx.Response | Answer, reader: Reader) -> Mapping[str, Any]:
    """Return the envelope of a success.

    Raises StatusError for a refusal, told by the HTTP status or by `code`, and DecodeError for what is no envelope.
    """
    try:
        answer = json.loads(response.content)
    except (ValueError, RecursionError):
        answer = _Unreadable
    raw_code = answer.get("code") if isinstance(answer, Mapping) else None
    if response.status_code != 200 and (not isinstance(raw_code, str | int) or str(raw_code) == _SUCCESS):
        raise StatusError(not_ok(response), operation=reader.operation, response=response)
    if answer is _Unreadable:
        content = shown(text_of(response)) if response.content else "an empty body"
        raise DecodeError("", "JSON", content, operation=reader.operation, response=response)
    if not isinstance(answer, Mapping):
        raise reader.refuse(None, "an object", answer)
    code = TEXT.decode(raw_code, reader, (None, "code"))
    if code != _SUCCESS:
        msg = answer.get("msg")
        said = msg if isinstance(msg, str) else kind(msg)
        raise StatusError(
            f'the service answered code "{shown(code)}": {shown(said, _MSG_SHOWN)} (HTTP {response.status_code})',
            operation=reader.operation,
            response=response,
            code=code,
            msg=said,
        )
    return answer


class _Unreadable:
    """Stands for what is no JSON."""


def read_answer(model: type[_M], operation: str, response: httpx.Response, on_drift: OnDrift | None = None) -> _M:
    """Return the whole answer as a model, for the function modules. Raises StatusError and DecodeError."""
    reader = Reader(operation, on_drift, response)
    return model.decode(open_envelope(response, reader), reader, None)
