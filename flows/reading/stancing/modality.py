"""How the passage says it: asserted, hedged, hypothetical, asked, recalled, or somebody else's view."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.reading.caseless import Caseless
from flows.reading.parsed import Token
from flows.reading.stancing.passage import Passage
from storage.domain.attribution import Modality

_HEDGES = Caseless(
    r"\b(might|perhaps|possibly|probably|maybe|arguably|on balance|on the whole|broadly|i suspect|i think"
    r"|we think|i suppose"
    r"|i fear|(?:may|could|would) well|seems?|appears?|tends? to|inclined?|leans?|leaning|lean|roughly|somewhat|sort of"
    r"|would hesitate|not (?:yet )?(?:sure|certain|convinced|persuaded)|doubtful|we doubt|i doubt|i rather"
    r"|hunch|ventured"
    r"|more or less|as far as i can|for my part|my (?:sense|feeling|instinct|own view|impression)|unlikely|cautiously"
    r"|tentatively|hardly sure|in all likelihood|i confess|wonder(?:ed|s)? (?:if|whether)|not swear|worry that"
    r"|suspects?"
    r"|at present see|on what (?:i|we) ha(?:ve|s)|may (?:be|have|come|turn|put|drive|need))\b",
)
_RECALLED = Caseless(
    r"\b(recalled|remembered|recollected|looking back|back in (?:the|19|20)|in those days"
    r"|when .{0,80}\b(?:was (?:first )?(?:floated"
    r"|proposed|mooted|introduced))|(?:i|we) (?:told|warned) .{0,60}\b(?:19|20)\d\d|told the (?:19|20)\d\d"
    r"|in (?:19|20)\d\d,? (?:our|we) )",
)
_RELATED_NOW = Caseless(
    r"\b(?:now|today|since|still|this time|no longer|have come|i find|would not)\b",
)
_HYPOTHETICAL = Caseless(
    r"(?:^|[“‘\"'(.;,] ?)(?:were .{1,60} (?:to|ever)\b|if (?:\w+ ){1,4}(?:were|had to|have to|must|did)\b"
    r"|had (?:\w+ ){1,3}been "
    r"|suppose |imagine |in the event (?:of|that))",
)
_OF_OTHERS = Caseless(
    r"\b(used to (?:say|tell)|lik(?:ed|es) to (?:say|remark|tell)|(?:had )?always (?:held|maintained)"
    r"|was fond of saying|is said to|are said to"
    r"|one (?:\w+ )?(?:witness|member|letter|adviser|camp|side|speaker|supplier).{0,80}\banother|(?:growers?"
    r"|campaigners|critics|supporters|retailers"
    r"|providers|opponents|some) (?:say|describe|described|call|look on|said) .{5,80} and (?:\w+ ){1,3}(?:say"
    r"|call|look on|as|that))\b",
)
_REPORTS = frozenset({"say", "tell", "report", "describe", "call", "regard", "hold", "maintain", "remark", "claim"})
_ASKED = Caseless(
    r"^\W*(?:how|who|what|where|when|would|will|which|whether|reporters|\w+ (?:rang"
    r"|wrote) to ask)\b.*\b(?:ask(?:s|ed)?|wish(?:ed|es) to know"
    r"|want(?:ed|s) to know|leaves? .{0,30}open)\b",
    re.DOTALL,
)


@lru_cache(maxsize=2)  # of one passage, and the same again for the next proposition
def modality_of(passage: Passage) -> Modality:
    text = _text(passage)
    if _asks(passage) or _asked_of_others(text):
        return Modality.QUESTION
    if _OF_OTHERS.search(text) or _relays(passage.judged):
        return Modality.ATTRIBUTED_TO_OTHER
    if _RECALLED.search(text) and not _RELATED_NOW.search(text):
        return Modality.RECALLED
    if _HYPOTHETICAL.search(text):
        return Modality.HYPOTHETICAL
    if _HEDGES.search(text) or _told_with_reserve(passage):
        return Modality.HEDGED
    return Modality.ASSERTED


def reports_a_question(passage: Passage) -> bool:
    """ "How many are there, the clerk asked": whoever asks to know takes no side."""
    return _asked_of_others(_text(passage))


def _asked_of_others(text: str) -> bool:
    return _ASKED.search(text) is not None and "should" not in text


_RESERVE = frozenset({"apparent", "seeming", "possible", "implied", "tentative", "implicit"})
_FLOATS = frozenset({"suggest", "suggestion", "hint", "float", "moot", "indicate", "indication", "imply"})
_ONLY_POSSIBLE = frozenset({"could", "might", "may"})


def _told_with_reserve(passage: Passage) -> bool:
    """The teller keeps a distance ("an apparent suggestion"), or it was only floated that something could be done."""
    for token in (passage.doc[i] for i in passage.cue):
        if any(child.lower_ in _RESERVE for child in token.children):
            return True
        if token.lemma_.lower() in _FLOATS and any(t.lower_ in _ONLY_POSSIBLE for t in passage.judged):
            return True
    return False


def _relays(tokens: Sequence[Token]) -> bool:
    """One reports that somebody else said: a verb of saying, with a subject that has a name, under another."""
    for verb in tokens:
        if (
            verb.lemma_ not in _REPORTS
            or verb.dep_ != "ccomp"
            or verb.head.lemma_ not in _REPORTS | {"note", "recall", "confirm"}
        ):
            continue
        if any(c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"} for c in verb.children):
            return True
    return False


def _text(passage: Passage) -> str:
    return passage.said.replace("’", "'")


def _asks(passage: Passage) -> bool:
    """At least half of the sentences end in a question mark."""
    marks = [t.text for t in passage.judged if t.text in {".", "?", "!", ";"}]
    asked = marks.count("?")
    return asked > 0 and asked * 2 >= len(marks)
