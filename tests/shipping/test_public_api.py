"""The client's public API: nothing is missing in it, every kind of breakage is seen, and nothing else is."""

import ast
import inspect
import json
import re
import shutil
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import griffe
import pytest

import img_open
from contract.values import JsonObject
from img_open import AsyncImgOpen, ImgOpen, errors
from img_open.models import ToolTaskStatus
from shipping.public_api import Addition, Breakage, FormChanged, additions, breakages, dump
from shipping.surface import Surface, SurfaceError, load

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generated" / "img_open"
Edit = tuple[str, str, str]

# Each is planted beside all others, and is seen as exactly what stands with it.
PLANTED: list[tuple[Edit, set[tuple[str, str]]]] = [
    (("__init__.py", '    "Progress",\n    "__version__"', '    "__version__"'), {("name-removed", "Progress")}),
    (
        ("models/__init__.py", '    "SwapFaceRequest",\n', ""),
        {("name-removed", "models.SwapFaceRequest")},
    ),
    (
        ("resources/tools.py", "    def identify_style(", "    def recognise_style("),
        {("method-removed", "resources.tools.Tools.identify_style")},
    ),
    (
        ("tasks.py", "timeout: float | None = DEFAULT_WAIT_S,\n        *,", "*,\n        timeout: float,"),
        {
            ("parameter-kind-changed", "Task.wait(timeout)"),
            ("parameter-required", "Task.wait(timeout)"),
            ("parameter-type-changed", "Task.wait(timeout)"),
        },
    ),
    (
        ("tasks.py", "    def result(self) -> T:", "    def result(self) -> T | None:"),
        {("return-type-changed", "Task.result"), ("return-type-changed", "AsyncTask.result")},
    ),
    (
        ("tasks.py", "    def token(self) -> str:", "    def token(self) -> bytes:"),
        {
            ("attribute-type-changed", "Task.token"),
            ("attribute-type-changed", "AsyncTask.token"),
        },
    ),
    (
        ("tasks.py", "    @property\n    def done(self) -> bool:", "    def done(self) -> bool:"),
        {
            ("kind-changed", "Task.done"),
            ("kind-changed", "AsyncTask.done"),
        },
    ),
    (
        ("receiver.py", "        max_body: int = _MAX_BODY,", "        max_body: int = 10,\n        limit: int,"),
        {
            ("parameter-default-changed", "receiver.Receiver.__init__(max_body)"),
            ("parameter-added-required", "receiver.Receiver.__init__(limit)"),
        },
    ),
    (
        ("callbacks.py", "(base: str, business_task_id: str,", "(business_task_id: str, base: str,"),
        {
            ("parameter-moved", "callbacks.callback_url(base)"),
            ("parameter-moved", "callbacks.callback_url(business_task_id)"),
        },
    ),
    (
        ("callbacks.py", 'ENV_SECRET = "IMG_OPEN_CALLBACK_SECRET"', 'ENV_SECRET = "CALLBACK_SECRET"'),
        {
            ("value-changed", "callbacks.ENV_SECRET"),
        },
    ),
    (
        ("errors.py", "class TaskTimeout(TaskError, TimeoutError):", "class TaskTimeout(TaskError, OSError):"),
        {
            ("base-removed", "TaskTimeout"),
        },
    ),
    (
        ("errors.py", "class SubmitUnclear(TransportError):", "class SubmitUnclear(ApiError):"),
        {
            ("base-removed", "SubmitUnclear"),
            ("attribute-removed", "SubmitUnclear.never_arrived"),
            ("attribute-removed", "SubmitUnclear.timed_out"),
        },
    ),
    (
        ("errors.py", "        self.http_status: int =", "        self._status: int ="),
        {
            ("attribute-removed", "StatusError.http_status"),
            ("attribute-removed", "errors.UnexpectedStatus.http_status"),
        },
    ),
    (
        ("models/tool_task_status.py", "    RUNNING = 1\n    FINISHED = 2\n", "    FINISHED = 3\n"),
        {
            ("enum-member-removed", "models.ToolTaskStatus.RUNNING"),
            ("enum-value-changed", "models.ToolTaskStatus.FINISHED"),
        },
    ),
    (
        ("models/face_detection_request.py", "str | Unset = field(default=UNSET, ", "str = field("),
        {
            ("parameter-required", "models.FaceDetectionRequest.__init__(callback_url)"),
            ("parameter-type-changed", "models.FaceDetectionRequest.__init__(callback_url)"),
            ("attribute-type-changed", "models.FaceDetectionRequest.callback_url"),
        },
    ),
    (
        ("models/face_detection_data.py", "    face_urls: list", "    urls: list"),
        {
            ("attribute-removed", "models.FaceDetectionData.face_urls"),
            ("parameter-removed", "models.FaceDetectionData.__init__(face_urls)"),
            ("parameter-added-required", "models.FaceDetectionData.__init__(urls)"),
        },
    ),
    (("img_open.py", "    async def aclose(self)", "    def aclose(self)"), {("async-changed", "AsyncImgOpen.aclose")}),
    (
        ("img_open.py", "    def __enter__(self) -> Self:\n        return self\n", ""),
        {("method-removed", "ImgOpen.__enter__")},
    ),
    (
        ("model.py", "    @classmethod\n    def from_dict(cls,", "    def from_dict(cls,"),
        {("binding-changed", "from_dict")},
    ),
    (
        ("many.py", "return_exceptions: Literal[False] = ...,", "return_exceptions: Literal[False],"),
        {
            ("overload-removed", "resources.tasks.Tasks.wait_all"),
        },
    ),
    (
        ("raw.py", "    tries: int\n", "    _tries: int\n"),
        {
            ("attribute-removed", "RawResponse.tries"),
        },
    ),
    (
        ("drift.py", "OnDrift = Callable[[Drift], None]", "OnDrift = Callable[[Drift, str], None]"),
        {
            ("value-changed", "drift.OnDrift"),
        },
    ),
    (("api/tools/swap_face.py", "def sync(", "def run("), {("name-removed", "api.tools.swap_face.sync")}),
    (("waiting.py", "class Delivered(Protocol):", "class Delivered:"), {("base-removed", "waiting.Delivered")}),
]


@pytest.fixture(scope="module")
def whole() -> JsonObject:
    return dump(PACKAGE)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the client with edits."""

    def make(*edits: Edit) -> Path:
        copy = tmp_path / "img_open"
        if not copy.exists():
            shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        for file, old, new in edits:
            text = (copy / file).read_text("utf-8")
            assert old in text, f"{file} has no {old!r} any more; plant another one"
            (copy / file).write_text(text.replace(old, new, 1), "utf-8")
        return copy

    return make


def test_the_state_is_json_in_one_order_and_says_nothing_of_the_machine(whole: JsonObject) -> None:
    text = json.dumps(whole)
    assert json.loads(text) == whole
    assert text == json.dumps(whole, sort_keys=False)
    assert list(whole["names"]) == sorted(whole["names"])
    assert str(ROOT) not in text
    assert img_open.__version__ not in text


def test_every_exported_name_is_in_it(whole: JsonObject) -> None:
    assert [name for name in img_open.__all__ if name not in whole["names"]] == []
    told = {name for name in dir(errors) if isinstance(getattr(errors, name), type)}
    told = {name for name in told if getattr(errors, name).__module__ == errors.__name__}
    assert [name for name in told if f"errors.{name}" not in whole["names"]] == []
    models = import_module("img_open.models")
    assert [name for name in models.__all__ if f"models.{name}" not in whole["names"]] == []


@pytest.mark.parametrize("client", [ImgOpen, AsyncImgOpen])
def test_every_method_that_a_client_leads_to_is_in_it_as_it_is(client: type, whole: JsonObject) -> None:
    seen = 0
    for resource in _resources(client):
        members = whole["names"][f"{resource.__module__.removeprefix('img_open.')}.{resource.__name__}"]["members"]
        for name, method in inspect.getmembers(resource, inspect.isfunction):
            if name.startswith("_"):
                continue
            real = [row for row in inspect.signature(method).parameters.values() if row.name != "self"]
            told = [(row["name"], row["default"] is None) for row in members[name]["parameters"]]
            assert told == [(row.name, row.default is row.empty) for row in real], name
            assert members[name]["async"] == inspect.iscoroutinefunction(method), name
            seen += 1
        assert "with_raw_response" in members
    assert seen > 25


def _resources(client: type) -> Iterator[type]:
    found = {name: value for name, value in inspect.getmembers(client) if isinstance(value, property)}
    assert len(found) == 4
    for name, value in found.items():
        module = import_module(f"img_open.resources.{name}")
        yield getattr(module, str(typing.cast("Any", value.fget).__annotations__["return"]))


def test_constructors_are_those_that_attrs_writes(whole: JsonObject) -> None:
    models = import_module("img_open.models")
    for name in models.__all__:
        model = getattr(models, name)
        if issubclass(model, ToolTaskStatus.__mro__[1]):
            continue
        real = {row.name: row.default is row.empty for row in inspect.signature(model).parameters.values()}
        made = whole["names"][f"models.{name}"]["members"]["__init__"]["parameters"]
        assert {row["name"]: row["default"] is None for row in made} == real, name


def test_every_function_module_is_in_it(whole: JsonObject) -> None:
    modules = [path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.glob("api/*/*.py") if path.stem[0] != "_"]
    assert len(modules) > 20
    for module in modules:
        for function in ("sync", "sync_detailed", "asyncio", "asyncio_detailed"):
            assert f"{str(module).replace('/', '.')}.{function}" in whole["names"]


def test_what_the_documentation_imports_is_in_it(whole: JsonObject) -> None:
    texts = [(path, path.read_text("utf-8")) for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))]
    programs = [(path, "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))) for path, text in texts]
    programs += [(path, path.read_text("utf-8")) for path in (ROOT / "examples").glob("*.py")]
    named = {
        f"{(node.module or '').removeprefix('img_open').removeprefix('.')}.{part.name}".lstrip(".")
        for _, text in programs
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "img_open"
        for part in node.names
    }
    assert {"ImgOpen", "receiver.Receiver"} <= named
    modules = {name.rpartition(".")[0] for name in whole["names"]}
    assert [name for name in sorted(named) if name not in whole["names"] and name not in modules] == []


def test_what_nobody_can_call_is_not_in_it(whole: JsonObject) -> None:
    names = whole["names"]
    assert "__init__" not in names["Task"]["members"]
    assert "decode" not in names["models.FaceDetectionData"]["members"]
    assert not [name for name in names if re.search(r"(^|\.)_(?!_version__)", name)]
    internal = ("transport.", "sending.", "pools.", "codec.", "reading.", "task_rules.", "errors.shown")
    assert not [name for name in names if name.startswith(internal)]


def test_nothing_is_run(edited: Callable[..., Path], whole: JsonObject) -> None:
    package = edited(("tasks.py", "import json\n", "import json\nraise SystemExit('run')\n"))
    assert breakages(whole, dump(package)) == []
    program = "import sys; from pathlib import Path; from shipping.public_api import dump; dump(Path(sys.argv[1])); "
    program += "print([name for name in sys.modules if name.startswith('img_open')])"
    ran = subprocess.run([sys.executable, "-c", program, PACKAGE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_nothing_changed_is_no_alarm(whole: JsonObject, edited: Callable[..., Path]) -> None:
    assert dump(edited()) == whole
    assert (breakages(whole, whole), additions(whole, whole)) == ([], [])


def test_docstrings_private_names_and_order_are_no_alarm(whole: JsonObject, edited: Callable[..., Path]) -> None:
    package = edited(
        ("tasks.py", '"""Whether the result is there."""', '"""Whether it is there."""'),
        ("tasks.py", "def _refreshing(self)", "def _renewing(self)"),
        ("receiver.py", "_PIECE = 65_536", "_PIECES = 1"),
        ("transport.py", "def capturing(self)", "def listening(self, always: bool)"),
        ("errors.py", "def shown(value: object, most: int = _SHOWN)", "def shown(value: object, *, most: int)"),
        ("_version.py", '__version__ = "', '__version__ = "1'),
        ("__init__.py", '    "Drift",\n    "ApiError",', '    "ApiError",\n    "Drift",'),
        ("models/tool_task_status.py", "    RUNNING = 1\n    FINISHED = 2", "    FINISHED = 2\n    RUNNING = 1"),
        ("tasks.py", "timeout: float | None = DEFAULT", 'timeout: "None | float" = DEFAULT'),
        ("img_open.py", "import platform\n", "import json\nimport platform\n"),
        # Keyword-only parameters, and the fields of a model, have no order.
        (
            "models/face_detection_request.py",
            '    image_url: str = field(metadata=wire("imageUrl", TEXT))\n    business_task_id: str',
            '    business_task_id: str = field(metadata=wire("imageUrl", TEXT))\n    image_url: str',
        ),
        (
            "tasks.py",
            "        inbox: Inbox | None = None,\n        confirm: bool = False,",
            "        confirm: bool = False,\n        inbox: Inbox | None = None,",
        ),
    )
    after = dump(package)
    assert breakages(whole, after) == []
    assert additions(whole, after) == []


def test_every_planted_breakage_is_seen_as_what_it_is(whole: JsonObject, edited: Callable[..., Path]) -> None:
    found = breakages(whole, dump(edited(*(edit for edit, _ in PLANTED))))
    expected = {row for _, rows in PLANTED for row in rows}
    models = {change for change in found if change.rule == "binding-changed"}
    assert {change.name.rpartition(".")[2] for change in models} == {"from_dict"}
    assert len(models) > 40
    expected.discard(("binding-changed", "from_dict"))
    assert {(change.rule, change.name) for change in found if change not in models} == expected


def test_a_breakage_says_what_was_and_what_is(whole: JsonObject, edited: Callable[..., Path]) -> None:
    told = {change.text for change in breakages(whole, dump(edited(*(edit for edit, _ in PLANTED))))}
    assert {
        "Progress is gone",
        "the method resources.tools.Tools.identify_style is gone",
        "Task.wait takes timeout as keyword-only, and as positional or keyword before",
        "Task.wait demands timeout, which could be left out",
        "Task.wait takes float for timeout, and took None | float",
        "Task.result returns None | T, and returned T",
        "Task.done is a function, and was an attribute",
        "receiver.Receiver.__init__ takes 10 for max_body, _MAX_BODY before",
        "TaskTimeout is no TimeoutError any more: what catches or asks for that misses it",
        "models.ToolTaskStatus.FINISHED is 3, and was 2",
        "AsyncImgOpen.aclose is no longer awaited",
    } <= told


def test_what_griffe_finds_in_the_source_is_found_in_the_state_too(
    whole: JsonObject, edited: Callable[..., Path]
) -> None:
    package = edited(*(edit for edit, _ in PLANTED))
    ours = {re.sub(r"\(\w+\)$", "", change.name) for change in breakages(whole, dump(package))}
    surface = Surface(PACKAGE)
    theirs = set()
    for change in griffe.find_breaking_changes(load(PACKAGE), load(package)):
        path, _, name = change.obj.path.rpartition(".")
        if (key := surface.key(change.obj.path)) is not None:
            theirs.add(key)
        elif (key := surface.key(path)) is not None and name in whole["names"][key].get("members", {}):
            theirs.add(f"{key}.{name}")
    assert len(theirs) > 10
    assert theirs - ours == set()


def test_additions_are_told_and_break_nothing(whole: JsonObject, edited: Callable[..., Path]) -> None:
    late = "        confirm: bool = False,\n"
    end, field_before = "    ) -> T:", "    callback_url: str | Unset"
    takes = "        model: str | None = None,\n        callback_url: str | None = None,\n    ) -> Task"
    package = edited(
        ("models/tool_task_status.py", "    FINISHED = 2\n", "    FINISHED = 2\n    STOPPED = 3\n"),
        ("tasks.py", late + end, f"{late}        quiet: bool = False,\n{end}"),
        ("tasks.py", "    def result(self)", "    def more(self) -> T: ...\n\n    def result(self)"),
        ("models/face_detection_request.py", field_before, f"    extra: int | Unset = UNSET\n{field_before}"),
        ("errors.py", "class TaskLost(TaskError):", "class TaskGone(TaskError): ...\n\n\nclass TaskLost(TaskError):"),
        # What returns promises more, and what is taken may be more.
        ("tasks.py", "def status(self) -> OpenIntEnum | None:", "def status(self) -> OpenIntEnum:"),
        ("resources/tools.py", takes, takes.replace("model: str", "model: str | int")),
    )
    after = dump(package)
    assert breakages(whole, after) == []
    assert [(change.rule, change.name) for change in additions(whole, after)] == [
        ("enum-member-added", "models.ToolTaskStatus.STOPPED"),
        ("member-added", "AsyncTask.more"),
        ("member-added", "Task.more"),
        ("member-added", "models.FaceDetectionRequest.extra"),
        ("name-added", "errors.TaskGone"),
        ("parameter-added", "Task.wait(quiet)"),
        ("parameter-added", "models.FaceDetectionRequest.__init__(extra)"),
    ]
    assert Addition("parameter-added", "Task.wait(quiet)", "Task.wait takes quiet") in additions(whole, after)


def test_a_state_of_another_form_is_not_compared(whole: JsonObject) -> None:
    with pytest.raises(FormChanged, match=r"expected a public API in form 1, got form 0; dump that release's client"):
        breakages({**whole, "form": 0}, whole)


def test_what_is_no_client_is_told(tmp_path: Path, edited: Callable[..., Path]) -> None:
    with pytest.raises(SurfaceError, match="expected the client's package, got: "):
        dump(tmp_path / "nothing")
    package = edited(("__init__.py", "    from .raw import RawResponse\n", ""))
    with pytest.raises(SurfaceError, match="RawResponse is in __all__, and no import, under TYPE_CHECKING or not"):
        dump(package)


def test_a_breakage_is_a_record() -> None:
    assert Breakage("name-removed", "Task", "Task is gone").rule == "name-removed"
