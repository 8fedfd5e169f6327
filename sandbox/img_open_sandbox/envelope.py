"""The envelope of every answer: ``{code, msg, data}``.

Assumption: a refusal comes with HTTP 200 and another code than "200", in the numbers of HTTP. No page shows a refusal;
callers of the vendor's other services see it so. What is no answer of an operation (unknown path, crash, a foreign
host, the control paths) has the HTTP status too.
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse


class Refusal(Exception):
    """A request that is answered with another code than "200"; ``msg`` says what to do."""

    def __init__(self, code: str, msg: str) -> None:
        super().__init__(msg)
        self.code = code
        self.msg = msg


def success_body(data: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a success, as the pages' examples show it."""
    return {"code": "200", "msg": "success", "data": data}


def failure(code: str, msg: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The answer that refuses or fails."""
    return JSONResponse({"code": code, "msg": msg, "data": None}, status_code=status, headers=headers)


def shown(value: object, limit: int = 60) -> str:
    """A JSON value for a message: short, and always encodable."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= limit else text[:limit] + "..."
