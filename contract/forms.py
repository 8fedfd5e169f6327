"""Recordings against a server: a form that the spec allows and no recording has is a change that someone must see."""

from collections.abc import Mapping

from contract.closed import succeeded
from contract.mismatch import Report
from contract.recordings import Recording
from contract.recordings_vs_spec import path_parameters
from contract.spec import Operation, Spec
from contract.tasks import answers_with_result, questions_to
from contract.values import ABSENT, Json, Words, at, join, type_name

Form = dict[str, set[str]]
LEFT_OUT = "left out"  # beside the types: some of the objects have the field, some have not


def form(*values: Json, pointer: str = "") -> Form:
    """The types at every place of the values taken together; the items of an array share the place *."""
    if not values:
        return {}
    found = {pointer: {type_name(value) for value in values}}
    objects = [value for value in values if isinstance(value, dict)]
    for key in dict.fromkeys(key for value in objects for key in value):
        held = [value[key] for value in objects if key in value]
        found |= form(*held, pointer=join(pointer, key))
        if len(held) < len(objects):
            found[join(pointer, key)].add(LEFT_OUT)
    items = [item for value in values if isinstance(value, list) for item in value]
    return found | form(*items, pointer=f"{pointer}/*")


def recorded_form(
    spec: Spec, recordings: list[Recording], operation: Operation, parameters: Mapping[str, str] | None = None
) -> Form:
    """The form of an operation's recorded successes; of a query's, also the recorded result of the task asked for."""
    parameters = parameters or {}
    own = form(*(r.response_body for r in _successes(operation, recordings) if _same_target(r, operation, parameters)))
    for question in questions_to(spec, operation, parameters):
        assert question.submitter.task
        if answers_with_result(question.submitter):
            place = question.submitter.task["result"]["at"]
            results = [at(recording.response_body, place) for recording in _successes(question.submitter, recordings)]
            own = _merged(own, form(*(result for result in results if result is not ABSENT), pointer=place))
    return own


def compare_forms(
    operation: Operation, recorded: Form, seen: Form, *, edge: str = "recordings-server", source: str | None = None
) -> Report:
    """A server's answer against what was recorded: other types, fields left out, new fields."""
    report = Report(edge)
    name = operation.operation_id
    source = source or f"contract_tests/recordings/{name}; {operation.source}"
    if not recorded:
        report.fail(name, "", Words("a recording"), ABSENT, source, do="record one first, then compare")
    for pointer in sorted(recorded.keys() | seen.keys()):
        had, has = recorded.get(pointer, set()), seen.get(pointer, set())
        strange = has - had - ({"integer"} if "number" in had else set())
        parent = pointer.rpartition("/")[0]
        if had and has:
            report.check(name, pointer, sorted(had), sorted(strange), source, good=not strange)
        elif has and parent in recorded:
            report.fail(name, pointer, Words("no such field"), sorted(has), source)
        elif had and "object" in seen.get(parent, set()) and not pointer.endswith("/*"):
            report.check(name, pointer, sorted(had), ABSENT, source, good=LEFT_OUT in had)
    return report


def _successes(operation: Operation, recordings: list[Recording]) -> list[Recording]:
    own = [recording for recording in recordings if recording.operation_id == operation.operation_id]
    return [recording for recording in own if recording.has_response and succeeded(operation, recording.response_body)]


def _same_target(recording: Recording, operation: Operation, parameters: Mapping[str, str]) -> bool:
    return path_parameters(operation, recording.path) == parameters


def _merged(one: Form, other: Form) -> Form:
    merged = {
        pointer: one.get(pointer, set()) | other.get(pointer, set()) for pointer in sorted(one.keys() | other.keys())
    }
    for pointer in one.keys() ^ other.keys():
        parent = pointer.rpartition("/")[0]
        if parent in one and parent in other and not pointer.endswith("/*"):
            merged[pointer].add(LEFT_OUT)
    return merged
