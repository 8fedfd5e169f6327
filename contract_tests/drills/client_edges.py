"""The edges of the generated client for one operation; it imports the client, whichever stands first on sys.path."""

from collections.abc import Iterator

import httpx

from contract.mismatch import Mismatch, Report
from contract.spec import Operation
from contract_tests.calls import MODES
from contract_tests.client_rules import compare_enum, compare_rules
from contract_tests.client_shape import compare_method, compare_model
from contract_tests.client_wire import compare_read, compare_sent
from contract_tests.drills.client_drifts import request_model, result_model
from contract_tests.replay import replay
from contract_tests.witnesses import RECORDINGS, SPEC
from img_open import AsyncImgOpen, ImgOpen, models, task_rules


def reports(operation: Operation) -> Iterator[Report]:
    """What each edge says, the quick ones first."""
    for name in (request_model(operation), result_model(operation)):
        if name:
            yield _as_of(operation, compare_model(SPEC, name, SPEC.deref(SPEC.target(_ref(name))), vars(models)))
    for name in (ref.rpartition("/")[2] for ref in SPEC.users if operation in SPEC.users[ref]):
        if "x-open-enum" in SPEC.target(_ref(name)):
            yield _as_of(operation, compare_enum(SPEC, name, getattr(models, name, None)))
    if operation.operation_id in task_rules.RULES:
        yield compare_rules(SPEC, operation, task_rules.RULES[operation.operation_id])
    transport = httpx.MockTransport(lambda _: httpx.Response(500))
    yield compare_method(operation, ImgOpen("id", "secret", http_client=httpx.Client(transport=transport)))
    yield compare_method(operation, AsyncImgOpen("id", "secret", http_client=httpx.AsyncClient(transport=transport)))
    for compare in (compare_sent, compare_read):
        yield compare(SPEC, operation, "sync")
    own = [recording for recording in RECORDINGS if recording.operation_id == operation.operation_id]
    for recording in own:
        yield replay(recording, SPEC, "sync")
    for compare in (compare_sent, compare_read):
        yield compare(SPEC, operation, "async")
    for recording in own:
        yield from (replay(recording, SPEC, mode) for mode in MODES if mode == "async")


def _ref(name: str) -> str:
    return f"#/components/schemas/{name}"


def _as_of(operation: Operation, report: Report) -> Report:
    """A model that several operations share is reported in the name of the first of them; here it is this one's."""
    told = [Mismatch(m.edge, operation.operation_id, *_rest(m)) for m in report.mismatches]
    report.mismatches = told
    return report


def _rest(m: Mismatch) -> tuple[str, object, object, str, str]:
    return m.pointer, m.expected, m.actual, m.source, m.do
