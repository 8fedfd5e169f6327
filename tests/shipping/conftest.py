"""What the tests of shipping share."""

from pathlib import Path

import pytest

from tests.shipping.kits import make_kit


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A small kit, committed."""
    return make_kit(tmp_path / "kit")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Another code base."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder
