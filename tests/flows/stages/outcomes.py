"""All that a ledger and its digests say, to be compared byte for byte."""

from __future__ import annotations

import io

from flows.commands.exporting import ROWS, Format, What, write
from flows.desk import Desk


def exports(desk: Desk) -> dict[str, str]:
    found = {}
    for what in What:
        target = io.StringIO()
        write(ROWS[what](desk, None), target, Format.JSONL)
        found[what.value] = target.getvalue()
    return found


def digests(desk: Desk) -> dict[str, bytes]:
    folder = desk.settings.digests
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(found: tuple[dict, dict], expected: tuple[dict, dict]) -> list[str]:
    """The names of exports and files that differ, with the first line that does: megabytes would tell nobody more."""
    different = []
    for ours, theirs in zip(found, expected, strict=True):
        for name in sorted({*ours, *theirs}):
            if ours.get(name) != theirs.get(name):
                lines = (
                    str(each.get(name)).split("\\n" if isinstance(each.get(name), bytes) else "\n")
                    for each in (ours, theirs)
                )
                first = next(((a, b) for a, b in zip(*lines, strict=False) if a != b), ("", ""))
                different.append(f"{name}: {first[0][:200]} != {first[1][:200]}")
    return different[:5]
