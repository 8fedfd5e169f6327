"""`img-open` itself: its groups and commands, its errors. The client is loaded when a command needs it."""

import json
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

import rich_click as click

from . import settings
from .exits import MEANINGS, CliError, Exit
from .settings import Settings
from .text import given, tell, use_utf8

PROGRAM = "img-open"
# As the resources' own docstrings say; here, so that --help need not load them.
TAGS = {
    "images": "Pictures from prompts and from other pictures.",
    "tasks": "Ask for a task that was submitted before.",
    "training": "Train a model on own pictures.",
    "tools": "Image tools: one picture in, faces, captions or another picture out.",
}
_EXIT_CODES = "\n".join(f"    {code.value:>3}  {meaning}" for code, meaning in MEANINGS.items())
_HELP = f"""The Img Open image API on the command line.

Each operation is a command with its documented fields as options: {PROGRAM} tools detect-faces --image-url URL --wait

The keys come from the environment, {settings.KEY_ID} and {settings.KEY_SECRET}, or from --env-file. There is no option
for a key, because other users of the machine can read every command line in the process list.

Results go to stdout, everything else to stderr. Options of more than a word take JSON text, @FILE or - for stdin.

Completion: eval "$(_IMG_OPEN_COMPLETE=bash_source {PROGRAM})", likewise zsh_source and fish_source.

Exit codes:

{_EXIT_CODES}
"""


class Root(click.RichGroup):
    """The program; every error ends here."""

    def run(self, arguments: Sequence[str]) -> int:
        """Run a command and return its exit code."""
        use_utf8()
        state = Settings()
        try:
            ended = super().main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=state)
        except Exception as error:
            if state.debug:
                traceback.print_exc()
            code, message = _explained(error)
            tell(f"{PROGRAM}: {message}")
            return code
        return ended if isinstance(ended, int) else Exit.OK

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run and exit, as click's own main does."""
        sys.exit(self.run(sys.argv[1:] if args is None else args))


def _explained(error: Exception) -> tuple[int, str]:
    match error:
        case CliError():
            return error.code, str(error)
        case click.UsageError():
            where = error.ctx.command_path if error.ctx else PROGRAM
            return Exit.USAGE, f"{error.format_message()} See: {where} --help"
        case click.ClickException():
            return error.exit_code, error.format_message()
        case click.Abort():
            return Exit.INTERRUPTED, "interrupted"
    return Exit.FAULT, f"a fault of this program: {type(error).__name__}: {error}; --debug shows where"


class TagGroup(click.RichGroup):
    """The operations of one tag, loaded when they are asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name the operations in the specification's order."""
        from .commands import listed  # noqa: PLC0415  # the client is loaded now, and not for `img-open --help`

        assert self.name is not None
        return listed(self.name)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make the command of an operation."""
        from .commands import made  # noqa: PLC0415  # as above

        assert self.name is not None
        return made(self.name, cmd_name)


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from img_open._version import SPEC_SHA256, __version__  # noqa: PLC0415  # as above

    click.echo(f"{PROGRAM} {__version__}, contract sha256 {SPEC_SHA256}")
    ctx.exit()


_VERSION = click.RichOption(
    ["--version"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the client's version and the hash of its contract.",
)
_CONTEXT = {
    "help_option_names": ["--help", "-h"],
    "rich_help_config": {
        "text_markup": "ansi",
        "text_paragraph_linebreaks": "\n\n",
        "padding_helptext_first_line": (0, 1, 1, 1),
    },
}

cli = Root(name=PROGRAM, help=_HELP, params=[_VERSION, *settings.common()], context_settings=_CONTEXT)
for _tag, _help in TAGS.items():
    cli.add_command(TagGroup(name=_tag, help=_help))


@click.pass_obj
def _resume(state: Settings, /, token: str) -> None:
    from .calls import resume  # noqa: PLC0415  # as above

    resume(_token(token), state)


def _token(text: str) -> str:
    try:
        _, text = given(text)
    except ValueError as error:
        raise click.UsageError(f"the token: {error}.") from error
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text  # the client says what a token looks like
    return str(found["token"]) if isinstance(found, dict) and "token" in found else text


cli.add_command(
    click.RichCommand(
        name="resume",
        callback=_resume,
        params=[
            click.RichArgument(["token"]),
            *settings.waiting(always=True),
            *settings.saving(waits=True),
            *settings.common(),
        ],
        help="""Wait for a task that another process started.

        TOKEN is the task's token, or the whole task as it was printed: as text, @FILE, or - for stdin.""",
    )
)


@cli.command("sandbox", add_help_option=False, context_settings={"ignore_unknown_options": True})
@click.argument("flags", nargs=-1, type=click.UNPROCESSED)
def _sandbox(flags: tuple[str, ...]) -> int:
    """Run a local service that behaves as the pages say; `img-open sandbox --help` has its flags."""
    try:
        from img_open_sandbox.__main__ import main  # noqa: PLC0415  # run, not used; it needs an extra of its own
    except (ModuleNotFoundError, SystemExit) as missing:
        why = str(missing) if isinstance(missing, SystemExit) else f"{missing.name} is not installed"
        hint = "" if "img-open[sandbox]" in why else "; install the extra: pip install 'img-open[sandbox]'"
        raise CliError(Exit.CONFIGURATION, f"the sandbox cannot start: {why}{hint}") from missing
    return main(flags)
