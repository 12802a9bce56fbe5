"""Golden files: what a page looked like when somebody last looked at it.

VOLTEFACE_WRITE_GOLD=1 writes them anew; then open them in a browser and read the difference before committing.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "gold" / "digests"
HOW = "VOLTEFACE_WRITE_GOLD=1 .venv/bin/python -m pytest -k golden tests/flows"


def holds(name: str, content: str) -> None:
    """Fail, naming the first line that differs, when `content` is not the golden file `name`."""
    file = FOLDER / name
    if os.environ.get("VOLTEFACE_WRITE_GOLD"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        return
    golden = file.read_text(encoding="utf-8").splitlines()
    found = content.splitlines()
    for number, (expected, got) in enumerate(zip(golden, found, strict=False), start=1):
        assert got == expected, f"{name}, line {number}. If the change is meant: {HOW}"
    assert len(found) == len(golden), f"{name} has another length. If the change is meant: {HOW}"
