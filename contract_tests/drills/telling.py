"""What a drill found, as a summary in JSON and as a table."""

import hashlib
from collections.abc import Iterable, Iterator

from contract.values import JsonObject
from contract_tests.drills.catalogue import Mutant
from contract_tests.drills.operators import OPERATORS
from contract_tests.witnesses import ROOT

_STATES = ("caught", "missed", "equivalent")


def summary(mutants: list[Mutant], known: dict[str, JsonObject], seed: int) -> JsonObject:
    """Counts by operator, edge, witness and operation; each mutant that was missed, and each equivalent's reason."""
    done = [(mutant, known[mutant.id]) for mutant in mutants if mutant.id in known]
    count = _tally((row["status"], [""]) for _, row in done).get("", dict.fromkeys(_STATES, 0))
    return {
        "seed": seed,
        "mutants": len(done),
        **count,
        "by_operator": _tally((row["status"], [mutant.operator]) for mutant, row in done),
        "by_edge": _tally((row["status"], row["edges"] or row["wanted"][:1]) for _, row in done),
        "by_witness": _tally((row["status"], [mutant.witness]) for mutant, row in done),
        "by_operation": _tally((row["status"], [mutant.operation]) for mutant, row in done),
        "missed_mutants": [
            {"id": mutant.id, "edge": ", ".join(row["wanted"]), "said": row["text"]}
            for mutant, row in done
            if row["status"] == "missed"
        ],
        "equivalent_mutants": [
            {"id": mutant.id, "reason": row["text"]} for mutant, row in done if row["status"] == "equivalent"
        ],
        "spec_sha256": hashlib.sha256((ROOT / "spec" / "openapi.yaml").read_bytes()).hexdigest(),
    }


def _tally(rows: Iterable[tuple[str, list[str]]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for status, names in rows:
        for name in names:
            found.setdefault(name, dict.fromkeys(_STATES, 0))[status] += 1
    return found


def rows(mutants: list[Mutant], known: dict[str, JsonObject]) -> Iterator[str]:
    """Each mutant with what became of it, and which edge noticed it."""
    for mutant in mutants:
        row = known[mutant.id]
        yield f"{row['status']:<11} {', '.join(row['edges']) or '-':<32} {mutant.id}"
    yield ""


def table(found: JsonObject) -> Iterator[str]:
    """The summary's counts, by operator, by edge and by witness."""
    for title, key in (("operator", "by_operator"), ("edge", "by_edge"), ("witness", "by_witness")):
        yield f"{title:<32}" + "".join(f"{state:>12}" for state in _STATES)
        order = {name: at for at, name in enumerate(OPERATORS)}
        for name in sorted(found[key], key=lambda name: (order.get(name, 0), name)):
            yield f"{name:<32}" + "".join(f"{found[key][name][state]:>12}" for state in _STATES)
        yield ""
    for reason in sorted({row["reason"] for row in found["equivalent_mutants"]}):
        number = sum(row["reason"] == reason for row in found["equivalent_mutants"])
        yield f"equivalent, {number}: {reason}"
    for row in found["missed_mutants"]:
        yield f"MISSED {row['id']}: expected {row['edge']} to name the operation and the place; said: {row['said']}"
    share = f"{found['caught']} of {found['caught'] + found['missed']} caught"
    yield f"drill: {found['mutants']} mutants, {share}, {found['missed']} missed, {found['equivalent']} equivalent"
