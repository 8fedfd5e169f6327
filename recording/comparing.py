"""What a server answered just now, against the spec and against what was recorded of it."""

from dataclasses import replace

from contract.closed import succeeded
from contract.forms import compare_forms, form, recorded_form
from contract.mismatch import Mismatch, Report
from contract.recordings import Recording
from contract.recordings_vs_spec import check_recording
from contract.spec import Spec
from contract.values import Words, at
from recording.performing import Done

_RIGHT = "if the server is right, mend spec/openapi.yaml; else tell its owner"


def compare(done: Done, spec: Spec, recordings: list[Recording]) -> list[Report]:
    """The edges spec-server and recordings-server for one step that was performed."""
    operation = done.step.operation
    name = operation.operation_id
    source = f"contract_tests/cases/{done.case.file}, {done.step.name}; {operation.source}"
    report = Report("spec-server")
    if done.failure:
        wanted = Words("what the case waits for" if done.recording else "an answer")
        report.fail(name, "/response", wanted, Words(done.failure), source, do="see whether the service is well")
    if done.recording is None:
        return [report]
    told = check_recording(done.recording, spec)
    report.by_operation += told.by_operation
    report.mismatches += [_of_server(mismatch, source) for mismatch in told.mismatches]
    body = done.recording.response_body
    code = at(body, "/code")
    if done.step.code is not None:
        good = str(code) == done.step.code
        report.check(name, "/response/body/code", done.step.code, code, source, good=good, do=_advice(code))
    if isinstance(body, Words) or not succeeded(operation, body) or done.recording.response["status"] != 200:
        return [report]
    recorded = recorded_form(spec, recordings, operation, done.parameters)
    return [report, compare_forms(operation, recorded, form(body), source=source)]


def _of_server(mismatch: Mismatch, source: str) -> Mismatch:
    return replace(mismatch, edge="spec-server", source=source, do=_RIGHT)


def _advice(code: object) -> str:
    return "see whether the keys are right and have credit" if str(code) in {"401", "402", "403"} else _RIGHT
