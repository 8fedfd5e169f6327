"""Spec against recordings: each exchange follows the schema, and shows nothing that the spec does not know."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from contract.closed import strangers, succeeded, violations
from contract.mismatch import Report
from contract.pages import CUT, Page, agrees, examples
from contract.recordings import NOT_JSON, Recording, media_type
from contract.secret_signs import PLACEHOLDERS, hidden, is_secret_name, signs_in, signs_in_text
from contract.spec import Operation, Spec
from contract.tasks import answer_with_result, check_status, questions_to
from contract.values import ABSENT, Json, JsonObject, Words, at, join, leaves, same, split

_PLAIN_HEADERS = {"accept", "content-type"}  # all others are left out, so that no secret can hide in one
_PLACES = {"request": "postData", "response": "content"}
_REVOKE = "take it out, or record anew, which redacts; and revoke the key"
_NOT_SHOWN = Words("a value that looks like a secret, not shown")
_NO_RESPONSE = "say in _source.note why there is no response, or record one"


def path_parameters(operation: Operation, path: str) -> dict[str, str] | None:
    """The path parameters of a path on the wire, or None when it is not the operation's."""
    slashed = {row["name"] for row in operation.parameters if row.get("x-allow-slash")}
    template = urlsplit(operation.server).path.rstrip("/") + operation.path
    pattern = "".join(
        f"(?P<{part[1:-1]}>{'.+' if part[1:-1] in slashed else '[^/]+'})" if part.startswith("{") else re.escape(part)
        for part in re.split(r"({.*?})", template)
    )
    found = re.fullmatch(pattern, path)
    return {name: unquote(value) for name, value in found.groupdict().items()} if found else None


def check_recording(recording: Recording, spec: Spec) -> Report:
    """One recording against its operation."""
    report = Report("spec-recordings")
    operation = spec.operations.get(recording.operation_id)
    if operation is None:
        do = "name the folder after an operationId of spec/openapi.yaml"
        report.fail(recording.operation_id, "", Words("no such operation"), Words("a folder"), recording.file, do=do)
        return report
    check = _Exchange(report, recording, operation)
    page, do = recording.har["log"]["_source"]["page"], "let _source.page name the operation's page"
    check.check("/_source/page", operation.slug, page, good=page == operation.slug, do=do)
    check.secrets()
    check.secrets_in_texts()
    parameters = check.target()
    check.request_body()
    if recording.has_response:
        check.response(spec, parameters)
    else:
        noted = bool(recording.har["log"]["_source"].get("note", "").strip())
        check.check("/response/status", Words("a response"), Words("none"), good=noted, do=_NO_RESPONSE)
    return report


class _Exchange:
    def __init__(self, report: Report, recording: Recording, operation: Operation) -> None:
        self.report, self.recording, self.operation = report, recording, operation
        self.name, self.source = operation.operation_id, f"{recording.file}; {operation.source}"

    def check(self, pointer: str, expected: Json, actual: Json, *, good: bool, do: str = "") -> None:
        told = _shown(actual, pointer)
        self.report.check(self.name, hidden(pointer)[0], expected, told, self.source, good=good, do=do)

    def secrets(self) -> None:
        """Keys are placeholders, and only headers that cannot hold one are kept; their values are never printed."""
        keys = {name.lower() for name in self.operation.key_headers}
        for side, message in (("request", self.recording.request), ("response", self.recording.response)):
            for header in message["headers"]:
                pointer, name = f"/{side}/headers/{header['name']}", header["name"].lower()
                placeholder, found = Words(f"one of {', '.join(PLACEHOLDERS)}"), Words("a secret in a recording")
                good = name not in keys or header["value"] in PLACEHOLDERS
                self.check(pointer, placeholder, found, good=good, do="replace it by REDACTED, and revoke the key")
                kept = Words(f"only {', '.join(sorted(keys | _PLAIN_HEADERS))}")
                good = name in keys | _PLAIN_HEADERS
                self.check(pointer, kept, Words(f"a header {name}"), good=good, do="take the header out")
            cookies, found = message["cookies"], Words("a secret in a recording: cookies")
            self.check(f"/{side}/cookies", [], found, good=not cookies, do="take the cookies out")

    def secrets_in_texts(self) -> None:
        """Nothing in a body, the URL or elsewhere looks like a secret; what a page shows is check_documented's."""
        told = []
        if self.recording.kind != "documented":
            told = [(f"/{side}/body{place}", kind) for side, place, kind in signs(self.recording)]
        url, _, _ = self.recording.request["url"].partition("?")
        told += [("/request/url", kind) for kind in hidden(url)[1]]
        listed = {row["name"] for row in self.operation.parameters if row["in"] == "query"}
        told += [
            (join("/request/queryString", row.get("name", "")), "a value in a query")
            for row in self.recording.request.get("queryString", [])
            if row.get("name") not in listed and row.get("value") not in ("", *PLACEHOLDERS)
        ]
        for pointer, leaf in leaves(self.recording.har):
            if isinstance(leaf, str) and not pointer.endswith(("/postData/text", "/content/text", "/request/url")):
                told += [(pointer.removeprefix("/log/entries/0"), kind) for kind in hidden(leaf)[1]]
        for pointer, kind in told:
            self.check(pointer, Words("no secret"), Words(f"a secret in a recording: {kind}"), good=False, do=_REVOKE)
        if not told:
            self.report.ok(self.name)

    def target(self) -> dict[str, str]:
        """Method, path, query and key headers."""
        sent = self.recording.request
        self.check(
            "/request/method", self.operation.method, sent["method"], good=sent["method"] == self.operation.method
        )
        given = path_parameters(self.operation, self.recording.path)
        self.check("/request/url", self.operation.path, self.recording.path, good=given is not None)
        self.parameters("path", given or {}, known=given is not None)
        self.parameters("query", self.recording.query, known=True)
        names = {header["name"].lower() for header in sent["headers"]}
        for key in self.operation.key_headers:
            self.check(f"/request/headers/{key}", Words("required"), ABSENT, good=key.lower() in names)
        return given or {}

    def parameters(self, place: str, given: Mapping[str, str], *, known: bool) -> None:
        listed = {row["name"]: row for row in self.operation.parameters if row["in"] == place}
        for name in sorted(listed.keys() | given.keys()) if known else ():
            pointer = f"/request/{place}_params/{name}"
            if name not in listed:
                self.check(pointer, Words("no such parameter"), Words("one, its value not shown"), good=False)
            elif name in given:
                self.value(pointer, listed[name]["schema"], _typed(listed[name]["schema"], given[name]))
            else:
                self.check(pointer, Words("required"), ABSENT, good=not listed[name].get("required"))

    def request_body(self) -> None:
        wanted, _ = self.operation.request
        sent = media_type(self.recording.request.get("postData", {}))
        self.check("/request/content_type", wanted, sent, good=(wanted or "") == sent)
        body = self.recording.request_body
        if wanted and self.json("/request/body", body):
            self.value("/request/body", self.operation.request_schema, body)

    def response(self, spec: Spec, parameters: dict[str, str]) -> None:
        status = str(self.recording.response["status"])
        documented = self.operation.raw["responses"]
        known = Words(f"one of {', '.join(documented)}")
        self.check("/response/status", known, self.recording.response["status"], good=status in documented)
        if status not in documented:
            return
        kinds, found = list(documented[status].get("content", {})), media_type(self.recording.response["content"])
        self.check("/response/content_type", Words(", ".join(kinds)), found, good=found in kinds)
        body = self.recording.response_body
        if not self.json("/response/body", body):
            return
        success = succeeded(self.operation, body)
        schema = self.operation.answer_schema(status, success=success)
        if schema is self.operation.success_schema:
            schema = answer_with_result(spec, self.operation, parameters)
        self.value("/response/body", schema, body)
        if success:
            asked = [question.submitter for question in questions_to(spec, self.operation, parameters)]
            for task in [self.operation, *asked]:
                check_status(self.report, task, body, "/response/body", self.source)

    def json(self, pointer: str, body: Json) -> bool:
        good = body is not ABSENT and body is not NOT_JSON
        self.check(pointer, Words("a JSON body"), body, good=good)
        return good

    def value(self, pointer: str, schema: JsonObject, value: Json) -> None:
        broken = [*violations(schema, value), *strangers(schema, value)]
        for place, expected, actual in broken:
            self.check(pointer + place, expected, actual, good=False)
        if not broken:
            self.report.ok(self.name)


def signs(recording: Recording) -> Iterator[tuple[str, str, str]]:
    """Side, place in the body and kind of everything in a recording's bodies that looks like a secret."""
    for side, holder in _PLACES.items():
        message = recording.request if side == "request" else recording.response
        text = message.get(holder, {}).get("text", "")
        yield from ((side, place, kind) for place, kind in signs_in_text(text))


def _shown(value: Json, pointer: str) -> Json:
    """A value for a message, unless it looks like a secret."""
    if isinstance(value, Words):
        return Words(hidden(value)[0])
    beside = any(map(is_secret_name, split(pointer)))
    return _NOT_SHOWN if any(signs_in(value, secret=beside)) else value


def check_documented(recording: Recording, page: Page) -> Report:
    """A documented recording is the page's example, no more and no less."""
    report = Report("spec-recordings")
    do = "the page's example is another by now: write it into the recording, or give the recording its true kind"
    shown = dict(examples(page))
    bodies = {"request": recording.request_body, "response": recording.response_body}
    for (side, body), pointer in zip(bodies.items(), ("/request/example", "/response/200/example"), strict=True):
        example = shown.get(pointer, {})
        here = {} if body is ABSENT else dict(leaves(body))
        there = {leaf: value for leaf, value in leaves(example) if example and leaf != f"/{CUT}"}
        for leaf in sorted(here.keys() | there.keys()) or [""]:
            one, other = there.get(leaf, ABSENT), here.get(leaf, ABSENT)
            good = agrees(example, leaf, other) if leaf else True
            source = f"{recording.file}; {page.source}"
            told = _shown(other, leaf)
            report.check(recording.operation_id, f"/{side}/body{leaf}", one, told, source, good=good, do=do)
    for side, place, kind in signs(recording):
        example = shown.get("/request/example" if side == "request" else "/response/200/example", {})
        good = at(example, place) is not ABSENT and same(at(example, place), at(bodies[side], place))
        found = Words(f"a secret in a recording: {kind}")
        source = f"{recording.file}; {page.source}"
        expected = Words("no secret that the page does not show")
        report.check(recording.operation_id, f"/{side}/body{place}", expected, found, source, good=good, do=_REVOKE)
    return report


def check_completeness(recordings: list[Recording], spec: Spec, waivers: Mapping[str, str]) -> Report:
    """Each operation has a recording with a response, or a waiver; no waiver outlives its reason."""
    report = Report("spec-recordings")
    answered = {recording.operation_id for recording in recordings if recording.has_response}
    for name, operation in spec.operations.items():
        do = f"record one under contract_tests/recordings/{name}/, or say in waivers.yaml why there is none"
        wanted, good = Words("a recording with a response, or a waiver"), name in answered or name in waivers
        report.check(name, "", wanted, ABSENT, operation.source, good=good, do=do)
    for name in waivers:
        found = Words("there is a recording" if name in answered else "there is no such operation")
        good = name in spec.operations and name not in answered
        do = "take the waiver out of contract_tests/recordings/waivers.yaml"
        report.check(name, "", Words("a waiver that is needed"), found, waivers[name], good=good, do=do)
    return report


def _typed(schema: JsonObject, text: str) -> Json:
    """A parameter's text as the number that its schema wants, if it is one."""
    whole = schema.get("type") == "integer" and re.fullmatch(r"-?\d+", text)
    return int(text) if whole else text
