"""The witness that is no document: recorded exchanges, one HAR file each."""

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from contract.documents import load_in_form
from contract.values import ABSENT, Json, JsonObject, Words

FOLDER = "contract_tests/recordings"
NOT_JSON = Words("no JSON")


@dataclass(frozen=True)
class Recording:
    """One exchange with the service, or one that a page documents."""

    operation_id: str
    name: str
    har: JsonObject

    @property
    def file(self) -> str:
        """Where it stands, for messages."""
        return f"{FOLDER}/{self.operation_id}/{self.name}.har"

    @property
    def kind(self) -> str:
        """Who answered: documented, sandbox or live."""
        return str(self.har["log"]["_source"]["kind"])

    @property
    def request(self) -> JsonObject:
        """The request as HAR has it."""
        return self.har["log"]["entries"][0]["request"]  # type: ignore[no-any-return]

    @property
    def response(self) -> JsonObject:
        """The response as HAR has it."""
        return self.har["log"]["entries"][0]["response"]  # type: ignore[no-any-return]

    @property
    def path(self) -> str:
        """The request's path as it was on the wire."""
        return urlsplit(self.request["url"]).path

    @property
    def query(self) -> dict[str, str]:
        """The request's query parameters."""
        return dict(parse_qsl(urlsplit(self.request["url"]).query, keep_blank_values=True))

    @property
    def request_body(self) -> Json:
        """The request's body as JSON; ABSENT without one, NOT_JSON when it is none."""
        return _json(self.request.get("postData", {}))

    @property
    def has_response(self) -> bool:
        """Whether an answer is known; status 0 stands for a request of which only the sending is documented."""
        return bool(self.response["status"])

    @property
    def response_body(self) -> Json:
        """The answer's body as JSON; ABSENT without one, NOT_JSON when it is none."""
        return _json(self.response["content"])


def load_recordings(folder: Path) -> list[Recording]:
    """Every recording; raises FormError when a file is no HAR 1.2 with one entry and its source."""
    form = folder / "recording.schema.yaml"
    return [Recording(p.parent.name, p.stem, load_in_form(p, form)) for p in sorted(folder.glob("*/*.har"))]


def media_type(message: JsonObject) -> str:
    """The media type of a HAR body, without its parameters."""
    return str(message.get("mimeType", "")).partition(";")[0].strip()


def _json(message: JsonObject) -> Json:
    if not message.get("text"):
        return ABSENT
    try:
        return json.loads(message["text"])
    except ValueError:
        return NOT_JSON
