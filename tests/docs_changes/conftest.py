"""The option that runs each change of the documentation by itself."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Registered only when this folder is named on the command line; else the default holds."""
    parser.addoption("--each-docs-change", action="store_true", help="each of ten changes by itself")
