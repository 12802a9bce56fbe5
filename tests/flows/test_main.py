"""How the command ends: what it says and the exit code, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from flows.settings import ROOT

# As `python -m flows`, but that Ctrl-C reaches it: what a shell starts in the background has it ignored, tests too.
COMMAND = """
import signal
from flows.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


def started(*arguments: str, **streams: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", COMMAND, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, **streams)


def test_a_full_disk_is_one_sentence():
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = started("check", stdout=full)
        told = done.communicate(timeout=120)[1]
    assert told == "volteface: what is printed cannot be read or written: No space left on device\n"
    assert done.returncode == 1


def test_a_reader_that_has_had_enough_is_no_failure():
    reading, writing = os.pipe()
    done = started("check", "--fields", stdout=writing)
    os.close(writing)
    os.close(reading)
    assert (done.communicate(timeout=120)[1], done.returncode) == ("", 0)


def test_ctrl_c_says_that_what_is_finished_is_kept(tmp_path: Path):
    pipe = tmp_path / "in.opml"
    os.mkfifo(pipe)
    done = started("sources", "import", str(pipe))
    with pipe.open("wb"):  # opened once the command reads it, which then waits for what never comes
        done.send_signal(signal.SIGINT)
        told = done.communicate(timeout=120)[1]
    assert done.returncode == 130
    assert told == "volteface: stopped; everything finished so far is kept, and running again goes on from there\n"
