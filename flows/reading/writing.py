"""What a body or a person publishes under their own name is theirs, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.reading.cast import Cast
from flows.reading.layout import Layout
from flows.reading.people import of_person
from flows.reading.voices import Voice
from storage.domain.article import Article, ArticleKind
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span
from storage.domain.statement import Speaker

OWN_TEXT = frozenset(
    {ArticleKind.OPINION, ArticleKind.BLOG, ArticleKind.SUBMISSION, ArticleKind.SPEECH, ArticleKind.RELEASE}
)


OPENS = 4  # code points: "But Smith said at our conference that ..." is what Smith said


def author_of(article: Article, cast: Cast) -> Speaker | None:
    """Return who writes in their own name: the author of an opinion, or the body whose channel it is."""
    if article.author and article.kind in OWN_TEXT:
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
    if article.owner and article.owner in cast.registry.stakeholders and article.kind in OWN_TEXT:
        body = cast.body(article.owner)
        return Speaker(body.name, body.id, why="published on its own channel")
    return None


def published(heard: Sequence[Voice], layout: Layout, article: Article, author: Speaker | None) -> list[Voice]:
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
        if not taken and not said:
            own.append(
                Voice(
                    Attribution(
                        (), (), (sentence,), Directness.PUBLISHED, 0.9, kind="writing", why="the author's own text"
                    ),
                    author,
                )
            )
    return sorted(own, key=lambda v: (v.attribution.content[0].start, v.attribution.content[-1].end))


def _theirs(voice: Voice, author: Speaker) -> bool:
    return voice.speaker.name == author.name or (
        author.stakeholder is not None and voice.speaker.stakeholder == author.stakeholder
    )


def _share(content: Span, sentence: Span) -> float:
    start, end = max(content.start, sentence.start), min(content.end, sentence.end)
    return (end - start) / (sentence.end - sentence.start)
