"""What must hold for the stance: "only if fully funded", "not until they are trained", "fund it and we agree"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from flows.reading.caseless import Caseless
from flows.reading.parsed import Token
from flows.reading.stancing.clauses import SUBJECT, negator
from flows.reading.stancing.moods import COMMANDS, imperative
from flows.reading.stancing.passage import Passage

_PHRASES = Caseless(
    r"\b(only if|if and only if|as long as|so long as|provided(?: that)?|providing(?: that)?"
    r"|on (?:the )?condition(?: that)?"
    r"|not until|subject to|with one (?:proviso|caveat|exception|change):?|with the proviso that|not before|not while"
    r"|not without|on the understanding that|only when|only where|only once|on those terms|given (?=a |an "
    r"|the )|assuming(?: that)?)\b",
)
_IDLE = Caseless(
    r"\b(?:as if|even if|if anything|if ever|if not|if only|if you (?:will|ask|like)|if need be|if it comes to"
    r"|if pressed"
    r"|if i had|if i were|if they have to|if perhaps|what if)\b",
)
_GAP = "¶"
_END = re.compile(r"[,;.!?”\"—–:¶]|\bthen\b|\bsaid\b|\bsays\b")
_MARKS = frozenset({"if", "unless", "until", "once"})
_SHORTEST = 3  # words; "if so" is no condition


@lru_cache(maxsize=2)  # of one passage, and the same again for the next proposition
def conditions_of(passage: Passage) -> tuple[str, ...]:
    """The conditions in the order of the text, in its own words with the word that opens them."""
    # A condition is one stretch of the text: where words of others stand between, it ends.
    text = passage.said if passage.unbroken else "".join(_with_gaps(passage.judged))
    if "?" in text:
        return ()
    found = [*_phrased(text), *_marked(passage.judged), *_commanded(passage.judged)]
    long = [" ".join(phrase.split()) for phrase in found if len(phrase.split()) >= _SHORTEST]
    return tuple(phrase for phrase in dict.fromkeys(long) if not any(phrase != o and phrase in o for o in long))


def _with_gaps(tokens: Sequence[Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if place and token.i > tokens[place - 1].i + 1:
            yield _GAP
        yield token.text_with_ws


def _phrased(text: str) -> Iterator[str]:
    for match in _PHRASES.finditer(text):
        yield text[match.start() : match.end()] + _END.split(text[match.end() :], maxsplit=1)[0]


def _marked(tokens: Sequence[Token]) -> Iterator[str]:
    """Clauses opened by "if", "unless", "until" or "once" that hang on a clause of will, consent or refusal."""
    kept = {token.i for token in tokens}
    for mark in tokens:
        if mark.lower_ not in _MARKS or mark.dep_ not in {"mark", "advmod"} or mark.head.dep_ != "advcl":
            continue
        clause, main = mark.head, mark.head.head
        if mark.lower_ in {"until", "once"} and not (negator(main) or _refuses(main) or mark.i == mark.sent.start):
            continue
        around = "".join(t.text_with_ws for t in mark.doc[max(0, mark.i - 1) : mark.i + 4])
        if (mark.i + 4 <= len(mark.doc) and _IDLE.search(around)) or (mark.lower_ == "if" and _supposes(clause, main)):
            continue
        yield _unbroken([token for token in clause.subtree if token.i in kept and token.i >= mark.i])


def _unbroken(tokens: Sequence[Token]) -> str:
    """The words up to the first gap: what follows it was said elsewhere, or by somebody else."""
    return "".join(_with_gaps(tokens)).split(_GAP, maxsplit=1)[0]


def _supposes(clause: Token, main: Token) -> bool:
    """ "If you are at the cliff edge", "if it had been costed", "if we want them to stay", "happier if it went".

    These tell of anybody, of what never was, of what the measure is for, and of the wish itself: they set no terms.
    """
    doers = {c.lower_ for c in clause.children if c.dep_ in SUBJECT}
    ours = any(c.lower_ in {"i", "we"} for c in main.children if c.dep_ in SUBJECT)
    if doers & {"you", "i"} and not ours:
        return True
    if any(c.dep_ in {"aux", "auxpass"} and c.lower_ in {"had", "'d", "’d"} for c in clause.children):
        return True
    aimed = clause.lemma_ == "want" or any(c.lower_ == "serious" for c in clause.children)
    return aimed or any(c.tag_ in {"JJR", "RBR"} for c in main.children)


def _refuses(main: Token) -> bool:
    return main.lemma_ in {"oppose", "wait", "refuse", "resist", "lack", "hold", "object", "reject"}


def _commanded(tokens: Sequence[Token]) -> Iterator[str]:
    """ "Exempt small firms and we will back it": what is asked for in exchange."""
    kept = {token.i for token in tokens}
    for verb in (t for t in tokens if t.tag_ == COMMANDS):
        answer = imperative(verb, with_answer=True)
        if answer is None:
            continue
        first = answer.left_edge.i
        words = [t for t in verb.subtree if t.i in kept and t.i < first and t.dep_ != "cc"]
        yield "".join(token.text_with_ws for token in words).strip(" ,")
