"""How much of its entries one reading of a feed takes: their markup is read again outside of the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storage.domain.polling import FeedEntry

# No article is as long, and no title.
LONGEST_MARKUP = 300_000
LONGEST_TITLE = 5_000
# All entries of one reading together: dense markup costs up to two seconds a million characters.
MOST_MARKUP = 4_000_000
_TITLE_BEYOND = 500


def within(entries: Sequence[FeedEntry]) -> tuple[tuple[FeedEntry, ...], tuple[str, ...]]:
    """Return the entries as far as they are taken, and what is to be told of the rest.

    An entry beyond the bound keeps its names, and its page completes it. One without an address would shrink to its
    title, which is no edit: it is left out.
    """
    room, kept, beyond = MOST_MARKUP, [], 0
    for entry in entries:
        room -= sum(len(part) for part in (entry.title, entry.author, entry.summary, entry.content) if part)
        if room >= 0:
            kept.append(entry)
            continue
        beyond += bool(entry.summary or entry.content or not entry.link)
        if entry.link:
            kept.append(_bare(entry))
    return tuple(kept), (*_cut(entries), *_left(beyond))


def _bare(entry: FeedEntry) -> FeedEntry:
    title, author = ((part or "")[:_TITLE_BEYOND] or None for part in (entry.title, entry.author))
    return replace(entry, title=title, author=author, summary=None, content=None)


def _cut(entries: Sequence[FeedEntry]) -> tuple[str, ...]:
    long = sum(LONGEST_MARKUP in (len(entry.summary or ""), len(entry.content or "")) for entry in entries)
    return (f"{long} of its entries were longer than {LONGEST_MARKUP:,} characters and were cut",) if long else ()


def _left(beyond: int) -> tuple[str, ...]:
    if not beyond:
        return ()
    why = f"all texts together are longer than {MOST_MARKUP:,} characters"
    return (f"{beyond:,} of its entries were taken without their text, or left out where they have no address: {why}",)
