"""A receiver that kills itself: python -m tests.extras.receiving ADDRESS FD POINT

It serves the listening socket FD and stores into the inbox at ADDRESS. POINT is "never", or "before:3" or "after:3": at
the third event it prints the task's id and is gone as by kill -9, before the event is stored or between that and the
acknowledgement. The secret comes from the environment.
"""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from itertools import count
from threading import Lock

import uvicorn

from img_open.callbacks import Event
from img_open.receiver import Receiver
from tests.extras.opening import AnyInbox, opened


class Deadly:
    """An inbox at one of whose events the process ends."""

    def __init__(self, inbox: AnyInbox, point: str) -> None:
        self._inbox = inbox
        self._when, _, number = point.partition(":")
        self._number = int(number or 0)
        self._counted = count(1)
        self._lock = Lock()

    def put(self, event: Event) -> bool:
        with self._lock:
            is_last = next(self._counted) == self._number
        if is_last and self._when == "before":
            self._end(event)
        was_news = self._inbox.put(event)
        if is_last:
            self._end(event)
        return was_news

    def get(self, business_task_id: str, operation: str | None = None) -> Event | None:
        return self._inbox.get(business_task_id, operation)

    def events(self, after: int = 0) -> Iterator[tuple[int, Event]]:
        return self._inbox.events(after)

    def close(self) -> None:
        self._inbox.close()

    def _end(self, event: Event) -> None:
        print(event.business_task_id, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)


def main(address: str, descriptor: str, point: str) -> None:
    """Serve until the end."""
    with opened(address) as inbox:
        receiver = Receiver(Deadly(inbox, point))
        server = uvicorn.Server(uvicorn.Config(receiver.asgi, lifespan="on", log_level="warning"))
        server.run(sockets=[socket.socket(fileno=int(descriptor))])


if __name__ == "__main__":
    main(*sys.argv[1:])
