"""Prefect's temporary server: waited for as long as a loaded machine needs, and shared with the workers of a run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from prefect.server.api import server as prefects
from prefect.settings import PREFECT_API_URL, temporary_settings

START_PATIENCE = 300.0  # seconds


def start_server(*, patience: float = START_PATIENCE) -> None:
    """Start the temporary server, unless one is set, and wait until it answers.

    Prefect's own wait gives up at the first answer that takes five seconds, whatever its start-up time-out:
    under load the server is there by then, busy with its first answers, and only needs to be asked again.
    """
    if PREFECT_API_URL.value() is not None:
        return
    server = prefects.SubprocessASGIServer()  # the one that every client of this process uses
    try:
        server.start()
    except httpx.TimeoutException:
        deadline = time.monotonic() + patience
        while not server.running:
            if time.monotonic() > deadline or server.server_process is None or server.server_process.poll() is not None:
                raise
            server.running = _answers(f"{server.api_url}/health")


@contextmanager
def one_server() -> Iterator[None]:
    """Workers report to the temporary server of this process: without its address each would start one of its own."""
    server = prefects.SubprocessASGIServer()
    if PREFECT_API_URL.value() is not None or not server.running:
        yield
        return
    with temporary_settings({PREFECT_API_URL: server.api_url}):
        yield


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=30).is_success
    except httpx.HTTPError:
        time.sleep(0.5)
        return False
