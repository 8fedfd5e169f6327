"""Run benchmarks: all of them, or those that are named."""

import argparse
import importlib
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.report import Figure, as_json, table, write

HERE = Path(__file__).parent
QUICK_OUT = HERE.parent / "out" / "benchmarks"
MODULES = {"call": "call", "import": "imports", "waiting": "waiting", "many": "many", "decode": "decode"}
"""Figures by name, in the order of the report, and the module of each."""
ABOUT = {
    "call": "CPU of one call over loopback, beside httpx and httpcore",
    "import": "import time, beside httpx",
    "waiting": "from done to known on a simulated clock, beside other SDKs' pollers",
    "many": "1,000 tasks awaited at once against the sandbox, beside asyncio with httpx",
    "decode": "decoding 1,000 rows, beside json.loads and pydantic",
}
_STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; the exit code is 0, 1 with --check where a target is missed, 130 when it was stopped."""
    options = _parser().parse_args(arguments)
    out: Path = options.out or (QUICK_OUT if options.quick else HERE)
    names = options.figure or list(MODULES)
    missed = []
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))  # so that servers are ended then too
    try:
        for name in names:
            figure = _measure(name, quick=options.quick)
            # After each figure, so that a run that is stopped keeps what it has measured.
            write(out, {name: as_json(figure, quick=options.quick)}, list(MODULES))
            missed += [target for target in figure.targets if not target.met]
    except KeyboardInterrupt:
        print("\nbenchmarks: stopped; figures that were complete are kept", file=sys.stderr)
        return _STOPPED
    finally:
        signal.signal(signal.SIGTERM, before)
    print(f"written to {_shown(out)}: results.json, RESULTS.md")
    return 1 if missed and options.check else 0


def _measure(name: str, *, quick: bool) -> Figure:
    # Only now, so that no figure is measured in a process that holds another one's modules and peers for nothing.
    module = importlib.import_module(f"benchmarks.{MODULES[name]}")
    run: Callable[..., Figure] = module.measure
    print(f"{name}: {ABOUT[name]}", flush=True)
    say = _progress(name)
    figure = run(say, quick=quick)
    say("")
    print(table(figure.columns, figure.rows))
    for target in figure.targets:
        print(f"{'met' if target.met else 'MISSED'}: {target.what}: {target.value:.3g}, at most {target.limit:g}")
    print(flush=True)
    return figure


def _progress(name: str) -> Callable[[str], None]:
    # On a terminal one line that changes, which "" clears; in a log a line each.
    if sys.stderr.isatty():
        return lambda text: print(f"\r\x1b[K{f'  {name}: {text}' if text else ''}", end="", file=sys.stderr, flush=True)
    return lambda text: print(f"  {name}: {text}", file=sys.stderr, flush=True) if text else None


def _shown(folder: Path) -> str:
    root = HERE.parent
    return str(folder.relative_to(root) if folder.is_relative_to(root) else folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure the client beside its peers, in alternating rounds of the same run.",
        epilog="figures:\n" + "\n".join(f"  {name:8} {text}" for name, text in ABOUT.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("figure", nargs="*", choices=[[], *MODULES], metavar="FIGURE", help="which (default: all)")
    parser.add_argument("--quick", action="store_true", help="few rounds: is all well, not how fast")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="folder for results.json and RESULTS.md (benchmarks; quick: out/benchmarks)",
    )
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
