"""A PostgreSQL of the tests' own, from Debian's package: one server a test process, one database a test."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"  # Debian's package makes it; the server refuses to run as root
NOT_INSTALLED = "no PostgreSQL server is installed; Debian's package is postgresql (apt-get install postgresql)"
# The tests ask what is kept by a commit, not by a disk.
_FAST = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=100"]


def programs() -> Path | None:
    """Where initdb and postgres are, the newest that there is; None where they are not installed."""
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    versions = sorted(_DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return next(
        (path for path in [*found, *versions] if (path / "initdb").exists() and (path / "postgres").exists()), None
    )


@contextmanager
def server(bin_folder: Path) -> Iterator[Path]:
    """Run a server; yield the folder of its socket. It ends with this process, however that ends."""
    as_user = ["setpriv", "--pdeathsig", "QUIT"] if shutil.which("setpriv") else []  # Linux has it
    with tempfile.TemporaryDirectory(prefix="img-open-pg-") as name:
        if os.geteuid() == 0:
            user = pwd.getpwnam(_USER)
            os.chown(name, user.pw_uid, user.pw_gid)
            as_user += ["--reuid", _USER, "--regid", str(user.pw_gid), "--init-groups"]
        data = f"{name}/data"
        cluster = f"-U {_USER} -A trust -E UTF8 --no-locale --no-sync".split()
        initdb = [str(bin_folder / "initdb"), "-D", data, *cluster]
        subprocess.run([*as_user, *initdb], cwd="/", check=True, capture_output=True)
        postgres = [str(bin_folder / "postgres"), "-D", data, "-k", name, "-c", "listen_addresses=", *_FAST]
        with subprocess.Popen([*as_user, *postgres], cwd="/", stderr=subprocess.PIPE, text=True) as process:
            said: list[str] = []
            ready = threading.Event()
            reader = threading.Thread(target=_read, args=(process, said, ready))
            reader.start()
            try:
                assert ready.wait(60), "".join(said)
                assert process.poll() is None, "".join(said)
                yield Path(name)
            finally:
                process.send_signal(signal.SIGINT)  # a fast shutdown: it does not wait for connections
                reader.join()


def _read(process: subprocess.Popen[str], said: list[str], ready: threading.Event) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        said.append(line)
        if "ready to accept connections" in line:
            ready.set()
    ready.set()  # it has ended, and `said` tells why
