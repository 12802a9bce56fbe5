"""Tell what is said from what takes no position: a refusal to say, somebody else's view."""

from __future__ import annotations

import re

from flows.reading.caseless import Caseless
from flows.reading.verdicts import Desk
from flows.reading.voices import Voice
from storage.domain.span import Span

_SAYS = re.compile(
    r"\W*(?:to )?(?:say|comment|discuss|reveal|confirm|answer|respond|be drawn|speculate|elaborate|give)\b"
)
_DEFERS = Caseless(
    r"\b(?:i|we)(?:['’]\w+)?(?: \w+){0,4} (?:leave|leaving) (?:it|that|this|them|those) (?:up )?to\b",
)
_UNSAID = Caseless(
    r"\b(?:declin\w+ to|refus\w+ to|(?:would|did|could) not|yet to|(?:would|did|could)n['’]t)\s*$",
)
_WHETHER = Caseless(r"\W*(?:whether|if|what|how|which|when|why)\b")
_ASKS = Caseless(r"(?:ask(?:s|ed|ing)?|(?:e|i)nquir(?:es?|ed|ing))\b")
_IF = Caseless(r"\W*(?:whether|if)\b")
_RECKONS = Caseless(r"(?:put|estimat|reckon|calculat|assess|expect)\w*")
_PRICE = Caseless(r"\W*(?:the|its|their) (?:\w+ ){0,2}(?:cost|costs|bill|price) of\b[^.;]*\d")
# In a text of one's own: "she was against a limit".
_SOMEBODY_ELSES = re.compile(
    r"\W*(?:[Ss]he|[Hh]e|[Tt]hey) (?:\w+ )?"
    r"(?:(?:is|are|was|were) (?:\w+ )?(?:against|opposed|for|in favour|keen|convinced)|thinks?|thought|believed?s?"
    r"|wants?|wanted|supports?|supported|opposed?s?|said|says|argue[sd]?)\b"
)


def says_nothing(voice: Voice, stretch: tuple[Span, ...], desk: Desk) -> bool:
    """ "Declined to say whether it approved", "I leave that to others": no position, and none between two."""
    text, cue = desk.revision.text, voice.attribution.cue
    content = " ".join(span.of(text) for span in stretch)
    if cue and cue[0].of(text).lower().startswith(("declin", "refus")) and _SAYS.match(content):
        return True
    if cue and _WHETHER.match(content) and _UNSAID.search(text, max(0, cue[0].start - 20), cue[0].start):
        return True
    if cue and _IF.match(content) and _ASKS.match(cue[0].of(text)):
        return True  # the chair "asked whether the ban would work": who asks has not answered
    if cue and _PRICE.match(content) and _RECKONS.match(cue[0].of(text)):
        return True  # "puts the cost of the rule at 11 million" says what it costs, not that it costs too much
    if voice.attribution.kind == "writing" and _SOMEBODY_ELSES.match(content):
        return True
    return bool(_DEFERS.search(content))
