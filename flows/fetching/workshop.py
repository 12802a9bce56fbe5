"""Read hostile documents in a process of their own, with limits on its processor time and memory.

The workers are kept: a start costs half a second, a call to a running one a fraction of a millisecond.
"""

from __future__ import annotations

import os
import pickle
import queue
import resource
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any, ParamSpec, Self, TypeVar

from storage.domain.errors import InputError

CPU_SECONDS = 4
WALL_SECONDS = 20.0
MEMORY = 96_000_000
# feedparser and lxml keep about 20 times a document's size while they read it.
MEMORY_PER_BYTE = 25
JOBS_A_WORKER = 500
_STATUS = Path("/proc/self/statm")
_LENGTH = struct.Struct(">Q")
_LARGEST_REPLY = 256_000_000

P = ParamSpec("P")
R = TypeVar("R")


class Workshop:
    """A few workers. `run` may be called from several threads; each call has a worker to itself."""

    def __init__(self, *, workers: int = 1, cpu_seconds: int = CPU_SECONDS, memory: int = MEMORY) -> None:
        self._limits = (cpu_seconds, memory)
        self._free: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._free.put(None)
        self._size = workers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        for _ in range(self._size):
            if worker := self._free.get():
                worker.end()

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return `function(*args, **kwargs)`, reckoned elsewhere. Raises InputError when it fails or exceeds a limit.

        `function` must be importable by name; arguments and result must pickle.
        """
        worker = self._free.get()
        try:
            worker = worker if worker and worker.usable else _Worker(*self._limits)
            return worker.call(function, args, kwargs)  # type: ignore[no-any-return]  # unpickled
        finally:
            self._free.put(worker)


class _Worker:
    def __init__(self, cpu_seconds: int, memory: int) -> None:
        self._cpu_seconds = cpu_seconds
        self._jobs = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "flows.fetching.workshop", str(cpu_seconds), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "MALLOC_ARENA_MAX": "2"},
        )

    @property
    def usable(self) -> bool:
        if self._jobs >= JOBS_A_WORKER:
            self.end()
        return self._process.poll() is None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def call(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self._jobs += 1
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            job = pickle.dumps((function.__module__, function.__qualname__, args, kwargs), protocol=5)
            _send(self._process.stdin, job)
            kind, value = pickle.loads(_receive(self._process.stdout, WALL_SECONDS))  # noqa: S301 - from our own child
        except (EOFError, OSError, TimeoutError, pickle.UnpicklingError) as error:
            code = self._process.poll() if isinstance(error, TimeoutError) else self._process.wait(5)
            self.end()
            slow = isinstance(error, TimeoutError) or code == -24  # SIGXCPU
            why = f"took more than {self._cpu_seconds} seconds to read" if slow else "crashed its reader"
            raise InputError(f"The document {why}; it was left out.") from error
        if kind == "value":
            return value
        if kind == "spent":
            self.end()  # what it took is not given back; the next job gets a fresh worker
        raise InputError(value)


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes], seconds: float) -> bytes:
    """Read one message from an unbuffered view of the pipe, within `seconds`."""
    deadline = time.monotonic() + seconds
    wanted, data = _LENGTH.size, bytearray()
    head = True
    while len(data) < wanted:
        ready, _, _ = select.select([pipe.fileno()], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        piece = os.read(pipe.fileno(), min(wanted - len(data), 1 << 20))
        if not piece:
            raise EOFError
        data += piece
        if head and len(data) == wanted:
            (wanted,) = _LENGTH.unpack(bytes(data))
            head, data = False, bytearray()
            if wanted > _LARGEST_REPLY:
                raise EOFError
    return bytes(data)


def serve(cpu_seconds: int, memory: int) -> None:
    """The worker's loop: one job after the other, each within limits of its own."""
    inlet, outlet = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not look like an answer.
    os.dup2(2, 1)
    while head := inlet.read(_LENGTH.size):
        job = inlet.read(_LENGTH.unpack(head)[0])
        module, name, args, kwargs = pickle.loads(job)  # noqa: S301 - from our own parent
        function = getattr(import_module(module), name)
        _limit(cpu_seconds, memory + MEMORY_PER_BYTE * len(job))
        outcome = _outcome(function, args, kwargs)
        _unlimit()
        _send(outlet, pickle.dumps(outcome, protocol=5))


def _limit(cpu_seconds: int, memory: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + cpu_seconds, hard))
    if not _STATUS.exists():
        return  # macOS: its kernel keeps no such limit; the processor's still holds
    held = int(_STATUS.read_text("ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (held + memory, hard))


def _unlimit() -> None:
    """Between jobs there is nothing to limit, and the next job may be larger than the last."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if _STATUS.exists():
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _outcome(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[str, Any]:
    try:
        return "value", function(*args, **kwargs)
    except InputError as error:
        return "refused", str(error)
    except MemoryError:
        return "spent", "The document needs more memory than a document may; it was left out."
    except Exception as error:  # noqa: BLE001 - any failure of a library over a hostile document is a refusal with its name
        return "refused", f"The document cannot be read ({type(error).__name__}); it was left out."


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
