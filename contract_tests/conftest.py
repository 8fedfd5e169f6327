"""The fixture `edges` for every test of an edge, and the table of what was compared."""

from collections.abc import Generator, Iterator
from typing import Any

import pytest

from contract.documents import FormError
from contract_tests.edges import Differing, Edges, tally_of
from contract_tests.servers import FLAGS
from img_open_sandbox.process import Sandbox, running

try:
    from contract_tests import witnesses  # read here, so that a broken file is told once and not by every module
except FormError as error:
    raise pytest.UsageError(str(error)) from error


@pytest.fixture
def edges(request: pytest.FixtureRequest) -> Edges:
    """Takes the reports of an edge: `edges.expect_none(report)`."""
    return Edges(tally_of(request.config), request.path.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Print the mismatches alone: the place of a drift is in their text, not in a traceback."""
    report = yield
    if call.excinfo and isinstance(call.excinfo.value, Differing):
        report.longrepr = str(call.excinfo.value)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist hands over what it counted."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tally"] = tally_of(session.config).packed()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker counted; one that crashed counted nothing."""
    tally_of(node.config).add(getattr(node, "workeroutput", {}).get("tally", [[], []]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print how much each edge compared, in all and for each operation."""
    tally = tally_of(config)
    if tally.checks:
        terminalreporter.section("witnesses compared")
        names = {name: o.operation_id for o in witnesses.OPERATIONS for name in (o.operation_id, o.slug)}
        for line in [*tally.lines(), "", *tally.matrix(names)]:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The local sandbox as a process of its own, over HTTP."""
    with running(*FLAGS) as started:
        yield started
