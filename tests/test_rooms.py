"""Who may import whom, as ARCHITECTURE.md says; ruff enforces it, and this shows that ruff does."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_WITNESSES = {"generator", "img_open", "img_open_sandbox", "scripts", "tests", "contract_tests"}
BANNED = {
    "generated/img_open": {"contract", "contract_tests", "generator", "img_open_sandbox", "scripts", "tests"},
    "generator": {"contract", "img_open", "img_open_sandbox", "scripts", "tests", "contract_tests"},
    **dict.fromkeys(("contract", "apifox", "changes", "drafting", "recording", "reporting", "shipping"), _WITNESSES),
    "extras/img_open_cli": {"contract", "generator", "scripts", "tests", "contract_tests"},
    "extras/img_open_sqlalchemy": {"contract", "generator", "scripts", "tests", "contract_tests"},
    "sandbox/img_open_sandbox": {"contract", "generator", "img_open", "scripts", "tests", "contract_tests"},
}


@pytest.mark.parametrize(("room", "module"), [(room, module) for room in BANNED for module in sorted(BANNED[room])])
def test_a_banned_import_is_refused(room: str, module: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "--stdin-filename"]
    ran = subprocess.run(
        [*command, f"{room}/planted.py", "-"],
        cwd=ROOT,
        input=f"import {module}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stdout
    assert f"TID251 `{module}` is banned" in ran.stdout
