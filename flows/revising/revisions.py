"""Decide whether a look at a page found a new revision, and what kind of change it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.revising import changes
from flows.revising.page import PageText
from storage.domain.article import Look, Revision
from storage.domain.polling import Change, ChangeKind

Reread = Callable[[str], str | None]
_QUIET = frozenset({ChangeKind.NONE, ChangeKind.FURNITURE})
_IMMATERIAL = _QUIET | {ChangeKind.TYPOGRAPHIC}


@dataclass(frozen=True, slots=True)
class Decision:
    """`revision` None: nothing new is kept, and `why` says so. `change` None: there was nothing to compare with."""

    revision: Revision | None
    change: Change | None
    why: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one look brought: the page's text, when and why it was looked at, and the hash of its bytes."""

    article: str
    page: PageText
    seen_at: datetime
    look: Look
    body: str | None = None

    @property
    def revision(self) -> Revision:
        return Revision(self.article, self.page.text, self.seen_at, self.look, self.page.extractor, self.body)


def decide(
    sighting: Sighting,
    *,
    previous: Revision | None,
    updated_before: str | None = None,
    earlier: Sequence[Revision] = (),
    reread: Reread = lambda _: None,
) -> Decision:
    """Compare with `previous`, the newest revision kept; `earlier` are those before it.

    `reread` gives the text of a stored body by today's extractor: when the extractor changed since, the two
    texts that are compared must both be today's, or an upgrade of a library would look like an edit.
    """
    page = sighting.page
    if changes.is_error_page(page.title, page.text):
        return Decision(None, None, "the page answered with an error message instead of the article")
    if previous is None:
        return Decision(sighting.revision, None, "first look")
    before = _comparable(previous, page.extractor, reread)
    if before is None:
        return Decision(None, None, "read in another way than before, and there is nothing to compare it with")
    if changes.is_stub(page.text, previous=before):
        return Decision(None, None, "the page answered with the opening and a call to log in or subscribe")
    versions = [old.text for old in earlier]
    kinds, edits = changes.typed(before, page.text, earlier=versions)
    quiet = _QUIET.issuperset(kinds)
    found = sighting.revision
    change = Change(
        article=sighting.article,
        before=previous.id,
        after=previous.id if quiet else found.id,
        kinds=kinds,
        edits=() if quiet else edits,
        stealth=_is_stealth(kinds, updated_before, page.updated),
        touched_only=_IMMATERIAL.issuperset(kinds) and _has_moved(updated_before, page.updated),
        look=sighting.look,
    )
    return Decision(None if quiet else found, change, ", ".join(kind.value for kind in kinds).replace("_", " "))


def _comparable(previous: Revision, extractor: str, reread: Reread) -> str | None:
    if previous.extractor == extractor:
        return previous.text
    if _reader(previous.extractor) != _reader(extractor):
        return None  # a feed's text and the page's own differ by nature
    return reread(previous.body) if previous.body else None


def _reader(extractor: str) -> str:
    return extractor.partition(" ")[0]


def _has_moved(before: str | None, now: str | None) -> bool:
    """True when a page names another "updated" than before; one that names none any more has not moved it."""
    return bool(before and now and before != now)


def _is_stealth(kinds: Sequence[ChangeKind], before: str | None, now: str | None) -> bool:
    """The text changed and the page's own "updated" did not. Without an "updated" to go by nothing is claimed."""
    owned_up = ChangeKind.CORRECTION in kinds
    return not _IMMATERIAL.issuperset(kinds) and not owned_up and before is not None and before == now
