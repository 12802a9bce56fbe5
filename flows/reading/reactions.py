"""Find where a body stands when no verb of stance says so: "is against it", "sees no need for", "reacted with fury"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.reading.narrated import owned_phrase, span_of, subject_of
from flows.reading.parsed import Parsed, Token
from flows.reading.regions import Block
from flows.reading.words import words
from storage.domain.attribution import Attribution, Directness

_IS = frozenset({"be", "remain", "stay", "stand"})
_SIDES = frozenset({"for", "against", "behind"})
_SEES = frozenset({"see", "have", "find"})
_POINTERS = frozenset({"it", "this", "that", "them"})
_GROUNDS = words("grounds")
_FEELINGS = words("pleased") | words("displeased")
_TABLED = words("measures") | words("held") | words("stands_for")
_LITTLE = frozenset({"no", "little"})


def reactions(doc: Parsed, blocks: Sequence[Block]) -> Iterator[Attribution]:
    """Return sides that the reporter tells without a verb for them, from the parsed paragraphs of `blocks`."""
    for block in blocks:
        for token in doc.within(block.span.start, block.span.end):
            if token.dep_ == "prep" and token.lower_ in _SIDES:
                yield from _sided(token)
            elif token.dep_ == "prep" and token.lower_ == "with" and token.head.lemma_ in ("react", "respond"):
                yield from _felt(token)
            elif token.pos_ == "VERB" and token.lemma_ in _SEES:
                yield from _grounds(token)


def _sided(preposition: Token) -> Iterator[Attribution]:
    """ "Is against it", "will vote for the bill": for a thing on the table; a grant may be for a roof."""
    verb, against = preposition.head, preposition.lower_ == "against"
    thing = _object(preposition)
    if thing is None or verb.lemma_ not in _IS | {"vote"}:
        return
    if against or thing.lower_ in _POINTERS or thing.lemma_.lower() in _TABLED:
        together = preposition.i == verb.i + 1 and not against
        yield from _told(verb, cue=[verb, preposition] if together else [preposition], content=thing)


def _felt(preposition: Token) -> Iterator[Attribution]:
    feeling = _object(preposition)
    if feeling is not None and feeling.lemma_.lower() in _FEELINGS:
        yield from _told(preposition.head, cue=[preposition.head], content=feeling)


def _grounds(verb: Token) -> Iterator[Attribution]:
    """ "Sees no need for a ban", "has no objection to one"."""
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in _GROUNDS), None)
    if noun is None or not any(c.lower_ in _LITTLE for c in noun.children):
        return
    if any(c.dep_ in ("prep", "acl", "relcl") and c.i > noun.i for c in noun.children):
        yield from _told(verb, cue=[verb], content=noun)


def _told(verb: Token, *, cue: Sequence[Token], content: Token) -> Iterator[Attribution]:
    subject = subject_of(verb)
    if subject is None or subject.lower_ in ("i", "we", "you", "there", "who", "which", "that"):
        return
    yield Attribution(
        source=(span_of(owned_phrase(subject)),),
        cue=(span_of(cue),),
        content=(span_of([t for t in content.subtree if not t.is_space]),),
        directness=Directness.NARRATED,
        confidence=0.55,
        kind="stance",
        why=f"where {subject.text!r} stands",
    )


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)
