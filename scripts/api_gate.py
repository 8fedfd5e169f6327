"""Fail when the client's public API breaks what was released and nobody has declared it.

Declared is a change by the version, which in 0.x has to raise its minor and later its major number, or by an entry in
allowed.yaml beside the released state, with a reason. Exit codes: 0 fine, or nothing released yet; 1 something is
undeclared, or an entry is stale; 2 a file cannot be read.
"""

import argparse
import json
import sys
from pathlib import Path

from contract.documents import FormError
from shipping.gate import GateError, Version, judge, read_state, read_version
from shipping.kit import PACKAGE, constants
from shipping.public_api import FormChanged, dump
from shipping.renaming import VendoringError
from shipping.surface import SurfaceError

ROOT = Path(__file__).parent.parent
RELEASED = ROOT / "released" / "api.json"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="api_gate", description=__doc__)
    parser.add_argument(
        "--against",
        type=Path,
        default=RELEASED,
        help="the released public API, with VERSION and allowed.yaml beside it; default: released/api.json",
    )
    parser.add_argument("--package", type=Path, default=ROOT / PACKAGE, help=f"the client; default: {PACKAGE}")
    parser.add_argument("--json", action="store_true", help="print the verdict as JSON")
    options = parser.parse_args(arguments)
    against: Path = options.against
    if against == RELEASED and not against.parent.exists():
        if options.json:
            print(json.dumps({"released": None, "ok": True}))
        else:
            print(f"api_gate: nothing released yet, as there is no {against.parent}; nothing to compare with")
        return 0
    try:
        released = read_version(against.parent / "VERSION")
        now = Version.of(constants(options.package / "_version.py")["__version__"], str(options.package))
        verdict = judge(
            read_state(against), dump(options.package), released, now, allowed=against.parent / "allowed.yaml"
        )
    except (FormChanged, FormError, GateError, SurfaceError, VendoringError, OSError) as error:
        print(f"api_gate: {error}", file=sys.stderr)
        return 2
    print(json.dumps(verdict.as_json(), indent=2) if options.json else f"api_gate: {verdict}")
    return 0 if verdict.ok else 1


if __name__ == "__main__":
    sys.exit(main())
