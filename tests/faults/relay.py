"""A relay between the client and the sandbox, which closes connections as a server does that has waited too long."""

import contextlib
import socket
import threading
from typing import Self

_PIECE = 65_536


class Relay:
    """Passes bytes on, on 127.0.0.1.

    `close_idle()` closes each connection to the client. After `close_next()`, the next bytes on a connection that was
    used before are not passed on, and it is closed: the client's request and the server's close have crossed.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._crosses = False
        self.accepted = 0
        self.crossed = 0

    def close_idle(self) -> None:
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            _end(*pair)

    def close_next(self) -> None:
        self._crosses = True

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        # Closing alone would not wake who accepts.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._threads[0].join()
        self._listener.close()
        self.close_idle()
        for thread in self._threads[1:]:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._port))
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self.accepted += 1
                self._pairs.append((client, server))
            for source, target, is_client in ((client, server, True), (server, client, False)):
                thread = threading.Thread(target=self._pass_on, args=(source, target, is_client))
                self._threads.append(thread)
                thread.start()

    def _pass_on(self, source: socket.socket, target: socket.socket, is_client: bool) -> None:
        was_used = False
        with contextlib.suppress(OSError):
            while data := source.recv(_PIECE):
                if is_client and self._crosses and was_used:
                    self._crosses = False
                    self.crossed += 1
                    break
                target.sendall(data)
                was_used = True
        _end(source, target)


def _end(*pair: socket.socket) -> None:
    for one in pair:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
