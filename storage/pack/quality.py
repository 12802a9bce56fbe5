"""What is allowed in a pack and still worth a look: it will find less, or be sure of less, than it could."""

from __future__ import annotations

from collections.abc import Iterator

from storage.domain.sector import Certainty
from storage.domain.source import SourceKind
from storage.pack.bundle import Bundle
from storage.pack.names import alias_key
from storage.pack.problems import Problem
from storage.pack.seeds import ArticleSeed, PropositionSeed, StakeholderSeed

_WEAK = ("weak", "unconfirmed")


def remarks(bundle: Bundle) -> Iterator[Problem]:
    """Yield what a curator should look at. Never a reason to refuse the pack."""
    for place, entry in enumerate(bundle.propositions):
        for message, fix in _proposition(entry):
            yield bundle.documents["topics"].problem(("propositions", place), f"{entry.id} {message}", fix)
    if not bundle.stakeholders:
        message = "the pack has no stakeholders: everybody is known by the name that an article prints, and by no other"
        yield Problem(str(bundle.folder), 0, message, "add stakeholders.yaml")
    for place, body in enumerate(bundle.stakeholders):
        for message, fix in _stakeholder(body):
            yield bundle.documents["stakeholders"].problem(("stakeholders", place), f"{body.id} {message}", fix)
    for place, source in enumerate(bundle.sources):
        if source.seen in _WEAK and source.enabled and source.kind == SourceKind.FEED:
            loc = ("sources", place, "seen")
            message = f"{source.id} is polled at an address that is {source.seen}"
            yield bundle.documents["sources"].problem(loc, message, "look at it once, then write what you saw")
    for place, article in enumerate(bundle.articles):
        for message, fix in _article(article):
            yield bundle.documents["articles"].problem(("articles", place), f"{article.id} {message}", fix)


def _proposition(entry: PropositionSeed) -> Iterator[tuple[str, str]]:
    if not entry.measure_terms:
        yield "has no measure_terms: support in other words will be missed", "name the measure as a journalist would"
    if not entry.restricted_terms:
        yield "has no restricted_terms: 'they defend X' will be missed", "name what the measure would limit or end"
    if not entry.examples:
        yield "has no examples: nobody can check a coding against it", "add one of each pole and a near miss"
    if not entry.near_misses:
        yield "has no near_misses", "name what sounds alike and is something else"


def _stakeholder(entry: StakeholderSeed) -> Iterator[tuple[str, str]]:
    if entry.kind not in ("person", "collective") and not entry.aliases and " " in entry.name:
        yield "has no alias: texts often use a short form", "add the short form, if it has one"
    if entry.kind == "collective" and not (entry.aliases or entry.descriptive_refs):
        yield "has neither alias nor descriptive_refs, so it cannot be found", "add the words that texts use"
    unsure = sorted({office.person for office in entry.offices if office.certainty == Certainty.LOW})
    if unsure:
        yield f"has offices of low certainty ({', '.join(unsure)})", "look them up and raise the certainty"
    own = {alias_key(alias) for alias in (entry.name, *entry.aliases)}
    for reference in entry.descriptive_refs:
        if alias_key(reference) in own:
            yield f"has {reference!r} as a proper name and as a description", "keep it in one list"


def _article(entry: ArticleSeed) -> Iterator[tuple[str, str]]:
    if entry.published is None:
        yield "has no date: its statements never enter a timeline", "add `published` when it becomes known"
    if entry.url is None:
        yield "has no address", "add `url` when it is known for certain"
