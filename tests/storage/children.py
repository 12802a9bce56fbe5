"""Real processes for tests: children that share everything imported, and tell what became of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True)
class Child:
    """A forked process. It ends with `os._exit`, so that it never cleans up what belongs to its parent."""

    pid: int
    pipe: BinaryIO

    def answer(self) -> str:
        """Wait for it to end; return what its function returned, or what it raised."""
        with self.pipe:
            told = self.pipe.read().decode()
        os.waitpid(self.pid, 0)
        return told

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.pipe.close()


def child(function: Callable[[], object]) -> Child:
    """Run `function` in a process of its own."""
    outlet, inlet = os.pipe()
    pid = os.fork()
    if pid:
        os.close(inlet)
        return Child(pid, os.fdopen(outlet, "rb"))
    try:
        told = str(function())
    except BaseException as error:  # noqa: BLE001 - the parent wants to know, whatever it is
        told = f"{type(error).__name__}: {error}"
    with os.fdopen(inlet, "wb") as pipe:
        pipe.write(told.encode())
    os._exit(0)
