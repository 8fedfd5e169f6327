"""The working tree that the report's tests read."""

from pathlib import Path

import pytest

from tests.reporting.kit import tree


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """This repository without results; spec/ is a copy."""
    return tree(tmp_path / "kit", "spec")
