"""Prefect's temporary server is waited for as long as a loaded machine needs, and no longer than it lives."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import httpx
import pytest


class Slow:
    """What stands in for Prefect's server: its first answer is too late for Prefect, a later one is there."""

    def __init__(self, address: str, exit_code: int | None) -> None:
        self.api_url, self.running = address, False
        self.server_process = SimpleNamespace(poll=lambda: exit_code)

    def start(self) -> None:
        raise httpx.ReadTimeout("timed out")


@pytest.fixture
def address() -> Iterator[str]:
    ready = time.monotonic() + 1

    class Api(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if time.monotonic() > ready else 503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api"
    server.shutdown()
    server.server_close()


def stands_in(monkeypatch: pytest.MonkeyPatch, server: Slow) -> Slow:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr("prefect.server.api.server.SubprocessASGIServer", lambda: server)
    return server


def start_server(*, patience: float) -> None:
    from flows.server import start_server as start  # Prefect takes a second to import

    start(patience=patience)


def test_a_server_that_is_slow_to_answer_is_asked_again(monkeypatch, address):
    server = stands_in(monkeypatch, Slow(address, None))
    start_server(patience=30)
    assert server.running


def test_a_server_that_has_ended_is_not_waited_for(monkeypatch, address):
    stands_in(monkeypatch, Slow(address, 1))
    with pytest.raises(httpx.ReadTimeout):
        start_server(patience=30)


def test_patience_ends(monkeypatch):
    stands_in(monkeypatch, Slow("http://127.0.0.1:1/api", None))
    with pytest.raises(httpx.ReadTimeout):
        start_server(patience=1)
