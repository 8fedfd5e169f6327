"""Run the cases of contract_tests/cases against the service, and compare what it answers with spec and recordings.

The keys are those of IMG_OPEN_ACCESS_KEY_ID and IMG_OPEN_ACCESS_KEY_SECRET; without them nothing is called. Only what
cannot cost credit is called, slowly, unless --yes is given. The results stand in out/live/, without keys.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from contract.documents import FormError
from contract.mismatch import Report
from contract.recordings import FOLDER, Recording, load_recordings
from contract.spec import Spec, load_spec
from recording.cases import Case, CaseError, load_cases
from recording.comparing import compare
from recording.known import Known, TooShort
from recording.options import UNSET, add_options, clean, keep, prepared
from recording.performing import Pace, Stop, perform
from recording.redaction import Refused
from recording.results import FAILED, SKIPPED, Outcome, write_results
from recording.server import Target, WrongUse

ROOT = Path(__file__).parent.parent
CASES = "contract_tests/cases"
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code: 0 all agree, 1 something differs, 2 wrong use, 130 interrupted."""
    options, parser = _options(arguments)
    spec = load_spec(ROOT / "spec" / "openapi.yaml")
    known = Known(())
    try:
        cases = load_cases(options.cases, spec, ROOT / CASES)
        recordings = load_recordings(ROOT / FOLDER)
        target, known, pace = prepared(options, next(iter(spec.operations.values())).server)
    except (CaseError, FormError, TooShort, WrongUse) as error:
        parser.error(clean(str(error), known))
    if target is None:
        print(f"live: skipped, {UNSET}")
        return 0
    run = _Run(spec, recordings, target, known, pace, options)
    status = run.all(cases)
    about = {
        "status": status, "date": datetime.now(UTC).isoformat(timespec="seconds"), "server": target.shown,
        "kind": target.kind, "calls": pace.calls, "budget": pace.budget, "costs_allowed": options.yes,
    }  # fmt: skip
    write_results(options.out, run.outcomes, about)
    print(f"\nlive: {status}: {run.told()}; {pace.calls} calls; results in {options.out}")
    return {"passed": 0, "failed": 1}.get(status, INTERRUPTED)


def _options(arguments: list[str] | None) -> tuple[argparse.Namespace, argparse.ArgumentParser]:
    parser = argparse.ArgumentParser(
        prog="live", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"case files, or names; default: all in {CASES}/")
    add_options(parser, budget=50)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "live", metavar="DIR", help="default: out/live/")
    parser.add_argument("--record", action="store_true", help="keep what was answered as recordings in --into")
    parser.add_argument(
        "--into", type=Path, default=ROOT / FOLDER, metavar="DIR", help=f"of --record; default: {FOLDER}/"
    )
    return parser.parse_args(arguments), parser


@dataclass
class _Run:
    spec: Spec
    recordings: list[Recording]
    target: Target
    known: Known
    pace: Pace
    options: argparse.Namespace
    outcomes: list[Outcome] = field(default_factory=list)

    def all(self, cases: Sequence[Case]) -> str:
        """Perform every case; return passed, failed or interrupted."""
        stopped = ""
        for case in cases:
            outcome = Outcome(case.name, list(dict.fromkeys(step.operation.operation_id for step in case.steps)))
            self.outcomes.append(outcome)
            before = self.pace.calls
            try:
                if stopped or (case.costs and not self.options.yes):
                    outcome.outcome = SKIPPED
                    outcome.reason = stopped or "it may cost credit; --yes performs it"
                else:
                    self._one(case, outcome)
            except Stop as stop:
                stopped = str(stop)
                outcome.outcome, outcome.reason = (FAILED if outcome.mismatches else SKIPPED), stopped
            except KeyboardInterrupt:
                outcome.outcome, outcome.reason = SKIPPED, "interrupted"
                return "interrupted"
            finally:
                outcome.calls = self.pace.calls - before
                self._tell(outcome)
        return FAILED if any(one.outcome == FAILED for one in self.outcomes) else "passed"

    def _one(self, case: Case, outcome: Outcome) -> None:
        try:
            for done in perform(case, self.target, self.pace, ROOT):
                outcome.seconds += done.seconds
                outcome.add(compare(done, self.spec, self.recordings))
                if self.options.record and done.recording is not None:
                    keep(done.recording, self.options.into)
        except CaseError as error:
            outcome.outcome = FAILED if outcome.mismatches else SKIPPED
            outcome.reason = clean(str(error), self.known)
        except Refused as error:
            outcome.outcome, outcome.reason = FAILED, clean(f"refused to keep or show an answer: {error}", self.known)

    def _tell(self, outcome: Outcome) -> None:
        why = f": {outcome.reason}" if outcome.reason else f": {outcome.checks} checks"
        print(f"live: {outcome.case}: {outcome.outcome}{why}", flush=True)
        for edge in dict.fromkeys(mismatch.edge for mismatch in outcome.mismatches):
            found = [mismatch for mismatch in outcome.mismatches if mismatch.edge == edge]
            print(f"\n{clean(str(Report(edge, found)), self.known)}\n", flush=True)

    def told(self) -> str:
        """How many cases came out how."""
        kinds = ("passed", FAILED, SKIPPED)
        return ", ".join(f"{sum(one.outcome == kind for one in self.outcomes)} {kind}" for kind in kinds)


if __name__ == "__main__":
    sys.exit(main())
