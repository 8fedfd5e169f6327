"""make generate: deterministic, refusing, and checked against what is there."""

import os
import subprocess
import sys
from collections.abc import Callable
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
    assert heads["img_open/resources/tools.py"] == '# GENERATED from spec/openapi.yaml by "make generate"; do not edit.'
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

    def dangle(document: Any) -> None:
        detect(document)["requestBody"] = {"$ref": "#/nowhere"}

    def rename(document: Any) -> None:
        detect(document)["x-task"]["filled"] = ["/data/nothing"]

    def date(document: Any) -> None:
        document["components"]["schemas"]["FaceDetectionData"]["properties"]["when"] = {
            "type": "string",
            "format": "date",
        }

    for change, told in (
        (dangle, "generate: spec/openapi.yaml: the reference '#/nowhere' leads nowhere"),
        (rename, "spec: detectFaces at "),
        (date, "generate: when: no codec for DateProperty; add one to generator/runtime/codec.py"),
    ):
        assert main(["--into", str(into), "--spec", str(changed(tmp_path, change))]) == 2
        assert told in capsys.readouterr().err
        assert files(into) == before


def detect(document: Any) -> Any:
    return document["paths"]["/AIGCImgOpenServ/saas/tool/face/detection"]["post"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda d: detect(d).update(parameters=[{"in": "query", "name": "page", "schema": {"type": "integer"}}]),
            "detectFaces: query parameter page: methods have path and body parameters only",
        ),
        (
            lambda d: detect(d)["requestBody"].update(required=False),
            "detectFaces: expected a body that is required: a method always sends one",
        ),
        (
            lambda d: detect(d)["requestBody"].update(content={"multipart/form-data": {"schema": {"type": "object"}}}),
            "detectFaces: expected a body of application/json, got multipart/form-data",
        ),
        (
            lambda d: detect(d).update(tags=["tools", "images"]),
            "detectFaces: expected one tag, which is the resource of its method, got ['tools', 'images']",
        ),
        (
            lambda d: detect(d).update(operationId="query_tool_task"),
            "operationId: 2 operations would be called query_tool_task",
        ),
        (
            lambda d: next(iter(d["paths"].values())).update(parameters=[]),
            "/AIGCImgOpenServ/saas/sd/v2/text2image: parameters stands beside the operations and is not read",
        ),
        (
            lambda d: d["components"]["schemas"]["ToolTaskData"].update(additionalProperties={"type": "string"}),
            "ToolTaskData: additionalProperties with a schema has no class; leave it open (true) instead",
        ),
        (
            lambda d: d["components"]["schemas"]["FaceDetectionResponse"].update(required=["code", "msg"]),
            "detectFaces: expected data to be required in a success",
        ),
    ],
)
def test_what_is_not_generated_is_refused(change: Callable[[Any], Any], told: str, tmp_path: Path) -> None:
    with pytest.raises(GenerationError) as caught:
        build(changed(tmp_path, change), tmp_path / "made")
    assert told in str(caught.value)


def test_enums_are_open_and_free_objects_are_any_json(tmp_path: Path) -> None:
    def plant(document: Any) -> None:
        request = document["components"]["schemas"]["FaceDetectionRequest"]["properties"]
        request["model"] = {"type": "string", "description": "Which.", "enum": ["clip", "deepdanbooru"]}
        request["extra"] = {"type": "object"}
        request["default"] = {"type": "array", "items": {"type": "number"}}

    build(changed(tmp_path, plant), tmp_path)
    model = (tmp_path / "img_open" / "models" / "face_detection_request.py").read_text()
    assert "model: str | Unset = field(" in model
    assert "model: Which. One of clip, deepdanbooru." in model
    assert 'extra: Any | Unset = field(default=UNSET, metadata=wire("extra", ANY))' in model
    assert 'default: list[float] | Unset = field(default=UNSET, metadata=wire("default", listed(NUMBER)))' in model


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
    assert "SuccessCode" not in schemas, "a name that makes no class is put in its references' places"
    assert schemas["ImageTaskResponse"]["properties"]["code"]["type"] == "string"
    assert schemas["SubmitTrainingRequest"]["required"] == ["taskId", "fileUrlList"]
    assert "file_url_list" not in schemas["SubmitTrainingRequest"]["properties"]
    assert schemas["ToolTaskStatus"]["enum"] == [-1, 1, 2]
    assert schemas["ToolTaskStatus"]["x-enum-varnames"] == ["FAILED", "RUNNING", "FINISHED"]
    assert "ErrorResponse" not in schemas
    detect = lowered["paths"]["/AIGCImgOpenServ/saas/tool/face/detection"]["post"]
    answer = detect["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/FaceDetectionResponse"}
