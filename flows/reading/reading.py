"""Read one revision: from its text to attributions and statements, without any outside help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.reading.agreements import AGREES, DIFFERS, agreements
from flows.reading.asides import RESENTED, SIGNED, WISHED, asides
from flows.reading.attributing.attribute import attribute
from flows.reading.attributing.outlets import Head
from flows.reading.attributing.parsing import make_doc
from flows.reading.cast import Cast
from flows.reading.decisions import decided
from flows.reading.gazetteer import Named, gazetteer_of
from flows.reading.layout import Layout
from flows.reading.narrated import narrated, to_the_infinitive
from flows.reading.parsed import Parsed
from flows.reading.propositions import codebook_of
from flows.reading.reaching import Reaching
from flows.reading.reader import Reader
from flows.reading.selecting import worth_parsing
from flows.reading.siding import given_up, sides_told
from flows.reading.statements import statements
from flows.reading.topics import Thread
from flows.reading.verdicts import Desk
from flows.reading.voices import Voice, voices
from flows.reading.writing import author_of, published
from storage.domain.article import Article, ArticleKind, Revision
from storage.domain.attribution import Attribution
from storage.domain.sector import Registry
from storage.domain.span import Span, envelope
from storage.domain.statement import Reading

HEAD = 1_500  # characters within which an interview says that it is one
_MET = re.compile(
    r"\b(?:(?:sat|sits|sit) down with|(?:caught|catches|catch) up with|an interview with"
    r"|in conversation with|interviewed) (?:[A-Z]|the )"
)
LONG_NAME = 3  # words; "care review" is also a subject, "Social Work England" is only a body


def read(revision: Revision, *, article: Article, registry: Registry, reader: Reader) -> Reading:
    """Return all that is attributed in `revision` and every statement in it. The same input gives the same reading."""
    found, heard, desk = listen(revision, article=article, registry=registry, reader=reader)
    return Reading(
        revision=revision.id,
        reader=reader.identity,
        pack=registry.digest,
        attributions=tuple(sorted(_resolved(found, heard), key=lambda a: (a.content[0].start, a.content[-1].end))),
        statements=statements(heard, desk),
        unknown_speakers=tuple(sorted({v.speaker.name for v in heard if v.speaker.stakeholder is None})),
    )


def listen(
    revision: Revision, *, article: Article, registry: Registry, reader: Reader
) -> tuple[list[Attribution], list[Voice], Desk]:
    """Return the attributions of `revision`, whose voices they are, and what deciding on them needs."""
    off = reader.without
    layout = Layout.of(revision.text, all_body="regions" in off)
    cast = _cast(layout, article, registry)
    if "offices by day" in off:
        cast = replace(cast, day=None)
    thread = Thread(
        revision.text, layout, codebook_of(registry), title=article.title or "", names=_long_names(cast), without=off
    )
    parsed = worth_parsing(layout, thread)
    parse = make_doc(revision.text, reader.nlp, [block.span for block in parsed])
    doc = Parsed(parse)
    everything = attribute(parse, weights=reader.attribution, head=_head(article)) if parsed else ()
    body = Reaching([block.span for block in parsed])
    found = [a for a in everything if all(body.touches(span) for span in a.content)]
    told = [*narrated(doc, parsed, layout.body)]
    told += [a for a in decided(doc, parsed) if not layout.quoted(a.cue[0])]
    if "reactions" not in off:
        taken = (*agreements(doc, parsed), *sides_told(doc, parsed))
        # What a man on the quay says of the union is not told by the reporter.
        told += [a for a in taken if not layout.quoted(a.cue[0])]
    if "asides" not in off:
        told += [a for a in asides(doc, parsed) if not layout.quoted(a.cue[0])]
    told = [] if "told as a fact" in off else told
    rules = Cues(told)
    kept = [a for a in found if not any(_outdone(a, other) for other in rules.same(a))]
    found = [to_the_infinitive(given_up(a, doc), doc) for a in kept]
    cues = Cues(found)
    found += [a for a in told if a.kind == "list" or next(cues.same(a), None) is None]  # the engine has found it
    author = author_of(article, cast, layout)
    turns = _is_interview(article, revision.text) and "turns" not in off
    heard = voices(found, doc, layout, cast, is_interview=turns, author=author)
    heard = published(heard, author, layout=layout, cast=cast, doc=doc)
    return found, heard, Desk(revision, article, registry, reader, layout, doc, thread)


def _head(article: Article) -> Head:
    """In a speech or a submission "we" is never the paper or the site that prints it."""
    theirs = article.kind in (ArticleKind.SPEECH, ArticleKind.SUBMISSION)
    return Head() if theirs else Head(article.outlet, article.title or "")


def _is_interview(article: Article, text: str) -> bool:
    """True when it is filed as one, or says so at its head: "The Gazette sat down with the president"."""
    return article.kind is ArticleKind.INTERVIEW or (
        article.kind in (ArticleKind.UNKNOWN, ArticleKind.NEWS) and bool(_MET.search(text[:HEAD]))
    )


def _cast(layout: Layout, article: Article, registry: Registry) -> Cast:
    gazetteer = gazetteer_of(registry)
    text = layout.text[: layout.outside_comments]
    mentions = gazetteer.mentions(text, on=article.occasion, nation=registry.nation)
    return Cast(layout.text, mentions, registry, gazetteer, article.occasion, [q.inner for q in layout.quotations])


def _long_names(cast: Cast) -> list[Span]:
    return [m.span for m in cast.mentions if m.named is Named.BODY and len(m.span.of(cast.text).split()) >= LONG_NAME]


class Cues:
    """Attributions by where their cues stand."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._of = [a for a in found for _ in a.cue]
        self._at = Reaching([span for a in found for span in a.cue])

    def same(self, attribution: Attribution) -> Iterator[Attribution]:
        """Those with a cue that overlaps one of `attribution`."""
        return (self._of[n] for span in attribution.cue for n in self._at.overlapping(span))


def _outdone(attribution: Attribution, other: Attribution) -> bool:
    """True when a rule found the same cue with content that goes further: "criticism of A, and above all of B"."""
    if other.kind in ("shares", "rejects", AGREES, DIFFERS, SIGNED, WISHED, RESENTED):
        return True
    whole = envelope(other.content)
    return whole.covers(envelope(attribution.content)) and whole != envelope(attribution.content)


def _resolved(found: Sequence[Attribution], heard: Sequence[Voice]) -> Iterator[Attribution]:
    """Return every attribution, with the speaker's name and stakeholder where they are known."""
    known: dict[tuple[Span, ...], Voice] = {v.attribution.content + v.attribution.cue: v for v in heard}
    for attribution in found:
        voice = known.pop(attribution.content + attribution.cue, None)
        yield _named(attribution, voice) if voice else attribution
    for voice in known.values():
        yield _named(voice.attribution, voice)


def _named(attribution: Attribution, voice: Voice) -> Attribution:
    speaker = voice.speaker
    return replace(attribution, speaker=speaker.person or speaker.name, stakeholder=speaker.stakeholder)
