"""The wheel: what is in it, and that it works outside the checkout."""

import email
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = """
from pathlib import Path
import img_open, img_open_sandbox
from img_open_sandbox.process import running
for package in (img_open, img_open_sandbox):
    assert "{checkout}" not in package.__file__, package.__file__
with running("--loopback-only") as sandbox, img_open.ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url) as client:
    url = sandbox.upload(Path("{photo}").read_bytes())
    print(len(client.tools.detect_faces(image_url=url).wait(timeout=60).face_urls), "faces")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


def test_spec_and_pages_travel_with_the_sandbox(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for file in (ROOT / "spec").rglob("*.yaml"):
        assert f"img_open_sandbox/{file.relative_to(ROOT)}" in names
    assert "img_open/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {
        "img_open",
        "img_open_cli",
        "img_open_sandbox",
        "img_open_sqlalchemy",
    }


def test_the_client_alone_needs_httpx_and_attrs(wheel: zipfile.ZipFile) -> None:
    metadata = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    needs = email.message_from_bytes(wheel.read(metadata)).get_all("Requires-Dist", [])
    assert sorted(need.partition(">")[0] for need in needs if "extra ==" not in need) == ["attrs", "httpx"]
    assert any(need.startswith("opencv-python-headless") and "extra == 'sandbox'" in need for need in needs)


def test_the_wheel_runs_outside_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    # Offline: the packages that the wheel needs are lent by the environment that runs the tests; its own are not.
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = tmp_path / "env" / "lib" / version / "site-packages"
    wheel.extractall(site)
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    program = PROGRAM.format(checkout=ROOT, photo=ROOT / "examples" / "group.jpg")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run(
        [python, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.returncode) == ("4 faces\n", 0), ran.stderr
