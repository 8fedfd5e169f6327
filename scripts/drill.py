"""Plant drifts, one at a time, in pages, spec, client, recordings and server, and see that the right edge notices each.

Verdicts are kept in out/drill/results.jsonl; a second run goes on where the first one ended, and begins anew for what
the witnesses' or the kit's own files have changed. Exit code 1: a drift went unnoticed.
"""

# ruff: noqa: TID251  # the one script about the contract tests themselves
import argparse
import json
import os
import sys
import time
from pathlib import Path

from contract.mismatch import EDGES
from contract_tests.drills.catalogue import Mutant, catalogue, sample
from contract_tests.drills.operators import OPERATORS, WITNESSES
from contract_tests.drills.running import RedBaselineError, Results, WorkerDiedError, fingerprint, try_all
from contract_tests.drills.telling import rows, summary, table
from contract_tests.drills.thirty_eight import classic
from contract_tests.witnesses import ROOT, SPEC

_EVERY_S = 2.0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    every = classic() if options.classic else catalogue()
    mutants = [mutant for mutant in every if _wanted(mutant, options)]
    if options.sample is not None:
        mutants = sample(mutants, options.sample, options.seed)
    if not mutants:
        print("drill: no mutant is left by these filters; leave one of them out", file=sys.stderr)
        return 2
    into: Path = options.into
    results = Results(into / "results.jsonl", fingerprint(options.without), fresh=options.fresh)
    progress = _Progress(len(mutants), sum(mutant.id in results.known for mutant in mutants))
    try:
        try_all(mutants, results, workers=options.workers, without=options.without, told=progress.told)
    except RedBaselineError as error:
        print(f"drill: {error}\n\ndrill: nothing can be drilled before this is silent", file=sys.stderr)
        return 2
    except WorkerDiedError as error:
        print(f"drill: {error}; run it again, it goes on from there", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        done = sum(mutant.id in results.known for mutant in mutants)
        print(f"\ndrill: stopped; {done} of {len(mutants)} verdicts are kept in {into}/results.jsonl", file=sys.stderr)
        return 2
    found = summary(mutants, results.known, options.seed)
    (into / "summary.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print("\n".join([*(rows(mutants, results.known) if options.classic else ()), *table(found)]))
    return 1 if found["missed"] else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="drill", description=__doc__)
    add = parser.add_argument
    add("--operation", action="append", choices=list(SPEC.operations), metavar="operationId", help="only this one")
    add("--witness", action="append", choices=WITNESSES, help="only drifts of this witness")
    add("--operator", action="append", choices=OPERATORS, help="only this way of drifting")
    add("--sample", type=int, metavar="N", help="only N mutants, of every witness and operator alike")
    add("--seed", type=int, default=1, help="which N; default: 1")
    add("--classic", action="store_true", help="the 38 drifts of detectFaces with which other tools were measured")
    add("--fresh", action="store_true", help="forget the verdicts of earlier runs")
    add("--workers", type=int, default=os.cpu_count() or 1, help="processes at once; default: one for each core")
    add(
        "--without",
        action="append",
        default=[],
        choices=list(EDGES),
        help="as if this edge were blind: tries the drill",
    )
    add("--into", type=Path, default=ROOT / "out" / "drill", help="default: out/drill/")
    return parser


def _wanted(mutant: Mutant, options: argparse.Namespace) -> bool:
    chosen = (
        (options.operation, mutant.operation),
        (options.witness, mutant.witness),
        (options.operator, mutant.operator),
    )
    return all(names is None or name in names for names, name in chosen)


class _Progress:
    """A line on stderr, written anew as the drill goes on."""

    def __init__(self, number: int, done: int) -> None:
        self._number, self._done, self._began, self._last = number, done, time.monotonic(), 0.0

    def told(self, mutant: Mutant) -> None:
        """Count one verdict."""
        self._done += 1
        now = time.monotonic()
        if now - self._last >= _EVERY_S or self._done == self._number:
            self._last = now
            line = f"drill: {self._done} of {self._number}, {now - self._began:.0f} s, at {mutant.id}"
            end = "\n" if not sys.stderr.isatty() or self._done == self._number else "\r"
            print(line[:118].ljust(118), end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
