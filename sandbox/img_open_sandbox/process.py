"""A sandbox as a process of its own, for tests and demos.

with running("--progress", "looks:2") as sandbox:
    client = ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url)
    url = sandbox.upload(Path("people.jpg").read_bytes())
"""

import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

import httpx

_STOP_S = 10.0
# Not used over http; without it httpx would read the authorities' certificates at each call, 30 ms of it.
_NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True)
class Sandbox:
    """A running sandbox."""

    url: str
    key_id: str
    key_secret: str
    process: subprocess.Popen[str]

    @property
    def headers(self) -> dict[str, str]:
        """The two key headers, for requests made by hand."""
        return {"X-Request-req-accessKeyId": self.key_id, "X-Request-req-accessKeySecret": self.key_secret}

    def control(self, method: str, path: str, **arguments: Any) -> Any:
        """Call a control path such as "callbacks", and return its JSON. Raises httpx.HTTPStatusError."""
        answer = httpx.request(method, f"{self.url}/_sandbox/{path}", verify=_NO_AUTHORITIES, **arguments)
        try:
            return answer.raise_for_status().json()
        except httpx.HTTPStatusError as error:
            error.add_note(answer.text)  # what was expected, and what came
            raise

    def upload(self, content: bytes, url: str | None = None) -> str:
        """Give bytes an URL that the API can take; with `url`, let them stand for a foreign URL."""
        found: str = self.control("POST", "files", content=content, params={"url": url} if url else {})["url"]
        return found

    def plant(self, *faults: Mapping[str, Any]) -> Any:
        """Plant faults such as {"fault": "status", "code": 503, "times": 2}; all of them or none.

        Raises httpx.HTTPStatusError.
        """
        return self.control("POST", "faults", json={"faults": faults})["faults"]

    def requests(self, business_task_id: str | None = None) -> Any:
        """The log of the API's requests as JSON: "requests", and by task "submits", each "handled" and "started"."""
        return self.control("GET", "requests", params={"businessTaskId": business_task_id} if business_task_id else {})


@contextmanager
def running(*flags: str, stderr: IO[str] | int | None = None) -> Iterator[Sandbox]:
    """Start `python -m img_open_sandbox` on a free port with these flags, and stop it at the end.

    Raises RuntimeError when it does not start; its own message is on stderr.
    """
    command = [sys.executable, "-m", "img_open_sandbox", "--port", "0", *flags]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process:  # noqa: S603  # our own
        try:
            yield Sandbox(*_announced(process), process)
        finally:
            process.terminate()
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()


def _announced(process: subprocess.Popen[str]) -> tuple[str, str, str]:
    assert process.stdout is not None
    found = dict(line.rstrip("\n").split(": ", 1) for _ in range(3) if (line := process.stdout.readline()))
    try:
        return found["url"], found["key id"], found["key secret"]
    except KeyError:
        code = process.wait(_STOP_S)
        raise RuntimeError(f"the sandbox did not start (exit code {code}); its message is on stderr") from None
