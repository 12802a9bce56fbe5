"""Turn a page's bytes into text: byte-order mark, then the HTTP header, then the page's own word, then a guess."""

from __future__ import annotations

import re
from functools import lru_cache

from charset_normalizer import from_bytes
from w3lib.encoding import html_to_unicode

# What XML and HTML cannot hold; kept out before any parser sees it. Tab, newline and carriage return stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SAMPLE = 100_000
_FEW = 0.1
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def decode(raw: bytes, *, content_type: str = "") -> str:
    """Never fails: what no charset explains comes back with replacement characters."""
    header = content_type if content_type.isascii() else None
    _, text = html_to_unicode(header or None, raw, default_encoding="utf-8", auto_detect_fun=_guess)
    return without_controls(_mended(text, raw))


def _mended(text: str, raw: bytes) -> str:
    """A declared charset that does not fit is worth less than UTF-8 that does."""
    if "\ufffd" in text[:_SAMPLE] or "â€" in text[:_SAMPLE]:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return text
    return text


def _guess(raw: bytes) -> str | None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        sample = raw[:_SAMPLE]
        # Western pages are ASCII with a few accents and curly marks, too few to guess from: HTML's own default.
        if sum(byte > 127 for byte in sample) < _FEW * len(sample):
            return "cp1252"
        best = from_bytes(sample).best()
        return best.encoding if best else "cp1252"
    return "utf-8"


def is_binary(raw: bytes) -> bool:
    """True when control bytes abound: an image, an archive, noise. UTF-16 and UTF-32 say what they are first."""
    sample = raw[:10_000]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    return len(_CONTROL_BYTES.findall(sample)) > 0.01 * len(sample)


def without_controls(text: str) -> str:
    return _CONTROLS.sub("", text)


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return `text` on one line with single spaces, for comparing."""
    return " ".join(text.split())
