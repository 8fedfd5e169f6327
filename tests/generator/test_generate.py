"""make generate: deterministic, refusing, and checked against what is there."""

import filecmp
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import DictLoader, Environment

from generator.build import build
from generator.lower import GenerationError, lower
from generator.patches import Patch, PatchedLoader
from scripts.generate import main

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def changed(tmp_path: Path, change: Any) -> Path:
    """A copy of the contract with one change."""
    document = yaml.safe_load(SPEC.read_bytes())
    change(document)
    copy = tmp_path / "openapi.yaml"
    copy.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return copy


def test_two_runs_in_two_folders_give_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("two/deeper", "2")):
        command = [sys.executable, "-m", "scripts.generate", "--into", str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
    one, two = files(tmp_path / "one"), files(tmp_path / "two" / "deeper")
    assert one == two
    assert {"STAMP.toml", "img_open/py.typed", "img_open/__init__.py"} <= set(one)


def test_each_file_names_its_source_and_its_command(tmp_path: Path) -> None:
    build(SPEC, tmp_path)
    heads = {name: body.splitlines()[0].decode() for name, body in files(tmp_path).items() if body}
    assert heads["img_open/resources.py"] == '# GENERATED from spec/openapi.yaml by "make generate"; do not edit.'
    assert heads["img_open/codec.py"] == '# GENERATED from generator/runtime/codec.py by "make generate"; do not edit.'
    assert {head.partition(" from ")[0] for head in heads.values()} == {"# GENERATED"}


def test_the_runtime_travels_byte_for_byte(tmp_path: Path) -> None:
    build(SPEC, tmp_path)
    for module in (ROOT / "generator" / "runtime").glob("[!_]*.py"):
        made = (tmp_path / "img_open" / module.name).read_bytes()
        assert made.partition(b"\n")[2] == module.read_bytes(), module.name


def test_check_passes_on_what_was_made_and_prints_every_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = ["--into", str(tmp_path / "made")]
    assert main(into) == 0
    assert main(["--check", *into]) == 0
    module = tmp_path / "made" / "img_open" / "models" / "face_detection_data.py"
    module.write_text(module.read_text().replace('"taskId"', '"task_id"'))
    (module.parent / "left_over.py").write_text("stale = True\n")
    before = files(tmp_path / "made")
    capsys.readouterr()
    assert main(["--check", *into]) == 1
    out, err = capsys.readouterr()
    assert '-    task_id: str = field(metadata=wire("task_id", TEXT))\n' in out
    assert '+    task_id: str = field(metadata=wire("taskId", TEXT))\n' in out
    assert "-stale = True\n" in out
    assert "generate: 2 of " in err
    assert "img_open/models/face_detection_data.py, img_open/models/left_over.py\n" in err
    assert "edit spec/openapi.yaml or generator/, never generated/, then run: make generate" in err
    assert files(tmp_path / "made") == before
    assert main(into) == 0
    assert not (module.parent / "left_over.py").exists()
    assert not [*(tmp_path / "made").glob(".*")]


def test_a_failed_run_leaves_what_was_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    into = tmp_path / "made"
    assert main(["--into", str(into)]) == 0
    before = files(into)

    def break_it(document: Any) -> None:
        document["paths"]["/AIGCImgOpenServ/saas/tool/face/detection"]["post"]["requestBody"] = {"$ref": "#/nowhere"}

    assert main(["--into", str(into), "--spec", str(changed(tmp_path, break_it))]) == 2
    assert capsys.readouterr().err == "generate: a $ref names nowhere, and components/schemas has none of that name\n"
    assert files(into) == before


def test_a_type_without_a_codec_is_refused(tmp_path: Path) -> None:
    def date(document: Any) -> None:
        document["components"]["schemas"]["FaceDetectionData"]["properties"]["when"] = {
            "type": "string",
            "format": "date",
        }

    with pytest.raises(GenerationError, match="when: no codec for DateProperty; add one to generator/runtime/codec.py"):
        build(changed(tmp_path, date), tmp_path / "made")


def test_a_pinned_generator_is_asserted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.build.PINNED", "0.0.1")
    with pytest.raises(GenerationError, match=r"expected openapi-python-client 0\.0\.1, found 0\.29\.1"):
        build(SPEC, tmp_path)


@pytest.mark.parametrize("source", ["nothing here", "old and old"])
def test_a_replacement_that_does_not_match_once_fails(source: str) -> None:
    loader = PatchedLoader(DictLoader({"x.jinja": source}), (Patch("x.jinja", "reason", "old", "new"),))
    with pytest.raises(
        GenerationError, match=r"x\.jinja: expected exactly one place to change so that reason, found [02] of 'old'"
    ):
        Environment(loader=loader).get_template("x.jinja")  # noqa: S701  # prints no HTML


def test_lowering_picks_one_type_and_drops_what_the_client_never_meets() -> None:
    lowered = lower(yaml.safe_load(SPEC.read_bytes()))
    schemas = lowered["components"]["schemas"]
    assert schemas["SuccessCode"]["type"] == "string"
    assert schemas["ToolTaskStatus"]["enum"] == [-1, 1, 2]
    assert schemas["ToolTaskStatus"]["x-enum-varnames"] == ["FAILED", "RUNNING", "FINISHED"]
    assert "ErrorResponse" not in schemas
    detect = lowered["paths"]["/AIGCImgOpenServ/saas/tool/face/detection"]["post"]
    answer = detect["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/FaceDetectionResponse"}


def test_what_is_committed_is_what_would_be_made(tmp_path: Path) -> None:
    build(SPEC, tmp_path)
    compared = filecmp.cmpfiles(ROOT / "generated", tmp_path, files(tmp_path), shallow=False)
    assert compared[1:] == ([], [])
