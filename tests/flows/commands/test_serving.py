"""What keeps the service from coming up is said at once, and nothing is left running."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flows.commands.serving import _wait_for, serve
from flows.settings import Settings
from storage.domain.errors import InputError, PackError, ServerUnavailable

HARBOURS = Path(__file__).parents[2] / "sectors" / "harbours"


def test_a_wrong_pack_is_said_before_anything_is_started(tmp_path: Path):
    with pytest.raises(PackError, match="There is no pack in"):
        serve(Settings(seeds=tmp_path / "nowhere", data=tmp_path / "data"), port=4200)
    assert not (tmp_path / "data").exists()


def test_a_port_that_is_taken_is_named(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"port {port} already"):
            serve(Settings(seeds=HARBOURS, data=tmp_path / "data"), port=port)
    assert not (tmp_path / "data").exists()


def test_a_server_that_ends_is_not_waited_for(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"]) as server:
        server.wait()
        with pytest.raises(ServerUnavailable, match=r"ended with exit code 3; .*server\.log says why"):
            _wait_for("http://127.0.0.1:1/api/health", server, log=tmp_path / "server.log")
