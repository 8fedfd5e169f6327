"""The suite itself: each planted drift is reported by the right edges, with its place, and by no other."""

import pytest

from contract.spec import Operation
from contract_tests.drills import page_drifts, recording_drifts, spec_drifts
from contract_tests.drills.world import Drift, drill, reports, world_of
from contract_tests.edges import Differing, Edges
from contract_tests.witnesses import PAIRS, name_of

OPERATIONS = [operation for _, operation in PAIRS]
DRIFTS = [*page_drifts.DRIFTS, *spec_drifts.DRIFTS, *recording_drifts.DRIFTS]


def _planted() -> dict[str, tuple[Operation, list[Drift]]]:
    """Every drift, by the name of operation, witness and operator.

    Operations whose witnesses differ already are left to the edges' own tests, and fail the first test below.
    """
    found: dict[str, tuple[Operation, list[Drift]]] = {}
    sound = (o for o in OPERATIONS if not any(report.mismatches for report in reports(world_of(o)).values()))
    for operation in sound:
        for drift in (drift for drifts in DRIFTS for drift in drifts(world_of(operation))):
            name = f"{operation.operation_id}-{drift.witness}-{drift.operator}".replace(" ", "_")
            found.setdefault(name, (operation, []))[1].append(drift)
    return found


PLANTED = _planted()


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_without_a_drift_every_edge_is_silent(operation: Operation) -> None:
    said = [str(report) for report in reports(world_of(operation)).values() if report.mismatches]
    if said:
        raise Differing("\n\n".join(said))


def test_there_is_something_to_plant() -> None:
    if not PLANTED:
        raise Differing("no drift was planted, as the witnesses differ already; the edges' own tests say where")


@pytest.mark.parametrize(("operation", "drifts"), PLANTED.values(), ids=PLANTED)
def test_a_drift_is_caught(operation: Operation, drifts: list[Drift], edges: Edges) -> None:
    edges.expect_none(drill(operation, drifts))


@pytest.mark.parametrize(
    ("caught", "told"),
    [
        ({"pages-spec": "/summary"}, "pages-spec at /summary: a word changed, in page"),
        ({"recordings-server": "/summary"}, "recordings-server at /summary: a word changed, in page"),
    ],
)
def test_a_drift_that_no_edge_sees_fails_the_drill(caught: dict[str, str], told: str) -> None:
    unseen = Drift("a word changed", "/summary", "page", [("/summary", "other words")], caught)
    (mismatch,) = drill(OPERATIONS[0], [unseen]).mismatches
    assert f"the suite must notice: {told}" in str(mismatch)
    assert "the suite said:       nothing" in str(mismatch)


def test_an_edge_that_sees_a_drift_unasked_fails_the_drill() -> None:
    seen = Drift("the method changed", "/method", "page", [("/method", "PUT")], {})
    (mismatch,) = drill(OPERATIONS[0], [seen]).mismatches
    assert "the suite must notice: pages-spec silent: the method changed, in page" in str(mismatch)
    assert f"the suite said:       {OPERATIONS[0].operation_id} at /method" in str(mismatch)
