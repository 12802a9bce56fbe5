"""Feeds of two or four bytes a character, made such as every pattern and parser reads."""

from __future__ import annotations

import re

# By byte-order mark, or by a first "<" of two bytes; the longer ones first.
_WIDE = {
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_DECLARED = re.compile(r"\s+encoding\s*=\s*[\"'][^\"']*[\"']")


def in_utf8(raw: bytes) -> bytes | None:
    """Return UTF-16 and UTF-32 as UTF-8, whatever is declared; else None.

    A declared charset misleads the parser, and no pattern of ours would match such bytes.
    """
    code = next((code for start, code in _WIDE.items() if raw.startswith(start)), None)
    if code is None:
        return None
    text = raw.decode(code, "replace").removeprefix("\ufeff")
    return (_DECLARED.sub("", text[:200], count=1) + text[200:]).encode("utf-8", "replace")
