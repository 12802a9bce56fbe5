"""Write files whole or not at all, and only those that changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from storage.domain.errors import InputError


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
