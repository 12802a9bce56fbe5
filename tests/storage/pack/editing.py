"""Packs to spoil: a copy of the small sound one, and one change to it."""

from __future__ import annotations

import shutil
from pathlib import Path

HARBOURS = Path(__file__).parents[2] / "sectors" / "harbours"


def a_pack(folder: Path) -> Path:
    """A sound pack of its own in `folder`."""
    return Path(shutil.copytree(HARBOURS, folder / "pack"))


def a_pack_with(folder: Path, file: str, old: str, new: str) -> Path:
    """A pack that is sound but for one place, where `new` stands for `old`."""
    pack = a_pack(folder)
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return pack


def line_of(pack: Path, file: str, words: str) -> int:
    lines = (pack / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)
