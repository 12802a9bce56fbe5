"""Bring up a whole Prefect installation from nothing - server, pool, deployments, worker - and stop it cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from flows.settings import ROOT, Settings, prepare_prefect
from storage.domain.errors import InputError, ServerUnavailable
from storage.registry import load_pack

START_TIMEOUT = 120.0  # seconds; a cold server was measured at about 20
STOP_TIMEOUT = 20.0
POOL = "volteface"
PREFECT = (sys.executable, "-m", "prefect")


def serve(settings: Settings, *, port: int) -> int:
    """Run until Ctrl-C or SIGTERM. Returns the exit code: 0 when stopped on request.

    Raises InputError for a port that is taken and PackError for a wrong pack, before anything is started;
    ServerUnavailable when a part does not come up.
    """
    load_pack(settings.seeds)
    console = Console(stderr=True)
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise InputError(f"something listens on port {port} already: choose another with --port")
    environment = service_environment(settings, port=port)
    logs = settings.data / "prefect" / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        starting = ("server", "start", "--host", "127.0.0.1", "--port", str(port))
        with _running("server", starting, environment, logs) as server:
            _wait_for(f"http://127.0.0.1:{port}/api/health", server, log=logs / "server.log")
            console.print(f"Prefect server: http://127.0.0.1:{port}")
            _once(("work-pool", "create", POOL, "--type", "process", "--overwrite"), environment)
            _once(("--no-prompt", "deploy", "--all"), environment)
            console.print("Deployments: ingest/hourly, digest/daily, backfill/by-hand, reread/by-hand")
            with _running(
                "worker", ("worker", "start", "--pool", POOL, "--type", "process"), environment, logs
            ) as worker:
                console.print(f"Worker started; logs in {logs}. Ctrl-C stops everything.")
                return worker.wait()
    except KeyboardInterrupt:
        console.print("Stopped.")
        return 0


def service_environment(settings: Settings, *, port: int) -> dict[str, str]:
    """The environment in which server, worker and flow runs all find each other."""
    prepare_prefect(settings)
    return {
        **os.environ,
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "VOLTEFACE_HOME": str(ROOT),
        "VOLTEFACE_SEEDS": str(settings.seeds),
        "VOLTEFACE_DATA": str(settings.data),
    }


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def _running(
    name: str, arguments: tuple[str, ...], environment: dict[str, str], logs: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a child in a session of its own, so that Ctrl-C reaches us first and we stop them in order."""
    with (logs / f"{name}.log").open("ab") as log:
        child = subprocess.Popen(  # noqa: S603  # our own interpreter, fixed arguments
            [*PREFECT, *arguments], env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield child
        finally:
            _stop(child)


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGINT)
        try:
            child.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _once(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603  # our own interpreter, fixed arguments
        [*PREFECT, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise ServerUnavailable(f"`prefect {' '.join(arguments)}` failed: {' '.join(last)}")


def _wait_for(url: str, server: subprocess.Popen[bytes], *, log: Path) -> None:
    """Raises ServerUnavailable when the server ends, or does not answer in time."""
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ServerUnavailable(f"the Prefect server ended with exit code {server.returncode}; {log} says why")
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  # http on loopback, ours
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise ServerUnavailable(f"the Prefect server did not answer at {url} within {START_TIMEOUT:.0f} seconds; see {log}")
