"""Client against recordings: replaying an exchange, it sends the recorded request and loses nothing of the answer."""

import pytest

from contract.recordings import Recording
from contract_tests.calls import MODES, Mode
from contract_tests.edges import Edges
from contract_tests.replay import replay
from contract_tests.witnesses import RECORDINGS, SPEC, name_of


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("recording", RECORDINGS, ids=name_of)
def test_the_client_sends_and_reads_what_was_recorded(recording: Recording, mode: Mode, edges: Edges) -> None:
    edges.expect_none(replay(recording, SPEC, mode))
