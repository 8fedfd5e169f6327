"""Every public name has a type that all checkers read alike: pyright's --verifytypes, on an installed copy."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import pytest

import img_open


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What pyright says of a copy in an environment of its own, as an editable install is not looked into."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    shutil.copytree(Path(img_open.__file__).parent, site / "img_open", ignore=shutil.ignore_patterns("__pycache__"))
    (site / "rest.pth").write_text(sysconfig.get_path("purelib"))
    command: list[str | Path] = [
        Path(sys.executable).parent / "basedpyright",
        "--verifytypes",
        "img_open",
        "--ignoreexternal",
        "--outputjson",
    ]
    environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    found: dict[str, Any] = json.loads(ran.stdout)["typeCompleteness"]
    return found


def test_no_public_name_is_of_unknown_type(report: dict[str, Any]) -> None:
    counts = report["exportedSymbolCounts"]
    assert counts["withKnownType"] > 1500
    assert counts["withUnknownType"] == 0


def test_only_methods_with_raw_response_have_their_types_by_inference(report: dict[str, Any]) -> None:
    # Written out they would repeat each method's signature; mypy and pyright infer the same, as program.py shows.
    told = [(symbol["name"], row["message"]) for symbol in report["symbols"] for row in symbol["diagnostics"]]
    inferred = [name for name, message in told if "missing type annotation" in message or "Ambiguous" in message]
    assert inferred
    assert [name for name in inferred if "WithRawResponse." not in name] == []
    assert report["completenessScore"] > 0.95
