"""What the commands that call a server have in common: options, and the preparations before the first call."""

import argparse
from collections.abc import Callable
from pathlib import Path

from contract.har import write
from contract.recordings import Recording
from contract.secret_signs import hidden
from recording.known import Known
from recording.performing import Pace
from recording.server import ENVIRONMENT, Target, target_of

UNSET = f"{ENVIRONMENT[0]} and {ENVIRONMENT[1]} are not set"


def add_options(parser: argparse.ArgumentParser, *, budget: int) -> None:
    """Options for calling a server; keys are no option, as every user of a machine can read a command line."""
    parser.add_argument("--base-url", metavar="URL", help="default: IMG_OPEN_BASE_URL, else the specification's server")
    parser.add_argument(
        "--kind", choices=("live", "sandbox"), help="who answers; default: sandbox on loopback, else live"
    )
    parser.add_argument("--yes", action="store_true", help="perform the cases that may cost credit too")
    parser.add_argument("--budget", type=_positive(int), default=budget, help=f"calls at most; default: {budget}")
    parser.add_argument("--rate", type=_positive(float), default=1.0, help="calls a second at most; default: 1")
    parser.add_argument(
        "--picture", metavar="URL", help="a picture for the cases that need one, where no sandbox takes it"
    )


def prepared(options: argparse.Namespace, server: str) -> tuple[Target | None, Known, Pace]:
    """The server (None without keys), its keys to be hidden in messages, and the pace.

    Raises recording.server.WrongUse and recording.known.TooShort.
    """
    target = target_of(options.base_url, options.kind, server, options.picture)
    return target, Known(target.keys if target else ()), Pace(options.budget, options.rate)


def keep(recording: Recording, into: Path) -> Path:
    """Write a recording into its operation's folder; return where."""
    path = into / recording.operation_id / f"{recording.name}.har"
    write(path, recording.har)
    return path


def clean(text: str, known: Known) -> str:
    """A message without keys and without what looks like one."""
    return known.hide(hidden(known.hide(text))[0])


def free_name(into: Path, recording: Recording) -> Recording:
    """The recording under a name that no file has yet."""
    names = {path.stem for path in (into / recording.operation_id).glob("*.har")}
    base = recording.name.rpartition("-")[0]
    number = 1
    while f"{base}-{number}" in names:
        number += 1
    return Recording(recording.operation_id, f"{base}-{number}", recording.har)


def _positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            found = kind(text)
        except ValueError:
            found = 0
        if not 0 < found < 1_000_000:
            raise argparse.ArgumentTypeError(f"expected a number above 0, got {text!r}")
        return found

    return number
