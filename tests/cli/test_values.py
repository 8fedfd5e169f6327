"""What options take, what they refuse, and what of it reaches the service."""

import json
from pathlib import Path
from typing import Any

import click
import pytest

from img_open.models.alwayson_scripts import AlwaysonScripts
from img_open.models.image_task_status import ImageTaskStatus
from img_open_cli.commands import option
from img_open_cli.methods import Field
from tests.cli.helpers import Ran, Server, run

TEXT_TO_IMAGE = ("images", "text-to-image", "--prompt", "x", "--batch-size", "1")
CONTROLNET = ("images", "controlnet-to-image", "--prompt", "x", "--batch-size", "1", "--resize-mode", "0.5")
TRAINING = ("training", "submit-training", "--task-id", "t1")


@pytest.fixture
def bodies(server: Server) -> list[Any]:
    """What the service was sent; it takes everything."""
    for path in ("sd/v2/text2image", "sd/v2/controlnet", "modelTraining/submitTraining/Job", "tool/hair/change"):
        server.says(f"/AIGCImgOpenServ/saas/{path}", task_id="pre1")
    return server.bodies


def refused(ran: Ran, *texts: str) -> None:
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    for text in texts:
        assert text in ran.err


def test_each_type_reaches_the_service(bodies: list[Any]) -> None:
    scripts = {"sd_vae": "v", "override_settings": {"CLIP_stop_at_last_layers": 2}, "further": [1]}
    more = ("--seed", "-1", "--cfg-scale", "7.5", "--restore-faces", "--no-enable-hr")
    assert run(*TEXT_TO_IMAGE, *more, "--alwayson-scripts", json.dumps(scripts)).code == 0
    assert bodies == [
        {
            "prompt": "x",
            "batch_size": 1,
            "seed": "-1",
            "cfg_scale": 7.5,
            "restore_faces": True,
            "enable_hr": False,
            "alwayson_scripts": scripts,
        }
    ]


def test_a_list_is_given_item_by_item_or_as_a_file(bodies: list[Any], tmp_path: Path) -> None:
    (tmp_path / "urls.json").write_text('["http://two", "http://three"]', encoding="utf-8")
    arguments = ("--file-url-list", "http://one", "--file-url-list", f"@{tmp_path}/urls.json")
    assert run(*TRAINING, *arguments).code == 0
    assert bodies[0]["fileUrlList"] == ["http://one", "http://two", "http://three"]


@pytest.mark.parametrize("way", ["text", "file", "stdin"])
def test_json_comes_as_text_from_a_file_or_from_stdin(way: str, bodies: list[Any], tmp_path: Path) -> None:
    text = '{"image": "http://x", "word": "\u706f\u53f0"}'
    file = tmp_path / "body.json"
    file.write_text(text, encoding="utf-8")
    value = {"text": text, "file": f"@{file}", "stdin": "-"}[way]
    assert run("tools", "submit", "--tool-code", "hair/change", "--body", value, stdin=text).code == 0
    assert bodies[0].items() >= json.loads(text).items()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--steps", "many"), "Invalid value for '--steps': 'many' is not a valid integer."),
        (("--steps", "1.5"), "Invalid value for '--steps': '1.5' is not a valid integer."),
        (("--cfg-scale", "x"), "Invalid value for '--cfg-scale': 'x' is not a valid float."),
        (("--restore-faces=yes",), "Option '--restore-faces' does not take a value."),
        (("--alwayson-scripts", "{"), "'--alwayson-scripts': expected JSON, got what is none: "),
        (("--alwayson-scripts", "[]"), "'--alwayson-scripts': the whole value: expected an object, got a list"),
        (
            ("--alwayson-scripts", '{"override_settings": {"CLIP_stop_at_last_layers": "x"}}'),
            '/override_settings/CLIP_stop_at_last_layers: expected an integer, got string "x"',
        ),
        (("--alwayson-scripts", '{"a": NaN}'), "NaN is no JSON"),
        (("--alwayson-scripts", "[" * 100_000), "expected JSON, got what is none"),
        (("--alwayson-scripts", "@/nowhere.json"), "/nowhere.json: cannot be read: No such file or directory"),
        (("--timeout", "-1"), "'--timeout': expected seconds, a number from 0, got '-1'"),
        (("--timeout", "nan"), "'--timeout': expected seconds, a number from 0, got 'nan'"),
        (("--output", "xml"), "'--output': 'xml' is not one of 'json', 'table'."),
        (("--max-retries", "-1"), "'--max-retries': -1 is not in the range x>=0."),
        (("--stepz", "1"), "No such option '--stepz'."),
        (("extra",), "Got unexpected extra argument (extra)"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else "",
)
def test_a_value_of_another_type_is_refused(arguments: tuple[str, ...], said: str) -> None:
    refused(run(*TEXT_TO_IMAGE, *arguments), said)


def test_what_is_required_is_asked_for() -> None:
    refused(run("tools", "detect-faces"), "Missing option '--image-url'. See: img-open tools detect-faces --help")
    refused(run(*CONTROLNET), "Missing option '--controlnet'")
    refused(run(*TRAINING), "Missing option '--file-url-list'")


def test_an_option_that_would_do_nothing_is_refused(server: Server) -> None:
    refused(run(*TEXT_TO_IMAGE, "--timeout", "5"), "--timeout is the time limit of waiting: expected --wait or --save")
    refused(run(*TEXT_TO_IMAGE, "--wait", "--force"), "--force overwrites pictures: expected --save beside it")
    assert server.received == []


def test_a_body_is_an_object() -> None:
    refused(run("tools", "submit", "--tool-code", "hair/change", "--body", "7"), "expected an object, got number 7")
    refused(run("tools", "submit", "--tool-code", "x", "--body", "-", stdin="no"), "stdin: expected JSON")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"a": 1}', "the whole value: expected a list, got an object"),
        ('["http://x", 7]', "/1: expected a string, got number 7"),
        ("nothing", "urls.json: expected JSON"),
    ],
)
def test_a_file_with_something_else_than_the_list_is_refused(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "urls.json").write_text(content, encoding="utf-8")
    refused(run(*TRAINING, "--file-url-list", f"@{tmp_path}/urls.json"), said)


def test_what_json_cannot_hold_is_refused_before_it_is_sent(server: Server) -> None:
    refused(run(*TEXT_TO_IMAGE, "--cfg-scale", "nan"), "the request cannot be written as JSON")
    refused(run("tools", "submit", "--tool-code", "../x", "--body", "{}"), "tool_code")
    assert server.received == []


# No request has these types so far; they are taken all the same.
@pytest.mark.parametrize(
    ("kind", "given", "taken"),
    [
        (ImageTaskStatus, "2", ImageTaskStatus(2)),
        (ImageTaskStatus, "finished", ImageTaskStatus(2)),
        (ImageTaskStatus, "77", ImageTaskStatus(77)),
        (list[int], "7", [7]),
        (list[AlwaysonScripts], '{"sd_vae": "v"}', [AlwaysonScripts(sd_vae="v")]),
        (Any, "[1, null]", [1, None]),
    ],
)
def test_other_types_than_those_of_today(kind: Any, given: str, taken: Any) -> None:
    made = option(Field("field", kind, required=False, help=""))
    assert made.type.convert(given, made, None) == taken


def test_a_name_that_an_enum_does_not_have_is_refused() -> None:
    made = option(Field("field", ImageTaskStatus, required=False, help=""))
    with pytest.raises(click.BadParameter, match=r"expected a whole number or one of .*FINISHED \(2\).*, got 'gone'"):
        made.type.convert("gone", made, None)
