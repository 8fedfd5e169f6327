"""Recordings against spec: each exchange follows the schema and shows nothing that the spec does not know."""

import pytest

from contract.recordings import Recording
from contract.recordings_vs_spec import check_completeness, check_documented, check_recording
from contract_tests.edges import Edges
from contract_tests.witnesses import PAGES, RECORDINGS, SPEC, WAIVERS, name_of


@pytest.mark.parametrize("recording", RECORDINGS, ids=name_of)
def test_a_recording_follows_the_spec(recording: Recording, edges: Edges) -> None:
    edges.expect_none(check_recording(recording, SPEC))


@pytest.mark.parametrize("recording", [r for r in RECORDINGS if r.kind == "documented"], ids=name_of)
def test_a_documented_recording_is_the_pages_example(recording: Recording, edges: Edges) -> None:
    edges.expect_none(check_documented(recording, PAGES.pages[SPEC.operations[recording.operation_id].slug]))


def test_each_operation_has_a_recording(edges: Edges) -> None:
    edges.expect_none(check_completeness(RECORDINGS, SPEC, WAIVERS))
