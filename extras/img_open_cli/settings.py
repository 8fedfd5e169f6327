"""The options that are no field of a request. They may stand before or after the command; the later one counts."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import rich_click as click

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:
    ParamType = click.ParamType  # before click 8.4 it takes no type arguments

KEY_ID, KEY_SECRET, BASE_URL = "IMG_OPEN_ACCESS_KEY_ID", "IMG_OPEN_ACCESS_KEY_SECRET", "IMG_OPEN_BASE_URL"
CONNECTION, OUTPUT, WAITING, SAVING = "Connection", "Output", "Waiting", "Saving"


@dataclass
class Settings:
    """What these options say; None where the client's own default counts."""

    base_url: str | None = None
    env_file: Path | None = None
    request_timeout: float | None = None
    max_retries: int | None = None
    strict: bool = False
    output: Literal["json", "table"] | None = None
    quiet: bool = False
    debug: bool = False
    wait: bool = False
    timeout: float | None = None
    save: Path | None = None
    force: bool = False
    limit: int | None = None


class _Seconds(ParamType):
    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not 0 <= seconds < math.inf:
            self.fail(f"expected seconds, a number from 0, got {value!r}", param, ctx)
        return seconds


SECONDS = _Seconds()


def _store(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value is not None:
        assert param.name is not None
        setattr(ctx.ensure_object(Settings), param.name.removeprefix(_PREFIX), value)


_PREFIX = "setting_"  # so that no field of a request has the same name


def _option(name: str, panel: str, text: str, **more: Any) -> click.Option:
    names = [f"--{name}", _PREFIX + name.replace("-", "_")]
    return click.RichOption(names, panel=panel, help=text, default=None, expose_value=False, callback=_store, **more)


def common() -> list[click.Option]:
    """Of every command, and of `img-open` itself."""
    return [
        _option("base-url", CONNECTION, f"Of the service or of a sandbox; else {BASE_URL}.", metavar="URL"),
        _option(
            "env-file",
            CONNECTION,
            f"File with {KEY_ID}=..., {KEY_SECRET}=... and {BASE_URL}=..., a line each; it counts more than the "
            "environment.",
            type=click.Path(path_type=Path),
            metavar="FILE",
        ),
        _option("request-timeout", CONNECTION, "Seconds for each phase of a request.", type=SECONDS, metavar="S"),
        _option("max-retries", CONNECTION, "How often a request may be sent again.", type=click.IntRange(min=0)),
        _option("strict", CONNECTION, "Refuse an answer that departs from the documentation.", is_flag=True),
        _option(
            "output",
            OUTPUT,
            "How stdout shows the result; table on a terminal, else json.",
            type=click.Choice(["json", "table"]),
        ),
        _option("quiet", OUTPUT, "Only errors on stderr.", is_flag=True),
        _option("debug", OUTPUT, "Show the traceback of an error.", is_flag=True),
    ]


def waiting(*, always: bool = False) -> list[click.Option]:
    """Of commands that have a task to wait for; with `always`, of those that wait anyhow."""
    timeout = _option("timeout", WAITING, "Wait for at most so many seconds; 300.", type=SECONDS, metavar="S")
    if always:
        return [timeout]
    return [_option("wait", WAITING, "Wait for the result and print it instead of the task.", is_flag=True), timeout]


def saving(*, waits: bool = False) -> list[click.Option]:
    """Of commands whose result may name pictures."""
    text = "Download every picture of the result into this folder" + ("; waits for it." if waits else ".")
    return [
        _option("save", SAVING, text, type=click.Path(path_type=Path), metavar="DIR"),
        _option("force", SAVING, "Overwrite pictures that are there already.", is_flag=True),
    ]


def limiting() -> list[click.Option]:
    """Of commands that go through a list."""
    return [_option("limit", OUTPUT, "Stop after so many items.", type=click.IntRange(min=1), metavar="N")]


def own_names() -> Iterable[str]:
    """The names that no field of a request may have, such as --wait."""
    options = [*common(), *waiting(), *saving(), *limiting()]
    return [name for option in options for name in option.opts] + ["--help"]
