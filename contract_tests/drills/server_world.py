"""A running sandbox, seen through one departure at a time, and the edges that ask it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from queue import Empty, Queue

from contract.driving import Answer, Server
from contract.fuzz import fuzz
from contract.mismatch import Mismatch, Report
from contract.spec import Operation, Spec
from contract.tasks import questions, questions_to
from contract.values import ABSENT, Json
from contract_tests import answering
from contract_tests.drifting import departing
from contract_tests.drills.forking import forked
from contract_tests.drills.server_drifts import Departing, let_keys_be, own_path
from contract_tests.servers import BLANK, FLAGS, PORTRAIT
from contract_tests.witnesses import PAGES, RECORDINGS, SPEC
from img_open_sandbox.process import Sandbox, running

EDGE_ASKED = {
    "recordings": "recordings-server",
    "spec": "spec-server",
    "pages": "pages-server",
    "keys": "spec-server",
    "unknown": "spec-server",
    "callback": "spec-server",
    "fuzz": "spec-server",
    "client": "client-server",
}
_CALLBACK_S = 10.0
_NOBODY = "http://127.0.0.1:9/finished"
_CLIENT_S = 60.0


@contextmanager
def drilled() -> Iterator[Sandbox]:
    """A sandbox to drill."""
    with running(*FLAGS) as sandbox:
        let_keys_be(sandbox.headers)
        yield sandbox


@cache
def narrow(operation_id: str) -> Spec:
    """The spec with this operation alone; of a query's submitters the first stays, whose answer was recorded."""
    operation = SPEC.operations[operation_id]
    kept = {operation.path}
    for question in [*questions_to(SPEC, operation)[-1:], *questions(SPEC, operation)]:
        kept |= {question.submitter.path, question.query.path}
    return Spec({**SPEC.document, "paths": {path: SPEC.document["paths"][path] for path in sorted(kept)}})


def heard(sandbox: Sandbox, operation: Operation, drift: Departing) -> list[Mismatch]:
    """What the edge says that the drift's `asked` names, of a server that departs so."""
    if drift.asked == "callback":
        return _called_back(sandbox, operation, drift).mismatches
    departures = departing(
        sandbox, drift.departure, own_path(operation), arriving=drift.arriving, posting=drift.posting
    )
    with departures as server:
        return _ASK[drift.asked](server, operation).mismatches


def alarms(sandbox: Sandbox, operation: Operation) -> list[Mismatch]:
    """What every edge says of a server that does not depart."""
    asked = [name for name in EDGE_ASKED if _has(name, operation)]
    sound = [Departing("", "", name, ("",)) for name in asked]
    return [mismatch for drift in sound for mismatch in heard(sandbox, operation, drift)]


def _has(asked: str, operation: Operation) -> bool:
    needed = {"callback": bool(operation.callback), "unknown": "x-task-answer" in operation.raw}
    return needed.get(asked, True)


def _answers(server: Server, operation: Operation) -> list[Answer]:
    return answering.answers_of(server, narrow(operation.operation_id), operation, PORTRAIT)


def _recordings(server: Server, operation: Operation) -> Report:
    spec = narrow(operation.operation_id)
    return answering.against_recordings(_answers(server, operation), spec, operation, RECORDINGS)


def _spec(server: Server, operation: Operation) -> Report:
    return answering.against_spec(_answers(server, operation), narrow(operation.operation_id), operation)


def _page(server: Server, operation: Operation) -> Report:
    return answering.against_page(_answers(server, operation), PAGES.pages[operation.slug], operation)


def _called_back(sandbox: Sandbox, operation: Operation, drift: Departing) -> Report:
    """The proxy is the receiver too."""
    events: Queue[Json] = Queue()

    def posted(content: bytes) -> None:
        made = content if drift.posting is None else drift.posting(content)
        events.put(ABSENT if made is None else json.loads(made))

    with departing(sandbox, ending=own_path(operation), posting=posted) as server:
        answering.call_back(server, operation, _NOBODY, PORTRAIT)
        try:
            return answering.compare_callback(operation, events.get(timeout=_CALLBACK_S), RECORDINGS)
        except Empty:
            return answering.compare_callback(operation, ABSENT, RECORDINGS)


def _fuzz(server: Server, operation: Operation) -> Report:
    server.control("POST", "reset")
    server.control("PUT", "progress", json={"progress": "looks:1000"})  # no picture is made
    spec = Spec({**SPEC.document, "paths": {operation.path: SPEC.document["paths"][operation.path]}})
    return fuzz(spec, server.url, server.headers, [server.upload(BLANK)], max_examples=3)


def _client(server: Server, operation: Operation) -> Report:
    def made() -> list[list[Json]]:
        from contract_tests.doing import job  # noqa: PLC0415  # the client, which the parent must not import
        from img_open.transport import SyncTransport  # noqa: PLC0415

        SyncTransport.sleep = lambda *_: None  # type: ignore[method-assign]  # looks make the tasks progress
        return [list(m) for m in _packed(job(server, narrow(operation.operation_id), operation, "sync", PORTRAIT))]

    report = Report("client-server")
    report.mismatches = [Mismatch(*packed) for packed in forked(made, _CLIENT_S)]
    return report


def _packed(report: Report) -> Iterator[tuple[Json, ...]]:
    for m in report.mismatches:
        yield m.edge, m.operation, m.pointer, str(m.expected), str(m.actual), m.source, m.do


_ASK: dict[str, Callable[[Sandbox, Operation], Report]] = {
    "recordings": _recordings,
    "spec": _spec,
    "pages": _page,
    "keys": lambda server, operation: answering.keys_are_looked_at(server, SPEC, operation),
    "unknown": lambda server, operation: answering.unknown_task(server, SPEC, operation),
    "fuzz": _fuzz,
    "client": _client,
}
