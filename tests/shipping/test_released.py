"""This repository against its own last release: what breaks its users is declared by the version."""

import pytest

from scripts import api_gate, release


def test_the_client_breaks_nothing_that_is_not_declared(capsys: pytest.CaptureFixture[str]) -> None:
    assert api_gate.main([]) == 0, capsys.readouterr().out


def test_the_contract_breaks_nothing_that_is_not_declared(capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main(["--check"]) == 0, capsys.readouterr().out
