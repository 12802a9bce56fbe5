"""A whole Prefect installation in a temporary folder: server, pool, deployments, and workers that can be killed."""

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
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
PREFECT = (sys.executable, "-m", "prefect")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """`with Installation.running(folder) as it:`; `it.api` talks to the server, `it.worker()` starts a worker."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.data = folder / "data"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "VOLTEFACE_"))},
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "VOLTEFACE_HOME": str(ROOT),
            "VOLTEFACE_DATA": str(self.data),
            "VOLTEFACE_OFFLINE": "true",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
        }
        self.api = httpx.Client(base_url=f"http://127.0.0.1:{port}/api", timeout=30)

    @classmethod
    @contextmanager
    def running(cls, folder: Path) -> Iterator[Installation]:
        it = cls(folder, free_port())
        try:
            it.start_server()
            it.prefect("work-pool", "create", "volteface", "--type", "process", "--overwrite")
            it.prefect("--no-prompt", "deploy", "--all")
            yield it
        finally:
            it.stop_server(signal.SIGINT)

    def start_server(self) -> None:
        """On the same port and the same database as before."""
        self._server = self.started("server", "start", "--host", "127.0.0.1", "--port", str(self.port))
        self.until(self.healthy, 120, "the server answers")

    def stop_server(self, how: int) -> None:
        stop(self._server, how)

    def started(self, *arguments: str) -> subprocess.Popen[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{arguments[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [*PREFECT, *arguments],
                env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    @contextmanager
    def worker(self, name: str = "worker", *options: str) -> Iterator[subprocess.Popen[bytes]]:
        child = self.started("worker", "start", "--pool", "volteface", "--type", "process", "--name", name, *options)
        try:
            yield child
        finally:
            stop(child)

    def volteface(self, *arguments: str, log: Path, **settings: str) -> subprocess.Popen[bytes]:
        """Start the command line on this installation's server; what it says goes to the file `log`."""
        with log.open("ab") as file:
            return subprocess.Popen(
                [sys.executable, "-m", "flows", *arguments],
                env={**self.environment, **settings}, cwd=ROOT, stdout=file, stderr=file, start_new_session=True,
            )  # fmt: skip

    def prefect(self, *arguments: str) -> str:
        done = subprocess.run(
            [*PREFECT, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/health", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def workers(self) -> set[str]:
        """The names of the workers that the pool has heard of and that are still there."""
        found = self.api.post("/work_pools/volteface/workers/filter", json={})
        listed = found.json() if found.is_success else []
        return {worker["name"] for worker in listed if worker["status"] == "ONLINE"}

    def deployment(self, name: str) -> dict[str, Any]:
        found = self.api.get(f"/deployments/name/{name}")
        found.raise_for_status()
        return dict(found.json())

    def start_run(self, deployment: str, **parameters: Any) -> str:
        address = f"/deployments/{self.deployment(deployment)['id']}/create_flow_run"
        answers: list[httpx.Response] = []

        def taken() -> bool:
            answers.append(self.api.post(address, json={"parameters": parameters}))
            return answers[-1].status_code != httpx.codes.SERVICE_UNAVAILABLE

        self.until(taken, 60, "the server, whose database is locked under load, takes the run")
        answers[-1].raise_for_status()
        return str(answers[-1].json()["id"])

    def state(self, run: str) -> dict[str, Any]:
        answer = self.api.get(f"/flow_runs/{run}")
        # Its database is locked under load: Prefect's own client asks again too.
        busy = answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
        return {"type": "UNKNOWN"} if busy else dict(answer.json()["state"])

    def finished(self, run: str, seconds: float = 180) -> dict[str, Any]:
        final = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
        self.until(lambda: self.state(run)["type"] in final, seconds, f"run {run} ends")
        return self.state(run)

    @staticmethod
    def until(holds: Any, seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain: {what}"
            time.sleep(0.3)


def stop(child: subprocess.Popen[bytes], how: int = signal.SIGINT) -> None:
    if child.poll() is None:
        os.killpg(child.pid, how)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def descendants(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    family, grown = {pid}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in family} - family
        grown = bool(more)
        family |= more
    return family - {pid}
