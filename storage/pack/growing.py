"""Add feeds to a pack's sources.yaml: appended as text, so that what a curator wrote stays as it was written."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from storage.domain.errors import InputError
from storage.domain.source import Source
from storage.registry import load_pack


def add_feeds(folder: Path, feeds: Iterable[tuple[str, str]]) -> list[Source]:
    """Append (title, address) pairs that the pack lacks; return the sources added.

    The grown pack is checked as a whole before the file is replaced. Raises PackError, InputError.
    """
    known = load_pack(folder).sources
    addresses = {source.url for source in known.values()}
    taken, entries, names = set(known), [], []
    for title, url in feeds:
        if url in addresses:
            continue
        addresses.add(url)
        name = _free_id(url, taken)
        taken.add(name)
        names.append(name)
        entries.append(_entry(name, _shown(title) or url, url))
    if not entries:
        return []
    path = folder / "sources.yaml"
    grown = path.read_text(encoding="utf-8").rstrip("\n") + "\n" + "".join(entries)
    with tempfile.TemporaryDirectory() as place:
        trial = Path(shutil.copytree(folder, Path(place) / "pack"))
        (trial / "sources.yaml").write_text(grown, encoding="utf-8")
        sources = load_pack(trial).sources
    try:
        partial = path.with_name(".sources.yaml.partial")
        partial.write_text(grown, encoding="utf-8")
        partial.replace(path)
    except OSError as problem:
        raise InputError(f"{path} cannot be written: {problem.strerror}") from problem
    return [sources[name] for name in names]


def _shown(title: str) -> str:
    """A stranger's title without what no name may hold: invisible characters and halves of characters."""
    return " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in title).split())


def _entry(name: str, title: str, url: str) -> str:
    """JSON strings are YAML strings, once no character is written as two halves (an emoji is, in ASCII)."""
    outlet = urlsplit(url).netloc.removeprefix("www.")
    return (
        f"\n- id: {name}\n  name: {json.dumps(title, ensure_ascii=False)}\n  kind: feed\n  url: {json.dumps(url)}\n"
        f"  outlet: {json.dumps(outlet)}\n  seen: unconfirmed\n"
    )


def _free_id(url: str, taken: set[str]) -> str:
    host = urlsplit(url).hostname or "feed"
    stem = re.sub(r"[^a-z0-9]+", "-", host.removeprefix("www.").lower()).strip("-") or "feed"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name
