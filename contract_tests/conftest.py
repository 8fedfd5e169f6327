"""The fixture `edges` for every test of an edge, and the table of what was compared."""

from collections.abc import Generator, Iterator

import pytest

from contract.documents import FormError
from contract_tests.edges import Differing, Edges, tally_of
from contract_tests.servers import FLAGS
from img_open_sandbox.process import Sandbox, running

try:
    import contract_tests.witnesses  # noqa: F401  # read here, so that a broken file is told once and not by every module
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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print how much each edge compared; with -v for each operation."""
    tally = tally_of(config)
    if tally.checks:
        terminalreporter.section("witnesses compared")
        for line in tally.lines(by_operation=config.get_verbosity() > 0):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The local sandbox as a process of its own, over HTTP."""
    with running(*FLAGS) as started:
        yield started
