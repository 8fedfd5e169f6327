"""The GitHub workflow and the GitLab file: valid, calling what there is, and keeping the keys in one job."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.documents import load_yaml
from contract.values import Json, JsonObject, join

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github" / "workflows" / "contract.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
KEYS = ("IMG_OPEN_ACCESS_KEY_ID", "IMG_OPEN_ACCESS_KEY_SECRET")
NIGHT = "github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'"
MAKE = """#!/bin/sh
echo "make $*"
[ -z "$DRIFT" ] || { mkdir -p out/pages && echo "$DRIFT" > out/pages/drift.md; }
exit "${MADE:-0}"
"""


@pytest.fixture(scope="module")
def github() -> JsonObject:
    content: JsonObject = load_yaml(GITHUB)
    return content


@pytest.fixture(scope="module")
def gitlab() -> JsonObject:
    content: JsonObject = load_yaml(GITLAB)
    return content


def strings(node: Json, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every key and text of a file, with its pointer."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield join(pointer, str(key)), str(key)
            yield from strings(child, join(pointer, str(key)))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from strings(child, join(pointer, index))
    else:
        yield pointer, str(node)


def scripts(content: JsonObject) -> dict[str, str]:
    """What the jobs run, by pointer."""
    return {where: text for where, text in strings(content) if re.search(r"/(run|script/\d+|after_script/\d+)$", where)}


def step(job: JsonObject, name: str) -> str:
    found: str = next(row["run"] for row in job["steps"] if row.get("name") == name)
    return found


class Ran:
    """A job's script, run by bash in an empty folder with a make that only says how it was called."""

    def __init__(self, folder: Path, script: str, **environment: str) -> None:
        (folder / "bin").mkdir()
        (folder / "bin" / "make").write_text(MAKE)
        (folder / "bin" / "make").chmod(0o755)
        self.summary = folder / "summary.md"
        path = f"{folder / 'bin'}:{os.environ['PATH']}"
        ran = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=folder,
            env={"PATH": path, "GITHUB_STEP_SUMMARY": str(self.summary)} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stderr == ""
        self.code, self.lines = ran.returncode, ran.stdout.splitlines()


@pytest.mark.parametrize(("schema", "file"), [("vendor.github-workflows", GITHUB), ("vendor.gitlab-ci", GITLAB)])
def test_the_file_is_in_its_form(schema: str, file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("file", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_every_target_is_there(file: Path) -> None:
    there = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    called = {target for text in scripts(load_yaml(file)).values() for target in re.findall(r"\bmake ([a-z-]+)", text)}
    assert called == {"test", "report", "pages-fetch", "live"}
    assert called <= there, f"the Makefile has no target {', '.join(sorted(called - there))}"


@pytest.mark.parametrize("file", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_the_keys_are_in_the_live_job_alone(file: Path) -> None:
    where = {
        pointer for pointer, text in strings(load_yaml(file)) if "secrets" in text or any(key in text for key in KEYS)
    }
    assert where
    assert all(pointer.startswith(("/jobs/live/", "/live/")) for pointer in where), where
    given = [pointer for pointer in where if "/env" in pointer]
    assert len(given) == (2 if file is GITHUB else 0)  # GitLab gives them by the name of the environment


def test_no_pull_request_meets_the_keys(github: JsonObject, gitlab: JsonObject) -> None:
    on = github[True]  # type: ignore[index]  # YAML 1.1 reads the key on as a boolean
    assert set(on) == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert github["jobs"]["live"]["if"] == github["jobs"]["documentation"]["if"] == NIGHT
    assert gitlab["live"]["rules"] == gitlab["documentation"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    assert gitlab["live"]["environment"]["name"] == "live"


def test_the_token_only_reads(github: JsonObject) -> None:
    assert github["permissions"] == {"contents": "read"}
    for job in github["jobs"].values():
        assert "permissions" not in job
        checkouts = [row for row in job["steps"] if row.get("uses", "").startswith("actions/checkout@")]
        assert [row["with"] for row in checkouts] == [{"persist-credentials": False}]


def test_actions_are_pinned_by_commit_with_the_release_named(github: JsonObject) -> None:
    used = re.findall(r"uses: (.*)", GITHUB.read_text())
    assert len(used) == sum("uses" in row for job in github["jobs"].values() for row in job["steps"])
    pins = {re.fullmatch(r"([a-z/-]+)@([0-9a-f]{40})  # (v\d+\.\d+\.\d+)", line) for line in used}
    assert None not in pins
    releases = {"/".join(pin[1].split("/")[:2]): (pin[2], pin[3]) for pin in pins if pin}
    assert len({pin[0] for pin in pins if pin}) == len({pin[1] for pin in pins if pin})
    assert {name: release for name, (_, release) in releases.items()} == {
        "actions/checkout": "v7.0.1",
        "actions/setup-python": "v7.0.0",
        "actions/upload-artifact": "v7.0.0",
        "actions/cache": "v5.0.5",
    }


def test_both_pythons_are_tried(github: JsonObject, gitlab: JsonObject) -> None:
    assert github["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.13"]
    assert gitlab["test"]["parallel"]["matrix"] == [{"IMAGE": ["python:3.11", "python:3.13"]}]


def test_the_report_and_the_results_are_kept_whatever_came(github: JsonObject, gitlab: JsonObject) -> None:
    *_, report, artifacts = github["jobs"]["test"]["steps"]
    assert report["run"].startswith("make report\n")
    assert report["if"] == artifacts["if"] == "${{ !cancelled() }}"
    assert artifacts["with"]["path"].split() == ["out/report", "out/test/junit.xml"]
    assert gitlab["test"]["after_script"] == ["make report"]
    assert gitlab["test"]["artifacts"] == {
        "when": "always",
        "paths": ["out/report", "out/test/junit.xml"],
        "reports": {"junit": "out/test/junit.xml"},
    }


def test_the_documentation_may_fail(github: JsonObject, gitlab: JsonObject) -> None:
    assert github["jobs"]["documentation"]["continue-on-error"] is True
    assert gitlab["documentation"]["allow_failure"] is True


def live_scripts(github: JsonObject, gitlab: JsonObject) -> dict[str, str]:
    return {"github": step(github["jobs"]["live"], "the live service"), "gitlab": gitlab["live"]["script"][0]}


@pytest.mark.parametrize("system", ["github", "gitlab"])
@pytest.mark.parametrize("missing", [0, 1])
def test_without_keys_the_live_run_says_that_it_is_skipped(
    github: JsonObject, gitlab: JsonObject, tmp_path: Path, system: str, missing: int
) -> None:
    keys = dict.fromkeys(KEYS, "a-key") | {KEYS[missing]: ""}
    ran = Ran(tmp_path, live_scripts(github, gitlab)[system], **keys)
    assert ran.code == 0
    assert len(ran.lines) == 1
    assert "live run skipped: the " in ran.lines[0]
    assert all(key in ran.lines[0] for key in KEYS)


@pytest.mark.parametrize("system", ["github", "gitlab"])
def test_with_keys_it_runs_and_its_failure_is_the_jobs(
    github: JsonObject, gitlab: JsonObject, tmp_path: Path, system: str
) -> None:
    ran = Ran(tmp_path, live_scripts(github, gitlab)[system], **dict.fromkeys(KEYS, "a-key"), MADE="1")
    assert (ran.code, ran.lines) == (1, ["make live"])


@pytest.mark.parametrize(("drift", "made"), [("", "0"), ("", "1"), ("# The documentation changed", "0")])
def test_the_drift_is_noted_on_github(github: JsonObject, tmp_path: Path, drift: str, made: str) -> None:
    script = step(github["jobs"]["documentation"], "fetch the documentation's pages")
    ran = Ran(tmp_path, script, DRIFT=drift, MADE=made)
    assert ran.code == int(made)
    stop, called, resume, *warned = ran.lines
    word = re.fullmatch("::stop-commands::(stop-[0-9a-f]{32})", stop)
    assert word
    assert (called, resume) == ("make pages-fetch", f"::{word[1]}::")
    assert len(warned) == bool(drift)
    assert (ran.summary.read_text() == f"{drift}\n") if drift else not ran.summary.exists()


@pytest.mark.parametrize(
    ("drift", "made", "code"), [("", "0", 0), ("", "1", 1), ("# The documentation changed", "0", 3)]
)
def test_the_drift_is_noted_on_gitlab(gitlab: JsonObject, tmp_path: Path, drift: str, made: str, code: int) -> None:
    ran = Ran(tmp_path, "\n".join(gitlab["documentation"]["script"]), DRIFT=drift, MADE=made)
    assert ran.code == code
    assert (drift in ran.lines) == bool(drift)
