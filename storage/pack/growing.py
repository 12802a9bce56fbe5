"""Add feeds to a pack's sources.yaml: appended as text, so that what a curator wrote stays as it was written."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from textwrap import indent
from urllib.parse import urlsplit

from storage.domain.errors import InputError, PackError
from storage.domain.source import Source
from storage.registry import load_pack

LONGEST_STEM = 70  # of an id, which may have 80 characters, a number at its end included


def add_feeds(folder: Path, feeds: Iterable[tuple[str, str]]) -> list[Source]:
    """Append (title, address) pairs that the pack lacks; return the sources added.

    The grown pack is checked as a whole before the file is replaced. Raises PackError, InputError.
    """
    entries = _entries(load_pack(folder).sources, feeds)
    if not entries:
        return []
    path = folder / "sources.yaml"
    written = path.read_text(encoding="utf-8") if path.exists() else "sources:\n"
    grown = written.rstrip("\n") + "\n" + indent("".join(entries.values()), _margin(written))
    sources = _tried(folder, grown)
    try:
        partial = path.with_name(".sources.yaml.partial")
        partial.write_text(grown, encoding="utf-8")
        partial.replace(path)
    except OSError as problem:
        raise InputError(f"{path} cannot be written: {problem.strerror}") from problem
    return [sources[name] for name in entries]


def _entries(known: Mapping[str, Source], feeds: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what is to be written for each feed that is not known yet, by its new id."""
    addresses = {source.url for source in known.values()}
    entries: dict[str, str] = {}
    for title, url in feeds:
        if url not in addresses:
            addresses.add(url)
            name = _free_id(url, {*known, *entries})
            entries[name] = _entry(name, _shown(title) or url, url)
    return entries


def _margin(written: str) -> str:
    """How far the list in a file is indented: both ways are YAML, but not in one list."""
    first = re.search(r"^( *)- ", written, re.MULTILINE)
    return first[1] if first else ""


def _tried(folder: Path, grown: str) -> Mapping[str, Source]:
    """Return the sources of the pack as it would be. Raises InputError where it would be none."""
    with tempfile.TemporaryDirectory() as place:
        trial = Path(shutil.copytree(folder, Path(place) / "pack"))
        (trial / "sources.yaml").write_text(grown, encoding="utf-8")
        try:
            return load_pack(trial).sources
        except PackError as problem:
            shape = "write its sources below one another, each beginning with `- id:`"
            raise InputError(f"nothing can be added to {folder / 'sources.yaml'} as it stands: {shape}") from problem


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


def _free_id(url: str, taken: Set[str]) -> str:
    host = urlsplit(url).hostname or "feed"
    stem = re.sub(r"[^a-z0-9]+", "-", host.removeprefix("www.").lower()).strip("-")[:LONGEST_STEM] or "feed"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name
