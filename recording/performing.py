"""Performing cases over plain HTTP, politely; what comes back is redacted before anything else sees it."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlencode

import httpx

from contract.har import Content
from contract.recordings import Recording
from contract.secret_signs import digest_of
from contract.values import ABSENT, Json, at
from recording.cases import Case, CaseError, Step, Values
from recording.redaction import redactor
from recording.server import Target, is_loopback
from recording.writing import Wire, path_of, recorded, shown_server

_CALL_S = 60.0
_MOST_BYTES = 32 * 1024 * 1024
_KEPT_BYTES = 1024 * 1024


class Stop(Exception):
    """No further call may be made; the text says why."""


class Pace:
    """How many calls may be made, and how fast. Time is what `now` and `sleep` say it is, in seconds."""

    def __init__(
        self,
        budget: int,
        rate: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.budget, self.calls, self.now, self.sleep = budget, 0, now, sleep
        self._apart, self._next = 1 / rate, 0.0
        self.slower = False

    def turn(self) -> None:
        """Wait until the next call may be made; raises Stop when there may be none."""
        if self.slower:
            raise Stop("the server asked for fewer calls (HTTP 429)")
        if self.calls >= self.budget:
            raise Stop(f"the budget of {self.budget} calls is used up; --budget allows more")
        if (wait := self._next - self.now()) > 0:
            self.sleep(wait)
        self._next = self.now() + self._apart
        self.calls += 1


@dataclass(frozen=True)
class Done:
    """One step that was performed: all of it redacted."""

    case: Case
    step: Step
    parameters: Mapping[str, str]
    recording: Recording | None
    """None where no answer came."""
    failure: str = ""
    """Why no answer came, or why it is not what the case waits for."""
    seconds: float = 0.0


def perform(case: Case, target: Target, pace: Pace, root: Path) -> Iterator[Done]:
    """Perform a case step by step. Raises Stop when no further call may be made, CaseError, and Refused."""
    headers = {"Accept": "application/json", "User-Agent": "img-open-recorder"}
    own = is_loopback(target.url)  # a proxy has nothing to do with a server of this machine
    with httpx.Client(headers=headers, timeout=_CALL_S, follow_redirects=False, trust_env=not own) as client:
        session = _Session(case, target, pace, client, Values(_picture(case, target, client, root)))
        for step in case.steps:
            done, answer = session.ask(step)
            tries = 1
            while step.until and not done.failure and _as_expected(step, answer) and not _reached(step, answer):
                if tries == step.until.tries:
                    done = _unmet(done)
                    break
                pace.sleep(step.until.every)
                done, answer = session.ask(step)
                tries += 1
            yield done
            if done.failure or not _as_expected(step, answer):
                return
            session.values.keep(step.name, answer)


@dataclass(frozen=True)
class _Session:
    case: Case
    target: Target
    pace: Pace
    client: httpx.Client
    values: Values
    bodies: list[Json] = field(default_factory=list)
    """What was sent so far: a callback address of an earlier step is a secret in the later ones too."""

    def ask(self, step: Step) -> tuple[Done, Json]:
        """Make one call. Beside what is done its JSON answer as it came, for later steps; that is never written."""
        operation, target, pace = step.operation, self.target, self.pace
        parameters = {name: str(value) for name, value in self.values.filled(step.path_parameters).items()}
        query, body = self.values.filled(step.query), self.values.filled(step.body)
        sent = b"" if body is ABSENT else json.dumps(body, ensure_ascii=False).encode()
        headers = dict(zip(operation.key_headers, target.keys, strict=False))
        headers |= {"Content-Type": "application/json"} if sent else {}
        url = f"{target.url}{path_of(operation, parameters)}{'?' + urlencode(query) if query else ''}"
        self.bodies.append(body)
        clean = redactor(target.keys, self.bodies, [(target.url, shown_server(operation, target.kind))])
        pace.turn()
        began = pace.now()
        try:
            with self.client.stream(operation.method, url, content=sent, headers=headers) as response:
                status, media_type = response.status_code, response.headers.get("Content-Type", "")
                came = _read(response, pace, began)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            told = clean.text(f"{type(error).__name__}: {error}")
            return Done(self.case, step, {}, None, f"no answer came: {told}", pace.now() - began), ABSENT
        pace.slower |= status == 429
        wire = Wire(parameters, query, sent, status, media_type, came)
        recording = recorded(operation, target, clean, wire, name=self._name(step))
        shown = {name: clean.text(value) for name, value in parameters.items()}
        answer = _json(came) if isinstance(came, bytes) else ABSENT
        return Done(self.case, step, shown, recording, "", pace.now() - began), answer

    def _name(self, step: Step) -> str:
        first = step is self.case.steps[0]
        return f"{self.target.kind}-{self.case.name}" + ("" if first else f"-{step.name}")


def _picture(case: Case, target: Target, client: httpx.Client, root: Path) -> str | None:
    if case.upload is None or target.picture:
        return target.picture
    if target.kind != "sandbox":
        raise CaseError("it needs a picture at a URL that the service can reach; give --picture URL")
    path = (root / case.upload).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file():
        raise CaseError(f"upload: expected a file of this repository, got {case.upload!r}")
    try:
        answer = client.post(f"{target.url}/_sandbox/files", content=path.read_bytes())
        return str(answer.raise_for_status().json()["url"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"upload: expected a sandbox that takes pictures, got {type(error).__name__}") from None


def _read(response: httpx.Response, pace: Pace, began: float) -> bytes | Content:
    """A body; of one that is too long to be kept, its hash."""
    kept, hashed, size = bytearray(), hashlib.sha256(), 0
    for piece in response.iter_bytes():
        size += len(piece)
        hashed.update(piece)
        if size <= _KEPT_BYTES:
            kept += piece
        if size > _MOST_BYTES or pace.now() - began > _CALL_S:
            raise ValueError(f"expected an answer of at most {_MOST_BYTES} bytes within {_CALL_S:g} s")
    if size <= _KEPT_BYTES:
        return bytes(kept)
    return Content("", "", f"not kept, more than {_KEPT_BYTES} bytes: {digest_of(hashed.hexdigest(), size)}")


def _as_expected(step: Step, answer: Json) -> bool:
    return step.code is None or str(at(answer, "/code")) == step.code


def _reached(step: Step, answer: Json) -> bool:
    assert step.until is not None
    return str(at(answer, step.until.at)) in step.until.values


def _unmet(done: Done) -> Done:
    until = done.step.until
    assert until is not None
    wanted = f"one of {', '.join(until.values)} at {until.at}"
    return replace(done, failure=f"asked {until.tries} times: expected {wanted}, which did not come")


def _json(content: bytes) -> Json:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return ABSENT
