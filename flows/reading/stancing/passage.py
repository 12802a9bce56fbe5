"""The words to be judged, with what came before them; who said them is masked and never looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from flows.reading.parsed import Parsed, Sentence, Token
from storage.domain.attribution import Attribution
from storage.domain.span import Span

CONTEXT_SENTENCES = 2  # how far back "this" and "such moves" may point


@dataclass(frozen=True)
class Passage:
    """Token indices of one attribution's content and cue in a parsed text. `source` is never a feature.

    `in_article`: what stands before it may be anybody's words, and not what it answers.
    """

    doc: Parsed
    content: tuple[int, ...]
    cue: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    in_article: bool = False

    @classmethod
    def of_attribution(cls, doc: Parsed, attribution: Attribution, content: Sequence[Span] | None = None) -> Passage:
        """The passage of `attribution`, or of `content` where only a part of it is read."""
        source = _tokens(doc, attribution.source)
        said = _tokens(doc, attribution.content if content is None else content)
        cue = _tokens(doc, attribution.cue)
        own = tuple([i for i in said if i not in source])
        return cls(doc, own, tuple([i for i in cue if i not in source]), source, in_article=True)

    @classmethod
    def of_text(cls, before: str | None, text: str, nlp: Language) -> Passage:
        """Return the passage that is the whole of `text`, `before` being the one or two sentences that lead to it."""
        if not (before and before.strip()):
            return cls.of_parsed(nlp(text), offset=0)
        return cls.of_parsed(Doc.from_docs([nlp(before.strip()), nlp(text)]), offset=len(before.strip()) + 1)

    @classmethod
    def of_parsed(cls, parsed: Doc, *, offset: int) -> Passage:
        doc = Parsed(parsed)
        return cls(doc, tuple(token.i for token in doc if token.idx >= offset and not token.is_space))

    @cached_property
    def judged(self) -> tuple[Token, ...]:
        """The tokens whose words may be evidence: content and cue, in the order of the text, without the source."""
        masked, doc = self.source, self.doc
        return tuple([doc[i] for i in sorted({*self.content, *self.cue}) if i not in masked])

    @cached_property
    def said(self) -> str:
        """The words of `judged` with the spaces behind them."""
        return "".join([token.text + token.whitespace_ for token in self.judged])

    @property
    def unbroken(self) -> bool:
        """True when no word stands between those of `judged`."""
        return bool(self.judged) and self.judged[-1].i - self.judged[0].i + 1 == len(self.judged)

    @cached_property
    def before(self) -> tuple[tuple[Token, ...], ...]:
        """The words of up to two sentences before the passage; quotation by the source is not excluded there."""
        if not self.judged:
            return ()
        told, masked = _sentences_before(self.doc, self.judged[0].sent.start), frozenset(self.source)
        words = [tuple([t for t in sentence if not t.is_space and t.i not in masked]) for sentence in told]
        return tuple([sentence for sentence in words if sentence])


def _sentences_before(doc: Parsed, end: int) -> list[Sentence]:
    found: list[Sentence] = []
    while end > 0 and len(found) < CONTEXT_SENTENCES:
        found.insert(0, doc[end - 1].sent)
        end = found[0].start
    return found


def _tokens(doc: Parsed, spans: Iterable[Span]) -> tuple[int, ...]:
    found = [token.i for span in spans for token in doc.touching(span.start, span.end) if not token.is_space]
    return tuple(sorted(set(found)))
