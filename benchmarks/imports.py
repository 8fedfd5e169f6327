"""What importing the client costs beyond httpx, in fresh processes."""

import subprocess
import sys
from collections.abc import Callable, Mapping

from benchmarks.report import Figure, Target
from benchmarks.rounds import Samples, Say, Spread, alternate, difference, ratio

TARGET_MS = 25.0

HTTPX, BOTH, CLASSES = "import httpx", "import httpx, img_open", "from img_open import ImgOpen, AsyncImgOpen"
HTTPX_CLIENT = "import httpx; httpx.Client(timeout=30).close()"
CLIENT = 'from img_open import ImgOpen, AsyncImgOpen; ImgOpen("a", "b").close()'
PEERS: Mapping[str, str] = {BOTH: HTTPX, CLASSES: HTTPX, CLIENT: HTTPX_CLIENT}
"""What is measured, and what it is measured against."""

# The start of Python itself is left out: nobody's import changes it.
_TIMED = """
import time
cpu, wall = time.process_time(), time.perf_counter()
exec({statement!r})
print(time.process_time() - cpu, time.perf_counter() - wall)
"""


def measure(say: Say, *, quick: bool = False) -> Figure:
    """Compare; the target is in CPU time, for the package and for the statement that programs have."""
    walls: dict[str, list[float]] = {}

    def contender(statement: str) -> Callable[[], float]:
        def run() -> float:
            cpu, wall = timed(statement)
            walls.setdefault(statement, []).append(wall)
            return cpu

        return run

    statements = dict.fromkeys([*PEERS.values(), *PEERS])
    cpus = alternate({one: contender(one) for one in statements}, 5 if quick else 31, say)
    for found in walls.values():
        del found[0]  # of the round that does not count
    return Figure(
        name="import",
        title="Import",
        how=(
            "Each statement in a fresh `python -I`, compiled files present, the start of Python itself left out. A wall"
            " clock sees other programs on the same cores too; the target is for CPU."
        ),
        columns=("statement", "peer", "CPU, ms", "CPU more than peer, ms", "ratio", "wall clock more than peer, ms"),
        rows=[_row(ours, peer, cpus, walls) for ours, peer in PEERS.items()],
        targets=[
            Target(f"`{ours}` over `{HTTPX}`, ms more", difference(cpus, ours, HTTPX).median * 1000, TARGET_MS)
            # A package that puts everything off costs nothing until somebody takes a name from it, as everybody does.
            for ours in (BOTH, CLASSES)
        ],
        samples={"cpu": cpus, "wall": walls},
    )


def _row(ours: str, peer: str, cpus: Samples, walls: Samples) -> tuple[str, ...]:
    return (
        f"`{ours}`",
        f"`{peer}`",
        Spread.of(cpus[ours]).shown(1, 1000),
        difference(cpus, ours, peer).shown(1, 1000),
        ratio(cpus, ours, peer).shown(),
        difference(walls, ours, peer).shown(1, 1000),
    )


def timed(statement: str) -> tuple[float, float]:
    """Seconds of CPU and of wall clock that a statement takes in a fresh Python. Raises CalledProcessError."""
    command = [sys.executable, "-I", "-c", _TIMED.format(statement=statement)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # our own
    cpu, wall = map(float, done.stdout.split())
    return cpu, wall
