"""Start the sandbox from the command line."""

import argparse
import contextlib
import math
import random
import signal
import socket
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

try:
    import uvicorn

    from img_open_sandbox.app import create_app
    from img_open_sandbox.wire_faults import protocol
except ModuleNotFoundError as missing:
    sys.exit(f"img-open-sandbox: {missing.name} is not installed; install the extra: pip install 'img-open[sandbox]'")
from img_open_sandbox.faults import FAULTS, FaultError
from img_open_sandbox.planting import form, parse_option
from img_open_sandbox.progress import Progress
from img_open_sandbox.registry import MissingHandlerError
from img_open_sandbox.settings import DEFAULT_KEY_ID, DEFAULT_KEY_SECRET, DEFAULT_PORT, Settings
from img_open_sandbox.store import StateError

HOST = "127.0.0.1"
PROGRAM = "img-open-sandbox"
SHUTDOWN_S = 1  # a request that then still waits for a foreign server is cut off

EXAMPLE = f"""example:
  {PROGRAM} --port 0 --progress looks:3
  prints its url and keys; every task then ends at the third look.
  GET <url>/_sandbox/ lists the control paths (uploads, tasks, callbacks, faults, reset)."""

FAULTS_HELP = """faults (--fault, POST <url>/_sandbox/faults), with their own fields, [optional] ones in brackets:
{faults}
  each takes "times" (1) and "on": {{"operationId", "kind": submit or query, "businessTaskId"}} as well:
  {program} --fault '{{"fault": "status", "code": 503, "retryAfter": 2, "times": 3, "on": {{"kind": "query"}}}}'"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run until Ctrl-C or SIGTERM. The exit status: 0, or 2 when it cannot start."""
    options = _parser().parse_args(argv)
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn takes the signals over while it serves, and raises them again when it has ended.
        signal.signal(number, lambda *_: sys.exit(0))
    with contextlib.ExitStack() as stack:
        try:
            listener = stack.enter_context(_listen(options.port))
            folder = options.state or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{PROGRAM}-")))
            settings = _settings(options, folder, f"http://{HOST}:{listener.getsockname()[1]}")
            app = create_app(settings)
        except (StateError, MissingHandlerError, FaultError, OSError) as error:
            print(f"{PROGRAM}: {error}", file=sys.stderr)
            return 2
        config = uvicorn.Config(
            app,
            http=protocol(app.state.exchanges.resets),
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=SHUTDOWN_S,
        )
        _Server(config, settings).run(sockets=[listener])
    return 0


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"url: {self._settings.base_url}")
            print(f"key id: {self._settings.key_id}")
            print(f"key secret: {self._settings.key_secret}", flush=True)


def _listen(port: int) -> socket.socket:
    # The protocol is named, as asyncio turns Nagle's delay off (40 ms an answer) only where it can tell TCP.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there the option would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        # At once, as two programs may bind the same port as long as neither listens.
        listener.listen(128)
    except OSError as error:
        listener.close()
        hint = "stop the program that has it, or choose another with --port (0 takes a free one)"
        raise OSError(f"port {port}: expected a free port on {HOST}, got {error.strerror}; {hint}") from error
    return listener


def _settings(options: argparse.Namespace, folder: Path, base_url: str) -> Settings:
    return Settings(
        state=folder,
        base_url=base_url,
        key_id=options.key_id,
        key_secret=options.key_secret,
        progress=options.progress,
        loopback_only=options.loopback_only,
        speed=options.speed,
        fetch_timeout=options.fetch_timeout,
        random=random.Random(options.seed),  # noqa: S311 - ids, no secrets
        faults=tuple(options.fault),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="A local service that behaves as the Img Open pages say. It listens on this machine only.",
        epilog=f"{EXAMPLE}\n\n{_faults_help()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--port", type=_port, default=DEFAULT_PORT, help="port to listen on, 0 for a free one (default %(default)s)")
    add("--state", type=Path, metavar="DIR", help="folder for tasks and pictures (default: a temporary one)")
    add("--progress", type=_progress, help="when tasks end: now, looks:N or seconds:S (default now)")
    add("--key-id", type=_key, default=DEFAULT_KEY_ID, help="key id to accept (default %(default)s)")
    add("--key-secret", type=_key, default=DEFAULT_KEY_SECRET, help="key secret to accept (default %(default)s)")
    add("--loopback-only", action="store_true", help="fetch pictures and post callbacks on this machine only")
    add(
        "--speed",
        type=_positive,
        default=1.0,
        metavar="F",
        help="run callbacks' intervals and seconds:S F times faster",
    )
    add("--fetch-timeout", type=_positive, default=10.0, metavar="SECONDS", help="for a picture, for a callback (10)")
    add("--seed", type=int, metavar="N", help="make the random part of task ids repeatable")
    add(
        "--fault",
        type=_fault,
        action="append",
        default=[],
        metavar="FAULT",
        help="plant a fault until a reset: its name, or JSON (below); may be given more than once",
    )
    return parser


def _faults_help() -> str:
    rows = []
    for name, fault in FAULTS.items():
        summary = textwrap.wrap((fault.__doc__ or "").strip().partition("\n")[0], 90)
        rows += [f"  {name} {form(fault)}".rstrip(), *(f"      {line}" for line in summary)]
    return FAULTS_HELP.format(faults="\n".join(rows), program=PROGRAM)


def _fault(text: str) -> dict[str, Any]:
    try:
        return parse_option(text)
    except FaultError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 65535, got {text!r}")
    return int(text)


def _progress(text: str) -> Progress:
    try:
        return Progress.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _key(text: str) -> str:
    if not text or not text.isascii() or not text.isprintable() or text != text.strip():
        raise argparse.ArgumentTypeError("expected printable ASCII that an HTTP header can carry")
    return text


def _positive(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0.01 <= float(text) < math.inf:
            return float(text)
    raise argparse.ArgumentTypeError(f"expected a number from 0.01, got {text!r}")


if __name__ == "__main__":
    sys.exit(main())
