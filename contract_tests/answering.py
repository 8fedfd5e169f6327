"""What the edges to a server ask of it, operation by operation; the tests and the drill ask alike."""

from collections.abc import Iterable

from contract.answers import compare_answer, compare_values
from contract.closed import strangers, succeeded, violations
from contract.driving import Answer, Server, ask, example_answers, exchange, prepared, show
from contract.fields import aliases
from contract.forms import compare_forms, form, recorded_form
from contract.mismatch import Report
from contract.pages import CUT, Page, agrees, examples
from contract.pages_vs_spec import Deviation
from contract.recordings import Recording
from contract.spec import Operation, Spec, media
from contract.tasks import questions_to
from contract.values import ABSENT, Json, JsonObject, Words, at, join, split

WRONG_KEY = "canary"


def answers_of(server: Server, spec: Spec, operation: Operation, picture: bytes) -> list[Answer]:
    """The answers to the documented example, as the three reports below take them."""
    return list(example_answers(server, spec, operation, picture))


def against_spec(answers: Iterable[Answer], spec: Spec, operation: Operation) -> Report:
    """Spec - server: each answer is a documented success."""
    report = Report("spec-server")
    for answer in answers:
        report.merge(compare_answer(spec, operation, answer))
    return report


def against_recordings(
    answers: Iterable[Answer], spec: Spec, operation: Operation, recordings: list[Recording]
) -> Report:
    """Recordings - server: each answer has a recorded form, and takes from its request what recorded ones take."""
    report = Report("recordings-server")
    for answer in answers:
        recorded = recorded_form(spec, recordings, operation, answer.parameters)
        report.merge(compare_forms(operation, recorded, form(answer.body)))
        report.merge(compare_values(operation, recordings, answer.request, answer.body))
    return report


def against_page(answers: Iterable[Answer], page: Page, operation: Operation) -> Report:
    """Pages - server: the documented example is accepted, and answered in the documented shape."""
    report = Report("pages-server")
    documented = dict(examples(page)).get("/response/200/example")
    for answer in answers:
        good = isinstance(answer.body, dict) and "data" in answer.body and succeeded(operation, answer.body)
        expected = Words(f"the documented example to be accepted ({answer.circumstances})")
        report.check(operation.operation_id, "/response", expected, answer.body, page.url, good=good)
        if documented is not None and at(documented, "/data/status") == at(answer.body, "/data/status"):
            shown, seen = form(documented), form(answer.body)
            if documented.get(CUT):  # nothing is known of what stands behind the cut
                shown.pop(f"/{CUT}")
                seen = {pointer: types for pointer, types in seen.items() if pointer in shown}
            report.merge(compare_forms(operation, shown, seen, edge=report.edge, source=page.source))
    return report


def own_example(
    server: Server, page: Page, operation: Operation, deviations: list[Deviation], picture: bytes
) -> Report:
    """Pages - server: the page's own example request is accepted as it stands there."""
    report = Report("pages-server")
    prepared(server, operation, "now", picture)
    body = _documented_request(report, page, operation, deviations)
    show(server, operation, body, picture)
    answer = ask(server, operation, body, {})
    good = isinstance(answer, dict) and "data" in answer and succeeded(operation, answer)
    expected = Words("the page's own example to be accepted")
    report.check(operation.operation_id, "/request/example", expected, answer, page.source, good=good)
    return report


def keys_are_looked_at(server: Server, spec: Spec, operation: Operation) -> Report:
    """Spec - server: with a wrong key, or without one, the documented example is refused as 401."""
    report = Report("spec-server")
    question = next(iter(questions_to(spec, operation)), None)
    body, parameters = operation.request[1]["example"], question.parameters if question else {}
    for header in operation.key_headers:
        for value in (WRONG_KEY, None):
            answer = exchange(server, operation, body, parameters, {header: value})
            pointer, told = f"/request/headers/{header}", Words(f"{answer.status_code} {answer.text[:100]}")
            wanted = Words("code 401: the key is missing or wrong")
            good = answer.status_code in {200, 401} and '"401"' in answer.text
            report.check(operation.operation_id, pointer, wanted, told, operation.source, good=good)
    return report


def unknown_task(server: Server, spec: Spec, operation: Operation) -> Report:
    """Spec - server: a task that is not there is answered with a code that x-task-answer knows."""
    report = Report("spec-server")
    question = questions_to(spec, operation)[0]
    body = {**operation.request[1]["example"], question.field: "nobody-has-this-id"}
    code = at(exchange(server, operation, body, question.parameters).json(), "/code")
    wanted = operation.raw["x-task-answer"]["unknown"]
    expected = Words(f"one of {wanted}")
    report.check(operation.operation_id, "/code", expected, code, operation.source, good=code in wanted)
    return report


def call_back(server: Server, operation: Operation, url: str, picture: bytes) -> None:
    """Submit the documented example with this address for its callback."""
    ask(server, operation, {**prepared(server, operation, "now", picture), "callbackUrl": url}, {})


def compare_callback(operation: Operation, posted: Json, recordings: list[Recording]) -> Report:
    """Spec - server: what was posted to the callback's address is what the spec says; ABSENT where nothing was.

    No callback was ever recorded, so its envelope must have the form that answers have.
    """
    report = Report("spec-server")
    name, source = operation.operation_id, operation.source
    assert operation.callback is not None
    schema = media(operation.callback["requestBody"])[1]["schema"]
    report.check(name, "/callbacks", Words("a delivery"), posted, source, good=posted is not ABSENT)
    for pointer, wanted, there in [*violations(schema, posted), *strangers(schema, posted)]:
        report.fail(name, f"/callbacks{pointer}", wanted, there, source)
    answers = [recording.response_body for recording in recordings if recording.has_response]
    recorded, seen = form(*answers), {} if posted is ABSENT else form(posted)
    for pointer in ("/code", "/msg"):
        strange = sorted(seen.get(pointer, set()) - recorded[pointer])
        report.check(name, f"/callbacks{pointer}", sorted(recorded[pointer]), strange, source, good=not strange)
    return report


def _documented_request(report: Report, page: Page, operation: Operation, deviations: list[Deviation]) -> JsonObject:
    """The page's example, field by field as the page names them.

    A cut one goes on as the spec's own does. What the page's own table refuses is taken from the spec's too, and must
    be a declared deviation.
    """
    example, whole = dict(examples(page))["/request/example"], operation.request[1]["example"]
    schema = operation.request_schema
    named = {other: name for name, others in aliases(schema).items() for other in others}
    body = {name: value for name, value in example.items() if name != CUT}
    if CUT in example:
        body |= {name: whole[name] for name in body if name in whole and agrees(example, join("", name), whole[name])}
        given = {named.get(name, name) for name in body}
        body |= {name: value for name, value in whole.items() if name not in given}
    declared = {deviation.at for deviation in deviations if deviation.page == page.slug}
    for name in {split(pointer)[0] for pointer, _, _ in violations(schema, body)}:
        place, expected = join("/request/example", name), Words("a declared deviation that says why it is refused")
        report.check(operation.operation_id, place, expected, body.get(name), page.source, good=place in declared)
        body.pop(name, None)
        body[named.get(name, name)] = whole[named.get(name, name)]
    return body
