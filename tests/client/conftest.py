"""A real client whose transport answers what a test says; time is a number that sleeping advances."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from img_open import AsyncImgOpen, Drift, ImgOpen
from img_open.transport import AsyncTransport, SyncTransport

URL = "http://service.test"
KEY_ID = "canary-id"
KEY_SECRET = "canary-secret"
Answer = httpx.Response | Exception | dict[str, Any] | list[Any] | bytes


def envelope(**data: Any) -> dict[str, Any]:
    """The documented answer of detectFaces, with some of its data changed; a value of ... leaves a field out."""
    documented = {
        "taskId": "pre1",
        "businessTaskId": "b1",
        "toolTask": "faceDetection",
        "status": 2,
        "faceUrls": ["http://service.test/0.png"],
    }
    changed = {key: value for key, value in {**documented, **data}.items() if value is not ...}
    return {"code": "200", "msg": "success", "data": changed}


@dataclass
class Service:
    """Answers in turn, the last answer again and again; keeps what was sent and when."""

    answers: list[Answer] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    sent_headers: list[dict[str, str]] = field(default_factory=list)
    drifts: list[Drift] = field(default_factory=list)
    clock: float = 0.0
    slept: list[float] = field(default_factory=list)
    oversleeps: float = 0.0
    override: Callable[[httpx.Request], httpx.Response] | None = None

    def says(self, *answers: Answer) -> None:
        self.answers = list(answers)

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self(request) if self.override is None else self.override(request)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent_headers.append(dict(request.headers))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):  # anew, as httpx reads one only once
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return httpx.Response(200, content=content, headers={"content-type": "application/json"})

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(request.content) for request in self.requests]

    def now(self) -> float:
        return self.clock

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock += seconds + self.oversleeps

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    service = Service([envelope()])
    for transport, sleep in ((SyncTransport, service.sleep), (AsyncTransport, service.asleep)):
        monkeypatch.setattr(transport, "now", lambda _: service.now())
        monkeypatch.setattr(transport, "sleep", staticmethod(sleep))
        monkeypatch.setattr(transport, "random", staticmethod(lambda: 0.5))
    return service


@pytest.fixture
def client(service: Service) -> Iterator[ImgOpen]:
    with httpx.Client(transport=httpx.MockTransport(service.handle), timeout=30) as http:
        yield ImgOpen(KEY_ID, KEY_SECRET, URL, on_drift=service.drifts.append, http_client=http)


@pytest.fixture
def make_async(service: Service) -> Callable[[], AsyncImgOpen]:
    def make() -> AsyncImgOpen:
        http = httpx.AsyncClient(transport=httpx.MockTransport(service.handle), timeout=30)
        return AsyncImgOpen(KEY_ID, KEY_SECRET, URL, on_drift=service.drifts.append, http_client=http)

    return make
