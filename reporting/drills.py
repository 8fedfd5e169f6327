"""What a drill left behind: out/drill/summary.json."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reporting.hiding import safe
from reporting.runs import read_json

FILE = "out/drill/summary.json"
_FORM = Path(__file__).parent / "drill.schema.yaml"
_TABLES = (("operator", "by_operator"), ("edge", "by_edge"), ("witness", "by_witness"))


class Score(NamedTuple):
    """How many planted drifts of one kind were noticed; equivalent are those that nobody can notice."""

    name: str
    caught: int
    missed: int
    equivalent: int


class Missed(NamedTuple):
    """A planted drift that nobody noticed."""

    id: str
    edge: str
    said: str


@dataclass(frozen=True)
class Drill:
    """The score, and by operator, edge and witness; `is_stale` where another contract was drilled."""

    mutants: int
    whole: Score
    tables: dict[str, list[Score]]
    missed: list[Missed]
    equivalent: dict[str, int]
    is_stale: bool

    @property
    def share(self) -> str:
        """Of the drifts that can be noticed, how many were, in percent; never rounded up to all."""
        can = self.whole.caught + self.whole.missed
        return f"{int(1000 * self.whole.caught / can) / 10:g} %" if can else "none planted"


def read_drill(path: Path, spec_sha256: str) -> Drill | None:
    """The last drill; None where there was none. Raises FormError where the file is not in its form."""
    raw = read_json(path, _FORM)
    if raw is None:
        return None
    return Drill(
        mutants=raw["mutants"],
        whole=Score("all", raw["caught"], raw["missed"], raw["equivalent"]),
        tables={
            title: [
                Score(name, row["caught"], row["missed"], row["equivalent"]) for name, row in sorted(raw[key].items())
            ]
            for title, key in _TABLES
            if raw.get(key)
        },
        missed=[Missed(row["id"], row.get("edge", ""), safe(row.get("said", ""))) for row in raw["missed_mutants"]],
        equivalent=dict(Counter(row["reason"] for row in raw["equivalent_mutants"]).most_common()),
        is_stale=raw["spec_sha256"] != spec_sha256,
    )
