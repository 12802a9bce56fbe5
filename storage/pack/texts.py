"""Look at the text files of the seed set without interpreting them: can each be an article at all?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from storage.pack.bundle import Bundle
from storage.pack.document import Loc
from storage.pack.problems import Problem

# The longest article of the seed set has 18 KB; a long report has 1 MB.
LARGEST_TEXT = 5_000_000
_FEW_CONTROLS = 0.02


def check_texts(bundle: Bundle) -> Iterator[Problem]:
    """Yield one problem for each article whose file is missing, empty, binary, not UTF-8 or too large."""
    for place, entry in enumerate(bundle.articles):
        loc: Loc = ("articles", place, "file")
        verdict = _verdict(bundle.folder / "articles", entry.file)
        if verdict:
            yield bundle.documents["articles"].problem(loc, *verdict)


def _verdict(folder: Path, name: str) -> tuple[str, str] | None:
    """Return what is wrong with the file and a fix, or None."""
    path = folder / name
    try:
        if Path(name).name != name or not path.resolve().is_relative_to(folder.resolve()):
            return f"the file {name} is outside articles/", "put it there and write its bare name"
        if not path.is_file():
            return f"there is no file articles/{name}", "add the file, or correct the name"
        size = path.stat().st_size
        if size > LARGEST_TEXT:
            return f"articles/{name} has {size:,} bytes, more than {LARGEST_TEXT:,}", "keep the article's text only"
        raw = path.read_bytes()
    except OSError as error:
        return f"articles/{name} cannot be read ({error.strerror})", "check its name and permissions"
    except RuntimeError:  # what Python 3.11 and 3.12 raise for a link to itself
        return f"articles/{name} is a link to itself", "put the article's text there"
    return _content(raw, name)


def _content(raw: bytes, name: str) -> tuple[str, str] | None:
    if not raw.strip():
        return f"articles/{name} is empty", "put the article's text into it, or remove the entry"
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in raw)
    if b"\0" in raw or controls > _FEW_CONTROLS * len(raw):
        return f"articles/{name} is not text but binary", "save the article as plain text"
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return f"articles/{name} is not UTF-8 (line {line})", "save it as UTF-8"
    return None
