"""A notification block in the settings sends each confirmed finding once, to a real local receiver."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.service.installation import ROOT, Installation

pytestmark = [pytest.mark.service, pytest.mark.xdist_group("service"), pytest.mark.timeout(600)]
NOW = "2026-03-01T06:00:00+00:00"


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The address of a chat, and what it was told."""
    told: list[dict[str, str]] = []

    class Chat(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """The test reads `told`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/chat", told
    server.shutdown()
    server.server_close()


SAVE_BLOCK = """
from prefect.blocks.notifications import CustomWebhookNotificationBlock
CustomWebhookNotificationBlock(
    name="desk", url={url!r}, method="POST", json_data={{"subject": "{{{{subject}}}}", "body": "{{{{body}}}}"}}
).save("desk", overwrite=True)
"""


def test_each_confirmed_finding_is_sent_once(installation: Installation, receiver, tmp_path: Path):
    address, told = receiver
    run([sys.executable, "-c", SAVE_BLOCK.format(url=address)], installation)
    run([sys.executable, "-m", "flows", "ingest", "--now", NOW, "--data", str(tmp_path)], installation)
    lines = run([sys.executable, "-m", "flows", "export", "findings", "--data", str(tmp_path)], installation)
    confirmed = [found for found in map(json.loads, lines.splitlines()) if found["status"] == "confirmed"]
    assert confirmed
    assert sorted(message["subject"] for message in told) == sorted(found["wording"] for found in confirmed)
    assert all("“" in message["body"] for message in told)

    run([sys.executable, "-m", "flows", "digest", "--until", NOW, "--data", str(tmp_path)], installation)
    assert len(told) == len(confirmed)


def run(command: list[str], installation: Installation) -> str:
    environment = {**installation.environment, "VOLTEFACE_NOTIFY": "custom-webhook/desk"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
