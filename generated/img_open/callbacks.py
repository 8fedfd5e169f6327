# GENERATED from generator/runtime/callbacks.py by "make generate"; do not edit.
"""Callbacks: what the service posts to a callbackUrl, read as the answer to a question is, and URLs that carry a token.

The service signs nothing. `callback_url` makes a URL that only a holder of the secret can make; img_open.receiver
checks it.
"""

import hmac
import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from importlib import import_module
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from attrs import field, frozen

from .codec import TEXT
from .drift import OnDrift
from .errors import ArgumentError, ConfigurationError, DecodeError, shown
from .polling import State, TaskRules
from .reading import Reader, kind, look_up, place
from .types import UNSET

ENV_SECRET = "IMG_OPEN_CALLBACK_SECRET"  # noqa: S105  # the variable's name
_SHORTEST_SECRET = 16  # characters
_LONGEST_ID = 255  # characters; not every database indexes more
_ID, _OPERATION, _TOKEN = _PARAMETERS = "img_open_id", "img_open_operation", "img_open_token"
_OWN_ID_AT = ("/data/businessTaskId",)
_TASK_ID_AT = ("/data/taskId", "/data/task_id", "/data/id_task")  # tools; Stable Diffusion: query V1, query V2
_SUCCESS = "200"


@frozen
class Event:
    """What a callback tells of a task.

    `operation` is the operationId that started it, None where that is not known. `business_task_id` is the caller's own
    id of it, or the service's where no other is known; `task_id` is the service's. `answer` is the JSON envelope as it
    came.
    """

    operation: str | None
    business_task_id: str
    task_id: str | None
    state: State
    answer: Mapping[str, Any] = field(repr=False, hash=False)

    @property
    def ended(self) -> bool:
        """Whether this is an outcome, which nothing that comes later can change."""
        return self.state is not State.WAITING

    @property
    def asked_id(self) -> str:
        """The id by which the service is asked for the task: what `task.business_task_id` is at the task that waits."""
        by_key = _rules(self.operation).by_key or self.task_id is None
        return self.business_task_id if by_key else str(self.task_id)

    @property
    def result(self) -> Any:
        """What `task.wait()` returns, or the raw JSON for an operation that is not known; None until the task is done.

        Raises DecodeError.
        """
        return self._decoded(Reader(self.operation))

    def _decoded(self, reader: Reader) -> Any:
        if self.state is not State.DONE:
            return None
        rules = _rules(self.operation)
        return rules.result.decode(look_up(self.answer, rules.result_at), reader, place(rules.result_at))


def parse(
    body: bytes,
    operation: str | None = None,
    on_drift: OnDrift | None = None,
    *,
    business_task_id: str | None = None,
) -> Event:
    """Read what was posted. Raises DecodeError, with the JSON pointer of what cannot be read.

    Assumed, as no page shows what is posted: it is the body of the answer to the task's own question, an envelope
    {code, msg, data}. An envelope whose code is not "200" tells of a task that failed.

    Args:
        body: as it came.
        operation: operationId that started the task, such as "detectFaces". Without it the result stays raw, and what
            is filled decides whether it is there.
        on_drift: called with each Drift.
        business_task_id: the caller's own id, for a body that names the service's only, as some operations' does.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        came = shown(body.decode("utf-8", "replace")) if body else "an empty body"
        raise DecodeError("", "JSON", came, operation=operation) from None
    return event_from(answer, operation, on_drift, business_task_id)


def event_from(answer: Any, operation: str | None, on_drift: OnDrift | None, business_task_id: str | None) -> Event:
    """Read an envelope, as `parse` does. Raises DecodeError."""
    reader, rules = Reader(operation, on_drift), _rules(operation)
    if not isinstance(answer, Mapping):
        raise reader.refuse(None, "an object", answer)
    succeeded = TEXT.decode(answer.get("code", UNSET), reader, (None, "code")) == _SUCCESS
    if succeeded and not isinstance(look_up(answer, rules.result_at), Mapping):
        raise reader.refuse(place(rules.result_at), "an object", look_up(answer, rules.result_at))
    task_id = _id(answer, _TASK_ID_AT, reader)
    own_id = _id(answer, _OWN_ID_AT, reader) or business_task_id or task_id
    if own_id is None:
        expected = f"the task's id there or at one of {', '.join(_TASK_ID_AT)}"
        raise reader.refuse(place(_OWN_ID_AT[0]), expected, look_up(answer, _OWN_ID_AT[0]))
    state = rules.judge(answer) if succeeded else State.FAILED
    event = Event(operation, own_id, task_id, state, answer)
    event._decoded(reader)  # now, so that what cannot be read is told to the sender
    return event


def _id(answer: Mapping[str, Any], places: tuple[str, ...], reader: Reader) -> str | None:
    for at in places:
        if (raw := look_up(answer, at)) in (UNSET, None, ""):
            continue
        text = TEXT.decode(raw, reader, place(at))
        if not text.isprintable() or len(text) > _LONGEST_ID:
            raise reader.refuse(place(at), f"at most {_LONGEST_ID} printable characters", raw)
        return text
    return None


def _rules(operation: str | None) -> TaskRules:
    known = import_module(".task_rules", __package__)  # generated, so that no checker finds it beside this file
    rules: TaskRules = known.ANY_TOOL
    if operation is not None:
        try:
            rules = known.rules_for(operation)
        except ArgumentError:  # of another version of the client
            return rules
    return rules


@frozen
class Ticket:
    """The task that a callback URL was made for."""

    operation: str | None
    business_task_id: str


class Signer:
    """Makes and checks the tokens of callback URLs; the secret cannot be had from it."""

    def __init__(self, secret: str | None = None) -> None:
        self._keyed = hmac.new(_key(secret), digestmod="sha256")

    def token(self, ticket: Ticket) -> str:
        """Return what the URL of a task carries to show that it was made here: HMAC-SHA256, 43 letters of base64url."""
        keyed = self._keyed.copy()
        # As a list in JSON, so that no two tasks are written alike.
        keyed.update(json.dumps(["img_open callback", ticket.operation, ticket.business_task_id]).encode("ascii"))
        return urlsafe_b64encode(keyed.digest()).rstrip(b"=").decode("ascii")

    def opened(self, query: str) -> Ticket | None:
        """Return the task that a URL's query names, or None where its token is not this task's."""
        try:
            pairs = parse_qsl(query, keep_blank_values=True)
        except ValueError:
            return None
        given = dict(pair for pair in pairs if pair[0] in _PARAMETERS)
        if len(given) != sum(name in _PARAMETERS for name, _ in pairs) or not {_ID, _TOKEN} <= given.keys():
            return None
        ticket = Ticket(given.get(_OPERATION), given[_ID])
        came = given[_TOKEN].encode("utf-8", "replace")
        return ticket if hmac.compare_digest(self.token(ticket).encode("ascii"), came) else None

    def __repr__(self) -> str:
        return "<Signer>"

    def __reduce__(self) -> Any:
        raise TypeError("a callback secret is not pickled: make another Receiver there")


def callback_url(base: str, business_task_id: str, *, operation: str | None = None, secret: str | None = None) -> str:
    """Return the callbackUrl of one task, with a token by which a Receiver knows that it was made here.

    Args:
        base: URL at which the Receiver is reached from outside; its own query is kept.
        business_task_id: the caller's own id of the task, the same as in the submit.
        operation: operationId that is submitted, such as "detectFaces"; without it results stay raw.
        secret: at least 16 characters, the Receiver's; else from IMG_OPEN_CALLBACK_SECRET.

    Raises:
        ArgumentError, ConfigurationError
    """
    query = _checked(base).query
    if taken := {name for name, _ in parse_qsl(query, keep_blank_values=True)}.intersection(_PARAMETERS):
        raise ArgumentError(
            f"base: expected a URL without {_ID} and the like, got one that has {', '.join(sorted(taken))}"
        )
    if not isinstance(business_task_id, str):
        raise ArgumentError(f"business_task_id: expected a text, got {kind(business_task_id)}")
    if not 0 < len(business_task_id) <= _LONGEST_ID or not business_task_id.isprintable():
        expected = f"1 to {_LONGEST_ID} printable characters"
        raise ArgumentError(f'business_task_id: expected {expected}, got "{shown(business_task_id)}"')
    if operation is not None:
        import_module(".task_rules", __package__).rules_for(operation)  # refuses one that does not exist
    ticket = Ticket(operation, business_task_id)
    values = {_ID: business_task_id, _OPERATION: operation, _TOKEN: Signer(secret).token(ticket)}
    added = urlencode({name: value for name, value in values.items() if value is not None}, quote_via=quote)
    between = "" if base.endswith(("?", "&")) else "&" if "?" in base else "?"
    return base + between + added


def _checked(base: str) -> SplitResult:
    expected = "base: expected such as https://example.com/img-open/callback"
    if not isinstance(base, str):
        raise ArgumentError(f"{expected}, got {kind(base)}")
    head = base.partition("?")[0]
    if "@" in head:
        raise ArgumentError(f"{expected}, without user and password, got a URL with @ in it")
    got = shown(head)  # what is in the query may be nobody's business
    try:
        url = urlsplit(base)
        whole = url.scheme in {"http", "https"} and url.hostname and (url.port is None or url.port > 0)
    except ValueError as error:
        raise ArgumentError(f'{expected}, got "{got}": {error}') from None
    if not whole:
        raise ArgumentError(f'{expected}, with http or https and a host, got "{got}"')
    if "#" in base:
        raise ArgumentError(f'{expected}, without a fragment (#), got one after "{got.partition("#")[0]}"')
    if not base.isascii() or not base.isprintable() or " " in base:
        raise ArgumentError(f'{expected}, in printable ASCII without blanks, got "{got}"')
    return url


def _key(secret: str | None) -> bytes:
    """Return the secret as the key of the tokens. Raises ConfigurationError, which never shows it."""
    found = os.environ.get(ENV_SECRET) if secret is None else secret
    expected = f"callback secret: expected at least {_SHORTEST_SECRET} characters in secret=... or {ENV_SECRET}"
    if not isinstance(found, str) or not found:
        raise ConfigurationError(
            f"{expected}, got none; make one: python -c 'import secrets; print(secrets.token_hex())'"
        )
    if len(found) < _SHORTEST_SECRET:
        raise ConfigurationError(f"{expected}, got {len(found)}")
    key = found.encode("utf-8", "replace")
    if key.decode("utf-8") != found:  # not told by encode, whose error has the secret
        raise ConfigurationError(f"{expected}, got one that is no Unicode text")
    return key
