"""`volteface service` brings everything up from nothing, and one Ctrl-C takes all of it down again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.service.installation import ROOT, Installation, descendants, free_port

pytestmark = [pytest.mark.service, pytest.mark.xdist_group("service"), pytest.mark.timeout(600)]


def test_one_command_brings_up_the_service_and_ctrl_c_stops_every_process_of_it(tmp_path: Path):
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "VOLTEFACE_"))}
    # A suite that a shell runs in the background ignores Ctrl-C, and all that it starts would.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with (tmp_path / "told").open("wb") as told:
        service = subprocess.Popen(
            [sys.executable, "-m", "flows", "service", "--port", str(port), "--data", str(tmp_path / "data")],
            cwd=ROOT, env={**environment, "VOLTEFACE_OFFLINE": "true"}, stderr=told, stdout=told,
        )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    try:
        started = "Worker started"
        Installation.until(lambda: started in (tmp_path / "told").read_text(), 180, "the worker starts")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=5) as answer:
            assert answer.status == 200
        family = descendants(service.pid)
        assert len(family) >= 2
    finally:
        service.send_signal(signal.SIGINT)
        assert service.wait(60) == 0
    assert "Stopped." in (tmp_path / "told").read_text()
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []
