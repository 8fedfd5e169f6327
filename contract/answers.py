"""One answer of a server to a request that is legal: what the spec says of it, and what the recordings have shown."""

from collections.abc import Iterator

from contract.closed import strangers, succeeded, violations
from contract.driving import Answer
from contract.mismatch import Report
from contract.pages import starred
from contract.recordings import Recording
from contract.spec import Operation, Spec
from contract.tasks import answer_with_result, check_status, questions, questions_to
from contract.values import ABSENT, Json, Words, at, leaves, same, split, type_name

_LONG = 6  # characters from which on two equal texts are no accident


def compare_answer(spec: Spec, operation: Operation, given: Answer) -> Report:
    """HTTP status, media type and body of a success are the documented ones; x-task knows the status.

    The caller's own id of the task comes back as it was sent.
    """
    parameters, answer = given.parameters, given.http
    report = Report("spec-server")
    name, source = operation.operation_id, operation.source
    documented = operation.raw["responses"]
    status, kinds = str(answer.status_code), list(documented.get(str(answer.status_code), {}).get("content", {}))
    known = Words(f"one of {', '.join(documented)}")
    report.check(name, "/response/status", known, answer.status_code, source, good=status in documented)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip()
    report.check(name, "/response/content_type", Words(", ".join(kinds)), Words(kind), source, good=kind in kinds)
    try:
        body = answer.json()
    except ValueError:
        body = Words("no JSON")
    success = isinstance(body, dict) and succeeded(operation, body)
    wanted = Words("a success, as the request is the documented one")
    report.check(name, "/response/body/code", wanted, at(body, "/code"), source, good=success)
    schema = answer_with_result(spec, operation, parameters)
    for pointer, expected, there in [*violations(schema, body), *strangers(schema, body)] if success else ():
        report.fail(name, f"/response/body{pointer}", expected, there, source)
    for task in [operation, *(question.submitter for question in questions_to(spec, operation, parameters))]:
        if success:
            check_status(report, task, body, "/response/body", source)
    for pointer, wanted, back in _ids(spec, operation, given.request, body) if success else ():
        report.check(
            name, f"/response/body{pointer}", wanted, back, source, good=any(same(wanted, one) for one in back)
        )
    return report


def _ids(spec: Spec, operation: Operation, request: Json, body: Json) -> Iterator[tuple[str, Json, list[Json]]]:
    """Each place of an id in an answer, the id that was sent, and those that came: the one sent must be among them."""
    asked = list(questions(spec, operation))
    key = (operation.task or {}).get("key", "")
    for name in sorted({question.field for question in asked if question.by == "key"} | {key}) if key else ():
        sent, back = at(request, f"/{key}"), at(body, f"/data/{name}")
        if ABSENT not in (sent, back):
            yield f"/data/{name}", sent, [back]
    for question in questions_to(spec, operation, None)[:1]:
        task = question.submitter.task or {}
        pointer = f"/data/{question.field}" if question.by == "key" else task["id"]
        back = [found for found in (at(body, pointer), at(body, f"/data/{task.get('key')}")) if found is not ABSENT]
        sent = at(request, f"/{question.field}")
        # The kit's own id of the example is not the service's, and some answers do not show it.
        own = question.by == "id" and sent == operation.request[1].get("example", {}).get(question.field)
        if at(body, pointer) is not ABSENT and (len(back) > 1 or not own):
            yield pointer, sent, back


def compare_values(operation: Operation, recordings: list[Recording], request: Json, answer: Json) -> Report:
    """What a recorded answer takes from its request, the server's takes too; a URL is where a URL was recorded."""
    report = Report("recordings-server")
    name = operation.operation_id
    source = f"contract_tests/recordings/{name}; {operation.source}"
    own = [recording for recording in recordings if recording.operation_id == name and recording.has_response]
    own = [recording for recording in own if succeeded(operation, recording.response_body)]
    for asked, answered in sorted(_echoes(own)):
        wanted, there = at(request, asked), at(answer, answered)
        if wanted is not ABSENT and there is not ABSENT:
            report.compare(name, answered, wanted, there, source)
    for place, is_url in _urls(own).items():
        for _, value in (leaf for leaf in _starred_leaves(answer) if leaf[0] == place and isinstance(leaf[1], str)):
            wanted = Words("a URL" if is_url else "a text that is no URL")
            report.check(name, place, wanted, value, source, good=_is_url(value) == is_url or not value)
    return report


def _echoes(recordings: list[Recording]) -> set[tuple[str, str]]:
    """Places in request and answer that have the same value in every recording that has both."""
    found: set[tuple[str, str]] = set()
    for recording in recordings:
        found |= set(_equal(recording.request_body, recording.response_body))
    return {
        (asked, answered)
        for asked, answered in found
        if all(
            _agree(at(recording.request_body, asked), at(recording.response_body, answered)) for recording in recordings
        )
    }


def _equal(request: Json, answer: Json) -> Iterator[tuple[str, str]]:
    for asked, one in leaves(request):
        for answered, other in leaves(answer):
            named_alike = split(asked)[-1:] == split(answered)[-1:] and type_name(one) != "null"
            if same(one, other) and (named_alike or (isinstance(one, str) and len(one) >= _LONG)):
                yield asked, answered


def _agree(one: Json, other: Json) -> bool:
    return one is ABSENT or other is ABSENT or same(one, other)


def _starred_leaves(value: Json) -> Iterator[tuple[str, Json]]:
    return ((starred(value, leaf), found) for leaf, found in leaves(value))


def _urls(recordings: list[Recording]) -> dict[str, bool]:
    """The places of texts, and whether all that were recorded there are URLs; none where some are and some are not."""
    found: dict[str, set[bool]] = {}
    for recording in recordings:
        for place, value in _starred_leaves(recording.response_body):
            if isinstance(value, str) and value:
                found.setdefault(place, set()).add(_is_url(value))
    return {place: kinds.pop() for place, kinds in found.items() if len(kinds) == 1}


def _is_url(value: str) -> bool:
    return value.startswith(("http://", "https://"))
