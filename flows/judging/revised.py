"""What later revisions of its article leave of a statement: an article counts as it reads now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.judging.ties import tie
from flows.judging.utterances import normalise
from storage.domain.statement import Statement


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that an article shows or showed, and whether it has been read."""

    revision: str
    text: str
    read: bool = True


@dataclass(frozen=True, slots=True)
class Gone:
    """Ids of statements that their article no longer makes: the words are gone, or they are read otherwise now."""

    withdrawn: frozenset[str] = frozenset()
    overtaken: frozenset[str] = frozenset()


NOTHING_GONE = Gone()


def gone(evidence: Iterable[Statement], *, shown: Mapping[str, Sequence[Shown]]) -> Gone:
    """Return what no longer speaks for its holder. `evidence` is all of a series; `shown` has, of every article in it,
    the text that it shows now and then those before it, the newest first.

    Words count as the newest text that carries them is read: a paper that gives them to somebody else has corrected
    itself, and the body it named first must not go on being told to have said them, nor to have had them withdrawn.
    """
    withdrawn: set[str] = set()
    overtaken: set[str] = set()
    for article, said in _by_article(evidence).items():
        now, *_ = texts = shown[article]
        alike = {(s.revision, said_alike(s)) for s in said}
        running = [(text, _running(text.text)) for text in texts]
        for statement in (s for s in said if s.revision != now.revision):
            words = _running(statement.text)
            carrier = next((text for text, carried in running if words in carried), None)
            if carrier and carrier.read and (carrier.revision, said_alike(statement)) not in alike:
                overtaken.add(statement.id)
            elif carrier is not now:
                withdrawn.add(statement.id)
    return Gone(frozenset(withdrawn), frozenset(overtaken))


def once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield, as ties are broken, one statement for the same words read alike in several revisions of an article."""
    ordered = sorted(statements, key=tie)
    edited = {name for name, said in _by_article(ordered).items() if len({s.revision for s in said}) > 1}
    seen: set[tuple[object, ...]] = set()
    for statement in ordered:
        if statement.article not in edited:
            yield statement
        elif (said := said_alike(statement)) not in seen:
            seen.add(said)
            yield statement


def said_alike(statement: Statement) -> tuple[object, ...]:
    """The same for the same words, read alike, in every revision of one article."""
    one = statement
    holder = one.series, one.version, one.nation, one.speaker.person, one.speaker.document
    meant = one.stance, one.directness, one.modality, one.conditions, one.parameters, one.said_on
    flags = one.endorsed, one.continuity, one.acknowledges_change, one.reported_reversal, one.dismissed, one.corrected
    return one.article, normalise(one.text), holder, meant, flags


def _by_article(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    articles: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        articles[statement.article].append(statement)
    return articles


def _running(text: str) -> str:
    """Words that compare whatever quotation marks and dashes a revision prints: those are no withdrawal."""
    return f" {' '.join(normalise(text))} "
