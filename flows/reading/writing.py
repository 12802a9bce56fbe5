"""What a body or a person publishes under their own name is theirs, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.reading.cast import Cast
from flows.reading.gazetteer import Mention, Named
from flows.reading.layout import Layout
from flows.reading.parsed import Parsed
from flows.reading.people import of_person
from flows.reading.voices import Voice
from storage.domain.article import Article, ArticleKind
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span
from storage.domain.statement import Speaker

OWN_TEXT = frozenset(
    {ArticleKind.OPINION, ArticleKind.BLOG, ArticleKind.SUBMISSION, ArticleKind.SPEECH, ArticleKind.RELEASE}
)
_OF_A_BODY = frozenset({ArticleKind.RELEASE, ArticleKind.SUBMISSION})
_BY = re.compile(r"(?:(?:words |written )?by\W*)?", re.IGNORECASE)
_SIGNS_OFF = re.compile(r"(?:,? (?:is|was)|,)(?: (?:the|an?))? [^.!?;“”\"]{3,140}\W*")
_OUGHT = frozenset({"should", "must", "ought", "need", "needs", "cannot"})

OPENS = 4  # code points: "But Smith said at our conference that ..." is what Smith said


def author_of(article: Article, cast: Cast, layout: Layout) -> Speaker | None:
    """Return who writes in their own name: the author of an opinion, or the body whose channel it is."""
    if article.kind not in OWN_TEXT:
        return None
    if article.author:
        if article.author in cast.registry.stakeholders:
            body = cast.body(article.author)
            return Speaker(
                body.name,
                body.id,
                person=body.name if body.kind == "person" else None,
                why="writes under their own name",
            )
        mention = next((m for m in cast.gazetteer.mentions(article.author) if m.person), None)
        if mention is not None:
            return of_person(mention, cast)
        return Speaker(article.author, None, person=article.author, why="writes under their own name; not in the pack")
    owner = article.owner or _issuer(article, cast)
    if owner and owner in cast.registry.stakeholders:
        body = cast.body(owner)
        return Speaker(body.name, body.id, why="published on its own channel")
    signed = _signature(layout, cast) if article.kind not in _OF_A_BODY else None
    return of_person(signed, cast) if signed else None


def _issuer(article: Article, cast: Cast) -> str | None:
    """A release whose outlet is called like a body of the pack is that body's."""
    outlet = article.outlet or ""
    named = cast.gazetteer.mentions(outlet) if article.kind in _OF_A_BODY else ()
    whole = [m for m in named if m.named is Named.BODY and len(m.bodies) == 1 and not m.span.start]
    return whole[0].bodies[0] if whole and whole[0].span.end == len(outlet) else None


def _signature(layout: Layout, cast: Cast) -> Mention | None:
    """Whom the pack knows of those named on a line of their own above the text, or who sign off below it.

    "Ewan Tarn", "By Ewan Tarn"; "Ewan Tarn is chief executive of the Anglers' Trust". Nobody above whom the article is
    about: a byline is all of its line.
    """
    if not layout.body:
        return None
    start, last = layout.body[0].span.start, layout.blocks[-1].span
    for mention in cast.mentions:
        line = next((b.span for b in layout.blocks if b.span.covers(mention.span)), None)
        if line is None or mention.named is not Named.PERSON:
            continue
        before, after = cast.text[line.start : mention.span.start], cast.text[mention.span.end : line.end]
        if line.end <= start and _BY.fullmatch(before) and not after.strip(" ."):
            return mention
        if line == last and not before and _SIGNS_OFF.fullmatch(after):
            return mention
    return None


def published(
    heard: Sequence[Voice], author: Speaker | None, *, layout: Layout, cast: Cast, doc: Parsed
) -> list[Voice]:
    """Add the sentences that a text in somebody's own name gives to nobody else, and mark their words published."""
    if author is None:
        return list(heard)
    own = [
        replace(v, attribution=replace(v.attribution, directness=Directness.PUBLISHED)) if _theirs(v, author) else v
        for v in heard
    ]
    others = [c for v in own for c in v.attribution.content if not _theirs(v, author)]
    sources = [s for v in own if not _theirs(v, author) for s in v.attribution.source[:1]]
    for sentence, _, _ in layout.sentences:
        taken = any(c.overlaps(sentence) and _share(c, sentence) > 0.5 for c in others)
        taken = taken or any(0 <= source.start - sentence.start <= OPENS for source in sources)
        said = any(c.overlaps(sentence) for v in own if _theirs(v, author) for c in v.attribution.content)
        if not taken and not said and not _does(sentence, author, cast=cast, doc=doc):
            own.append(
                Voice(
                    Attribution(
                        (), (), (sentence,), Directness.PUBLISHED, 0.9, kind="writing", why="the author's own text"
                    ),
                    author,
                )
            )
    return sorted(own, key=lambda v: (v.attribution.content[0].start, v.attribution.content[-1].end))


def _does(sentence: Span, author: Speaker, *, cast: Cast, doc: Parsed) -> bool:
    """ "The ministry signed a new contract": in somebody else's column, what it does and no view of the writer's.

    What it ought to do and what it is are.
    """
    root = next((t for t in doc.within(sentence.start, sentence.end) if t.dep_ == "ROOT"), None)
    if root is None or root.lemma_ == "be" or any(t.lower_ in _OUGHT for t in root.children):
        return False
    subject = next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    named = cast.inside(Span(subject.idx, subject.idx + len(subject.text))) if subject is not None else []
    return any(m.bodies or m.person for m in named) and not any(
        author.stakeholder in m.bodies or (m.person and m.person == author.person) for m in named
    )


def _theirs(voice: Voice, author: Speaker) -> bool:
    return voice.speaker.name == author.name or (
        author.stakeholder is not None and voice.speaker.stakeholder == author.stakeholder
    )


def _share(content: Span, sentence: Span) -> float:
    start, end = max(content.start, sentence.start), min(content.end, sentence.end)
    return (end - start) / (sentence.end - sentence.start)
