"""Find who follows or contradicts the one before, as the reporter tells it: "agrees", "so does B", "disagrees"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.reading.narrated import subject_of, told_of
from flows.reading.parsed import Parsed, Token
from flows.reading.regions import Block
from storage.domain.attribution import Attribution

AGREES, DIFFERS = "agrees", "differs"  # kinds of attributions
_CONCURS = {"agree": 1, "concur": 1, "disagree": -1, "differ": -1, "dissent": -1, "demur": -1}
_AMONG = frozenset({"about", "over", "among", "between"})
_SAYS_WHAT = frozenset({"ccomp", "xcomp", "dobj", "advcl"})
_SO = frozenset({"so", "nor", "neither"})
_SHORTEST, _LONGEST = 3, 14  # words of "so does the hire trade": what is longer says something of its own


def agreements(doc: Parsed, blocks: Sequence[Block]) -> Iterator[Attribution]:
    """Return who is told to agree or to differ, from the parsed paragraphs of `blocks`."""
    for block in blocks:
        for token in doc.within(block.span.start, block.span.end):
            if token.pos_ == "VERB" and token.lemma_.lower() in _CONCURS:
                yield from _concurs(token)
            elif token.lower_ in _SO and token.is_sent_start:
                yield from _so_does(token)


def _concurs(verb: Token) -> Iterator[Attribution]:
    """ "The guild agrees", "disagrees with the ministry"; not "agreed to meet", "agreed that ..."."""
    subject = subject_of(verb)
    if subject is None or subject.pos_ == "PRON":
        return
    if any(c.dep_ in _SAYS_WHAT or c.lower_ == "to" for c in verb.children):
        return
    if any(c.lower_ in _AMONG for c in verb.children):
        return  # "its members disagree about it": with one another
    turned = any(c.dep_ == "neg" for c in verb.children)
    beside = [t for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" for t in c.subtree]
    kind = AGREES if (_CONCURS[verb.lemma_.lower()] > 0) != turned else DIFFERS
    yield _told(subject, verb, sorted([verb, *beside], key=lambda t: t.i), kind)


def _so_does(opening: Token) -> Iterator[Attribution]:
    """ "So does the hire trade", "Nor is the union": the one before is followed."""
    told = [t for t in opening.sent if not t.is_punct and not t.is_space]
    if not _SHORTEST <= len(told) <= _LONGEST or told[1].pos_ not in ("AUX", "VERB"):
        return
    subject = next((t for t in told[2:] if t.dep_ in ("nsubj", "attr", "nsubjpass", "ROOT") and t.pos_ != "VERB"), None)
    if subject is not None and subject.pos_ != "PRON":
        yield _told(subject, told[1], told[:2], AGREES)


def _told(subject: Token, cue: Token, content: Sequence[Token], kind: str) -> Attribution:
    why = f"the reporter tells that {subject.text!r} {kind}"
    return told_of(subject, cue=[cue], content=content, kind=kind, confidence=0.6, why=why)
