"""Write recordings: [missing], from the pages and the sandbox; run, by calling a server; import, from a HAR file.

missing (the default): documented recordings are the pages' examples; where one is cut, the spec's own example carries
it on. The sandbox is asked with the spec's examples, and its answer is kept where no recording has its form yet.
run: performs case files with the keys of IMG_OPEN_ACCESS_KEY_ID and IMG_OPEN_ACCESS_KEY_SECRET. import: takes the
exchanges of known operations out of a file that a browser or a proxy exported. Both redact before they write.
"run --help" and "import --help" say more.
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np

from contract.closed import violations
from contract.documents import FormError
from contract.driving import Answer, example_answers
from contract.forms import compare_forms, form, recorded_form
from contract.har import har, write
from contract.pages import CUT, Page, agrees, examples, load_pages
from contract.recordings import FOLDER, load_recordings
from contract.spec import Operation, Spec, load_spec, media
from contract.values import ABSENT, JsonObject, leaves
from img_open_sandbox.process import Sandbox, running
from recording.cases import Case, CaseError, load_cases
from recording.importing import NotHar, import_har
from recording.known import Known, TooShort
from recording.options import UNSET, add_options, clean, free_name, keep, prepared
from recording.performing import Pace, Stop, perform
from recording.redaction import Refused
from recording.server import Target, WrongUse

ROOT = Path(__file__).parent.parent
CASES = "contract_tests/cases"
INTERRUPTED = 130
_GROUP = cv2.imread(str(ROOT / "examples" / "group.jpg"))
PORTRAIT = cv2.imencode(".png", np.asarray(_GROUP)[200:, 10:270])[1].tobytes()
"""One face of the demo's picture."""
SHOWN_URL = "http://127.0.0.1:8787"  # in the place of the port that the sandbox happened to take
REQUEST_ONLY = "Request only: the page's answer is not known."
CARRIED_ON = "The page's example is cut; what stands behind the cut is the spec's own example."
FORM_ONLY = (
    "Answered by the sandbox: it holds the form that the kit assumes, as no such answer of the service is known."
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    commands = {"missing": _missing, "run": _run, "import": _import}
    if given and given[0] in commands:
        return commands[given[0]](given[1:])
    return _missing(given)


def _run(arguments: list[str]) -> int:
    """Perform cases against a server, and write what it answers."""
    about = "Call a server with case files, and write what it answers as recordings, redacted."
    parser = argparse.ArgumentParser(prog="record run", description=about)
    parser.add_argument("cases", nargs="+", metavar="CASE", help=f"case files, folders of them, or names in {CASES}/")
    parser.add_argument("--into", type=Path, default=ROOT / FOLDER, metavar="DIR", help=f"default: {FOLDER}/")
    add_options(parser, budget=50)
    options = parser.parse_args(arguments)
    spec = load_spec(ROOT / "spec" / "openapi.yaml")
    known = Known(())
    try:
        cases = load_cases(options.cases, spec, ROOT / CASES)
        target, known, pace = prepared(options, next(iter(spec.operations.values())).server)
    except (CaseError, FormError, TooShort, WrongUse) as error:
        parser.error(clean(str(error), known))
    if target is None:
        parser.error(f"{UNSET}; set them, to a sandbox's keys or your own")
    written: list[Path] = []
    failed = False
    try:
        for case in cases:
            if case.costs and not options.yes:
                print(f"record: {case.name} may cost credit and is left out; --yes performs it")
            else:
                failed |= not _perform(case, target, known, pace, into=options.into, written=written)
    except Stop as stop:
        print(f"record: stopped: {stop}", file=sys.stderr)
        failed = True
    except KeyboardInterrupt:
        print(f"record: interrupted; {len(written)} recordings were written before", file=sys.stderr)
        return INTERRUPTED
    print(f"record: {len(written)} recordings written")
    return 1 if failed else 0


def _perform(case: Case, target: Target, known: Known, pace: Pace, *, into: Path, written: list[Path]) -> bool:
    """Perform one case and write what came; return whether all of it came."""
    good = True
    try:
        for done in perform(case, target, pace, ROOT):
            if done.recording is not None:
                written.append(keep(done.recording, into))
                print(f"record: wrote {written[-1]}", flush=True)
            if done.failure:
                good = False
                print(f"record: {case.name}, {done.step.name}: {clean(done.failure, known)}", file=sys.stderr)
    except (CaseError, Refused) as error:
        good = False
        print(f"record: {case.name} is left out: {clean(str(error), known)}", file=sys.stderr)
    return good


def _import(arguments: list[str]) -> int:
    """Take exchanges out of a HAR file."""
    about = "Take the exchanges of known operations out of a HAR file, redacted."
    after = "The file itself still holds your keys: delete it afterwards."
    parser = argparse.ArgumentParser(prog="record import", description=about, epilog=after)
    parser.add_argument("file", type=Path, metavar="FILE.har", help="what a browser or a proxy exported, with bodies")
    parser.add_argument("--into", type=Path, default=ROOT / FOLDER, metavar="DIR", help=f"default: {FOLDER}/")
    parser.add_argument("--operation", metavar="operationId", help="take this operation's exchanges only")
    parser.add_argument("--kind", choices=("live", "sandbox"), help="take exchanges with any server, as of this kind")
    options = parser.parse_args(arguments)
    spec = load_spec(ROOT / "spec" / "openapi.yaml")
    if options.operation not in {None, *spec.operations}:
        parser.error(f"expected an operation of spec/openapi.yaml, one of {', '.join(spec.operations)}")
    try:
        found = import_har(options.file, spec, operation=options.operation, kind=options.kind)
    except (NotHar, TooShort, OSError) as error:
        parser.error(f"{options.file.name}: {error if not isinstance(error, OSError) else error.strerror}")
    for skipped in found.skipped:
        print(f"record: entry {skipped.entry} left out: {skipped.why}")
    for recording in found.recordings:
        print(f"record: wrote {keep(free_name(options.into, recording), options.into)}")
    print(f"record: {len(found.recordings)} recordings written, {len(found.skipped)} exchanges left out")
    return 0 if found.recordings else 1


def _missing(arguments: list[str]) -> int:
    """Write what the pages and the sandbox show and no recording has."""
    parser = argparse.ArgumentParser(
        prog="record", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--into", type=Path, default=ROOT / FOLDER, help=f"default: {FOLDER}/")
    spec, pages = load_spec(ROOT / "spec" / "openapi.yaml"), load_pages(ROOT / "spec" / "pages").pages
    every = list(spec.operations)
    parser.add_argument("operations", nargs="*", metavar="operationId", help="default: every operation")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.operations if name not in every]:
        names = ", ".join(every)
        parser.error(f"expected operations of spec/openapi.yaml, got {', '.join(unknown)}; there are {names}")
    into: Path = options.into
    operations = [spec.operations[name] for name in options.operations or every]
    today = datetime.now(UTC).date().isoformat()
    written = []
    for operation in operations:
        path = into / operation.operation_id / "documented.har"
        found = None if path.exists() else _documented(pages[operation.slug], operation, today)
        if found is not None:
            write(path, found)
            written.append(path)
    with running("--loopback-only") as sandbox:
        for operation in operations:
            written += _record_new_forms(sandbox, spec, operation, into, today)
    print(f"record: {len(written)} recordings written" + "".join(f"\n  {path}" for path in written))
    return 0


def _record_new_forms(sandbox: Sandbox, spec: Spec, operation: Operation, into: Path, today: str) -> list[Path]:
    written = []
    for answer in example_answers(sandbox, spec, operation, PORTRAIT):
        recordings = load_recordings(into)
        known = any(r.has_response for r in recordings if r.operation_id == operation.operation_id)
        recorded = recorded_form(spec, recordings, operation, answer.parameters)
        if known and not compare_forms(operation, recorded, form(answer.body)).mismatches:
            continue
        about = "-".join(answer.circumstances.replace(":", " ").replace(",", "").split())
        path = into / operation.operation_id / f"sandbox-{about}.har"
        write(path, _answered(answer, today, sandbox.url))
        written.append(path)
    return written


def _documented(page: Page, operation: Operation, today: str) -> JsonObject | None:
    """The page's examples as a recording, unless the page has none or the spec refuses it."""
    shown = dict(examples(page))
    request, cut = _carried_on(shown.get("/request/example"), operation.request[1].get("example"))
    if request is None or violations(operation.request_schema, request):
        return None
    answer = media(operation.raw["responses"]["200"])[1].get("example")
    response, cut_too = _carried_on(shown.get("/response/200/example"), answer)
    notes = [REQUEST_ONLY] * (response is None) + [CARRIED_ON] * (cut or cut_too)
    source = {"kind": "documented", "page": page.slug} | ({"note": " ".join(notes)} if notes else {})
    parameters = {row["name"]: str(row["example"]) for row in operation.parameters if row["in"] == "path"}
    return har(operation, source, today, request, response, parameters=parameters)


def _carried_on(example: JsonObject | None, whole: JsonObject | None) -> tuple[JsonObject | None, bool]:
    """A page's example, a cut one as the spec's carries it on; nothing where the two disagree before the cut."""
    if example is None or not example.get(CUT):
        return example, False
    here = dict(leaves(whole or {}))
    visible = [leaf for leaf, _ in leaves(example) if leaf != f"/{CUT}"]
    return (whole if all(agrees(example, leaf, here.get(leaf, ABSENT)) for leaf in visible) else None), True


def _answered(answer: Answer, today: str, url: str) -> JsonObject:
    source = {"kind": "sandbox", "page": answer.operation.slug, "note": FORM_ONLY}
    body = json.loads(json.dumps(answer.body).replace(url, SHOWN_URL))
    return har(answer.operation, source, today, answer.request, body, server=SHOWN_URL, parameters=answer.parameters)


if __name__ == "__main__":
    sys.exit(main())
