"""Write files whole or not at all, and only those that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from storage.domain.errors import InputError, LedgerUnavailable

LOCK = ".publishing.lock"
PATIENCE = 900.0  # seconds; the largest site of the benchmarks is written in a fraction of it


@contextmanager
def publishing_alone(data: Path) -> Iterator[None]:
    """Only one process writes pages. A lock of the operating system: whoever is killed lets go of it."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / LOCK)
        lock.acquire(timeout=PATIENCE)
    except Timeout as problem:
        raise LedgerUnavailable(f"Another run has been writing pages in {data} for too long.") from problem
    except OSError as problem:
        raise InputError(f"{data / LOCK} cannot be written: {problem.strerror}") from problem
    try:
        yield
    finally:
        lock.release()


def write(data: Path, pages: Mapping[str, str]) -> int:
    """Write the pages whose content differs from what is there, each whole or not at all; return how many."""
    changed = 0
    for name, content in pages.items():
        target = data / name
        encoded = content.encode()
        if target.exists() and target.read_bytes() == encoded:
            continue
        partial = target.with_name(f".{target.name}.partial")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(encoded)
            partial.replace(target)
        except OSError as problem:
            raise InputError(f"{target} cannot be written: {problem.strerror}") from problem
        changed += 1
    return changed
