"""The fixture `edges` for every test of an edge, the table of what was compared, and the file of it for the report."""

from collections.abc import Generator, Iterator, Sequence
from typing import Any

import pytest

from contract.documents import FormError
from contract_tests.edges import Differing, Edges, tally_of
from contract_tests.edges_file import DIFFERS, FILE, OPTION, Hearer, course_of, write
from contract_tests.servers import FLAGS
from img_open_sandbox.process import Sandbox, running

try:
    from contract_tests import witnesses  # read here, so that a broken file is told once and not by every module
except FormError as error:
    raise pytest.UsageError(str(error)) from error


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the file for the report goes."""
    parser.addoption(OPTION, metavar="PATH", help=f"file for what the edges compared; default: {FILE}")


def pytest_configure(config: pytest.Config) -> None:
    """Know from the start what is tested, as it may be edited while the tests run; hear of every test."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Hearer(course_of(config)))


@pytest.fixture
def edges(request: pytest.FixtureRequest) -> Edges:
    """Takes the reports of an edge: `edges.expect_none(report)`."""
    return Edges(tally_of(request.config), request.path.name, request.node.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Print the mismatches alone: the place of a drift is in their text, not in a traceback."""
    found = call.excinfo.value if call.excinfo else None
    if isinstance(found, Differing) and found.edge:
        item.user_properties.append((DIFFERS, found.edge))
    report = yield
    if isinstance(found, Differing):
        report.longrepr = str(found)
    return report


def pytest_collection_finish(session: pytest.Session) -> None:
    """Count the tests that will run."""
    course_of(session.config).select(session.items)


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count the tests that will not."""
    for item in items[:1]:
        course_of(item.config).deselect(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist hands over what it counted; whoever heard all writes the file."""
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["tally"] = tally_of(config).packed()
        config.workeroutput["course"] = course_of(config).packed()
    elif not config.getoption("collectonly"):
        write(config, tally_of(config))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker counted; one that crashed counted nothing."""
    given = getattr(node, "workeroutput", {})
    if "tally" in given:
        tally_of(node.config).add(given["tally"])
        course_of(node.config).add(given["course"])


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
