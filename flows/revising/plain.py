"""Decode a plain text file into an article's text, keeping every offset."""

from __future__ import annotations

from storage.domain.errors import InputError

LIMIT = 10_000_000
_BOM = b"\xef\xbb\xbf"
# What a text file never holds; tab, newline, form feed and carriage return are common, ESC is not.
_BINARY = frozenset(range(32)) - {9, 10, 12, 13} | {127}
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")


def article_text(raw: bytes, *, name: str) -> str:
    """Return `raw` decoded as UTF-8, newlines untouched. Raises InputError, in one sentence that names `name`.

    A byte-order mark stays in the text as U+FEFF, so that offsets are those of the untouched file.
    """
    if len(raw) > LIMIT:
        raise InputError(f"{name} is larger than 10 MB ({len(raw):,} bytes); an article is a few thousand words.")
    if not raw.removeprefix(_BOM).strip():
        raise InputError(f"{name} is empty.")
    if raw.startswith(_OTHER_BOMS):
        raise InputError(f"{name} is UTF-16, not UTF-8; save it as UTF-8 and try again.")
    if _BINARY.intersection(raw):
        raise InputError(f"{name} is not a text file (it holds control bytes).")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 (byte {error.start:,}); save it as UTF-8 and try again.") from error
    if not text.replace("\ufeff", "").strip():
        raise InputError(f"{name} is empty.")
    return text
