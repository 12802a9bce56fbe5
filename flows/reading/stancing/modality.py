"""How the passage says it: asserted, hedged, hypothetical, asked, recalled, or somebody else's view."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from flows.reading.stancing.passage import Passage
from storage.domain.attribution import Modality

_HEDGES = re.compile(
    r"\b(may|might|perhaps|possibly|probably|maybe|arguably|on balance|on the whole|broadly|i suspect|i think|i suppose|i fear|i dare say"
    r"|seems?|appears?|seemed|appeared|tends? to|inclined|leans?|leaning|roughly|somewhat|sort of|would hesitate|not sure|not certain"
    r"|i rather|hunch|ventured|more or less|as far as i can see|for my part|my sense|likely|unlikely|cautiously|tentatively"
    r"|hardly sure|in all likelihood|could well|would lean|wonder(?:ed|s)? (?:if|whether)|i should not swear|would not swear)\b",
    re.IGNORECASE,
)
_RECALLED = re.compile(
    r"\b(recalled|recalls|remembered|remembers|recollected|looking back|at the time|back then|in those days|(?:i|we|she|he|they) (?:told|warned|said"
    r"|argued|wrote|voted|signed|proposed|opposed|supported) .{0,60}\b(?:19|20)\d\d|when .{0,80}\b(?:was (?:first )?(?:floated|proposed|mooted|introduced))"
    r"|years ago|in (?:19|20)\d\d,? (?:i|we|she|he|they) )\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"(?:^|[“‘\"'(]|\b)(were .{1,60} to |if (?:we|you|they|ministers|it|there|i|he|she) (?:\w+ )?(?:were|had|have to|has to|did|fail)|should .{1,40} ever |suppose |imagine "
    r"|had (?:it|they|we|he|she|ministers) been |in the event (?:of|that))",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(described|reported|reports|quoted|relayed|noted|summed up|summarised|told us that|had said|used to say|liked to say|held that"
    r"|according to|in the words of|is said to|are said to|reportedly|claims?|claimed|put it to|the argument runs|some say|others say|critics|supporters|opponents)\b",
    re.IGNORECASE,
)


def modality_of(passage: Passage) -> Modality:
    text = _text(passage.judged)
    if _asks(passage):
        return Modality.QUESTION
    if _RECALLED.search(text):
        return Modality.RECALLED
    if _HYPOTHETICAL.search(text) and "would" in text.lower():
        return Modality.HYPOTHETICAL
    if _HEDGES.search(text):
        return Modality.HEDGED
    return Modality.ASSERTED


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text_with_ws for token in tokens).replace("’", "'")


def _asks(passage: Passage) -> bool:
    """Every sentence of the content that has a verb of its own ends in a question mark."""
    marks = [t.text for t in passage.judged if t.text in {".", "?", "!", ";"}]
    asked = marks.count("?")
    return asked > 0 and asked * 2 >= len(marks)
