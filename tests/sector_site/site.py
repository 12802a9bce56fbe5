"""A loopback web site that misbehaves on purpose, with virtual time and a log of every request."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class VirtualClock:
    """Time that moves only when somebody sleeps or a test says so."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._now += timedelta(seconds=seconds)

    def restart(self, moment: datetime) -> None:
        """Another life begins: the only way back."""
        with self._lock:
            self._now = moment

    def move_to(self, moment: datetime) -> None:
        with self._lock:
            self._now = max(self._now, moment)


@dataclass(frozen=True)
class Seen:
    """One request as the server saw it."""

    at: datetime
    host: str
    path: str
    headers: dict[str, str]
    status: int

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass
class Response:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None  # sent instead of all the rest, then the connection is closed
    reset: bool = False  # nothing is sent; the connection is torn down
    pause: float = 0.0  # real seconds before anything is sent


Behaviour = Callable[["Site", Seen], Response]


class Site:
    """Behaviours by path. `log` holds every request; `visits(path)` those of one path."""

    def __init__(self, clock: VirtualClock, *, address: str = "127.0.0.1") -> None:
        self.clock = clock
        self.log: list[Seen] = []
        self._behaviours: dict[str, Behaviour] = {}
        self._server = ThreadingHTTPServer((address, 0), self._handler())
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # a client that hangs up is part of the game
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def host(self) -> str:
        return f"{self._server.server_address[0]}:{self._server.server_port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def on(self, path: str, behaviour: Behaviour | Response | bytes) -> str:
        """Serve `path` so; returns its URL."""
        if isinstance(behaviour, bytes):
            behaviour = Response(behaviour)
        fixed = behaviour
        self._behaviours[path] = behaviour if callable(behaviour) else lambda _site, _seen: fixed
        return self.url(path)

    def visits(self, path: str) -> list[Seen]:
        return [seen for seen in self.log if seen.path == path]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str, headers: dict[str, str], host: str) -> Response:
        behaviour = self._behaviours.get(path)
        seen = Seen(self.clock(), host, path, headers, 0)
        response = behaviour(self, seen) if behaviour else Response(status=404)
        self.log.append(Seen(seen.at, host, path, headers, response.status))
        return response

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                response = site.answer(self.path, headers, headers.get("host", ""))
                self.close_connection = True
                time.sleep(response.pause)
                if response.reset:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                if response.raw is not None:
                    self.wfile.write(response.raw)
                    return
                self.send_response(response.status)
                for name, value in response.headers.items():
                    self.send_header(name, value)
                if response.status not in (204, 304):
                    self.send_header("Content-Length", str(len(response.body)))
                self.end_headers()
                if response.status not in (204, 304):
                    self.wfile.write(response.body)

            def log_message(self, *_args: object) -> None:
                """Tests read `Site.log` instead."""

        return Handler
