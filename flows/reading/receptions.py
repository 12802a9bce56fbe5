"""Find how a body takes what others have said, as the reporter tells it: "is opposed to it", "agrees", "so does B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.reading.narrated import subject_of, told_of
from flows.reading.parsed import Parsed, Token
from flows.reading.regions import Block
from flows.reading.stancing.terms import attitude_of
from flows.reading.words import words
from storage.domain.attribution import Attribution
from storage.domain.span import Span

REACTS, AGREES, DIFFERS = "reaction", "agrees", "differs"  # kinds of attributions
_CONCURS = {"agree": 1, "concur": 1, "disagree": -1, "differ": -1, "dissent": -1, "demur": -1}
_BEING = frozenset({"be", "remain", "stay", "become"})
_SAYS_WHAT = frozenset({"ccomp", "xcomp", "dobj", "advcl"})
_SO = {"so": 1, "nor": 1, "neither": 1}
_PREDICATE = frozenset({"acomp", "attr", "prep", "oprd"})
_SIDES = frozenset({"against", "behind", "supporter", "opponent", "critic", "sceptic", "enthusiast", "champion"})


def receptions(doc: Parsed, blocks: Sequence[Block], quoted: Sequence[Span]) -> Iterator[Attribution]:
    """Return how bodies take it, from the parsed paragraphs of `blocks`, outside of what is `quoted`."""
    for block in blocks:
        near = [q for q in quoted if q.overlaps(block.span)]
        for token in doc.within(block.span.start, block.span.end):
            if token.pos_ not in ("VERB", "AUX") and token.lower_ not in _SO:
                continue
            if any(q.start <= token.idx < q.end for q in near):
                continue
            if token.pos_ == "VERB" and token.lemma_.lower() in _CONCURS:
                yield from _concurs(token)
            elif token.lower_ in _SO and token.is_sent_start:
                yield from _so_does(token)
            elif token.pos_ in ("VERB", "AUX"):
                yield from _is(token)


def _concurs(verb: Token) -> Iterator[Attribution]:
    """ "The guild agrees", "disagrees with the ministry"; not "agreed to meet", "agreed that ..."."""
    subject = subject_of(verb)
    if (
        subject is None
        or subject.pos_ == "PRON"
        or any(c.dep_ in _SAYS_WHAT or c.lower_ == "to" for c in verb.children)
    ):
        return
    turned = any(c.dep_ == "neg" for c in verb.children)
    beside = [t for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" for t in c.subtree]
    kind = AGREES if (_CONCURS[verb.lemma_.lower()] > 0) != turned else DIFFERS
    yield _attribution(subject, verb, sorted([verb, *beside], key=lambda t: t.i), kind)


def _so_does(opening: Token) -> Iterator[Attribution]:
    """ "So does the hire trade", "Nor is the union": the one before is followed."""
    sentence = list(opening.sent)
    told = [t for t in sentence if not t.is_punct and not t.is_space]
    if len(told) < 3 or len(told) > 14 or told[1].pos_ not in ("AUX", "VERB"):
        return
    rest = told[2:]
    subject = next((t for t in rest if t.dep_ in ("nsubj", "attr", "nsubjpass", "ROOT") and t.pos_ != "VERB"), None)
    if subject is not None and subject.pos_ != "PRON":
        yield _attribution(subject, told[1], told[:2], AGREES)


def _is(verb: Token) -> Iterator[Attribution]:
    """ "The parishes are against it", "the society remains a supporter", "is opposed to the date"."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or (subject.pos_ == "PRON" and subject.lower_ != "they"):
        return
    if verb.lemma_.lower() in _BEING:
        said = next((c for c in verb.children if c.dep_ in _PREDICATE and c.i > verb.i and _takes_a_side(c)), None)
    else:
        helped = any(c.dep_ == "auxpass" and c.lemma_ in _BEING for c in verb.children)
        said = verb if helped and _feeling(verb) else None
    if said is None or any(c.lower_ in ("would", "could", "might", "if") for c in verb.children):
        return
    first = min(verb.i, said.i, *(c.i for c in verb.children if c.dep_ in ("auxpass", "neg")), verb.i)
    tokens = [t for t in verb.doc[first : max(t.i for t in said.subtree) + 1] if not t.is_space]
    yield _attribution(subject, said, tokens, REACTS)


def _takes_a_side(said: Token) -> bool:
    return said.lower_ in _SIDES or said.lemma_ in _SIDES or (said.pos_ == "ADJ" and _feeling(said))


def _feeling(said: Token) -> bool:
    return bool(attitude_of(said)) or said.lower_ in words("pleased") | words("displeased") | {"opposed", "convinced"}


def _attribution(subject: Token, cue: Token, content: Sequence[Token], kind: str) -> Attribution:
    why = f"the reporter tells how {subject.text!r} takes it"
    return told_of(subject, cue=[cue], content=content, kind=kind, confidence=0.6, why=why)
