"""The gate: it fails on what nobody declared and on what was declared for nothing, and says what to do."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import api_gate
from shipping.gate import Version, written
from shipping.public_api import dump

PACKAGE = Path(__file__).parents[2] / "generated" / "img_open"
Run = Callable[..., tuple[int, str, str]]
REMOVED = '    "Progress",\n    "__version__"'
ENTRY = "- {rule: name-removed, name: Progress, reason: nobody could make one of these by hand}\n"


@pytest.fixture(scope="module")
def state() -> str:
    return written(dump(PACKAGE))


@pytest.fixture
def released(tmp_path: Path, state: str) -> Path:
    """A release of the client as it is, under version 0.4.2."""
    folder = tmp_path / "released"
    folder.mkdir()
    (folder / "api.json").write_text(state)
    (folder / "VERSION").write_text("0.4.2\n")
    return folder


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """The client after it, under the same version."""
    copy = tmp_path / "img_open"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    set_version(copy, "0.4.2")
    return copy


def set_version(client: Path, version: str) -> None:
    (client / "_version.py").write_text(f'__version__ = "{version}"\nSPEC_SHA256 = "{"0" * 64}"\n')


def break_it(client: Path) -> None:
    text = (client / "__init__.py").read_text()
    assert REMOVED in text
    (client / "__init__.py").write_text(text.replace(REMOVED, '    "__version__"'))


@pytest.fixture
def run(released: Path, client: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*flags: str) -> tuple[int, str, str]:
        code = api_gate.main(["--against", str(released / "api.json"), "--package", str(client), *flags])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_before_the_first_release_there_is_nothing_to_break(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(api_gate, "RELEASED", tmp_path / "released" / "api.json")
    assert api_gate.main([]) == 0
    assert capsys.readouterr().out == (
        f"api_gate: nothing released yet, as there is no {tmp_path}/released; nothing to compare with\n"
    )
    assert api_gate.main(["--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"released": None, "ok": True}


def test_the_same_client_passes(run: Run) -> None:
    assert run() == (0, "api_gate: public API of 0.4.2 beside 0.4.2: 0 breaking changes, 0 additions\n", "")


@pytest.mark.parametrize("version", ["0.4.2", "0.4.3"])
def test_an_undeclared_breakage_fails_and_says_what_to_do(run: Run, client: Path, version: str) -> None:
    break_it(client)
    set_version(client, version)
    code, out, _ = run()
    assert code == 1
    assert out == (
        f"api_gate: public API of {version} beside 0.4.2: 1 breaking change, 1 of them undeclared, 1 addition\n"
        "  name-removed: Progress is gone (undeclared)\n"
        "1 undeclared: keep the old names, or raise info.version in spec/openapi.yaml to 0.5.0, or say in "
        "released/allowed.yaml with rule, name and reason why it hurts nobody:\n"
        "  - {rule: name-removed, name: Progress, reason: ...}\n"
    )


@pytest.mark.parametrize(
    ("before", "version", "code"),
    [
        ("0.4.2", "0.5.0", 0),
        ("0.4.2", "1.0.0", 0),
        ("1.4.2", "1.5.0", 1),
        ("1.4.2", "2.0.0", 0),
        ("0.4.2", "0.3.9", 1),
        ("0.4.2", "0.10.0", 0),
    ],
)
def test_the_version_declares_a_breakage(
    run: Run, client: Path, released: Path, before: str, version: str, code: int
) -> None:
    break_it(client)
    (released / "VERSION").write_text(before)
    set_version(client, version)
    got, out, _ = run()
    assert got == code
    assert ("Progress is gone (declared by the version)" in out) == (code == 0)


def test_the_list_declares_a_breakage_with_its_reason(run: Run, client: Path, released: Path) -> None:
    break_it(client)
    (released / "allowed.yaml").write_text(ENTRY)
    code, out, _ = run()
    assert code == 0
    assert "Progress is gone (allowed: nobody could make one of these by hand)" in out


def test_a_stale_entry_fails(run: Run, released: Path) -> None:
    (released / "allowed.yaml").write_text(ENTRY)
    code, out, _ = run()
    assert code == 1
    assert out.endswith(
        "released/allowed.yaml: name-removed of Progress is allowed, and there is no such change; remove the entry\n"
    )


def test_the_verdict_as_json(run: Run, client: Path, released: Path) -> None:
    break_it(client)
    (released / "allowed.yaml").write_text("- {rule: name-removed, name: Other, reason: a name that never was}\n")
    code, out, _ = run("--json")
    told: dict[str, Any] = json.loads(out)
    assert (code, told["ok"], told["released"], told["now"]) == (1, False, "0.4.2", "0.4.2")
    assert told["breaking"] == [
        {
            "rule": "name-removed",
            "name": "Progress",
            "text": "Progress is gone",
            "declared": False,
            "how": "undeclared",
        }
    ]
    assert told["stale"] == [{"rule": "name-removed", "name": "Other"}]


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("VERSION", None, "VERSION: expected the released version, got: "),
        ("VERSION", "soon", "VERSION: expected a version such as 0.3.0, got 'soon'"),
        ("api.json", None, "api.json: expected the public API of a release, got: "),
        ("api.json", "{", "api.json: expected the public API of a release, got: "),
        ("api.json", "[]", "api.json: expected the public API of a release, got other JSON"),
        ("api.json", '{"form": 7, "names": {}}', "expected a public API in form 1, got form 7"),
        ("allowed.yaml", "- {rule: name-removed, name: Progress}", "'reason' is a required property"),
        ("allowed.yaml", "- {rule: a, name: b, reason: because}", "'because' is too short"),
    ],
)
def test_what_cannot_be_read_is_told(run: Run, released: Path, file: str, text: str | None, why: str) -> None:
    (released / file).unlink(missing_ok=True)
    if text is not None:
        (released / file).write_text(text)
    code, out, err = run()
    assert (code, out) == (2, "")
    assert why in err


def test_a_client_that_is_none_is_told(run: Run, client: Path) -> None:
    shutil.rmtree(client)
    code, _, err = run()
    assert (code, err.startswith(f"api_gate: {client}/_version.py: expected the client's version, got ")) == (2, True)


def test_the_next_breaking_version() -> None:
    assert [str(Version.of(text, "here").next_breaking) for text in ("0.2.0", "0.9.9", "1.0.0", "3.2.1")] == [
        "0.3.0",
        "0.10.0",
        "2.0.0",
        "4.0.0",
    ]
