"""Tell what is said from what takes no position: a refusal to say, no view, somebody else's view."""

from __future__ import annotations

import re

from flows.reading.caseless import Caseless
from flows.reading.links import AROUND, Topic
from flows.reading.verdicts import Desk
from flows.reading.voices import Voice
from storage.domain.span import Span

_PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
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
# "Had granted 31 of the requests and refused 44": who decides case by case has no side.
_SOME_AND_SOME = Caseless(
    r"(?:grant|approv|allow|accept|uph[oe]ld)\w*\b[^.;]{0,60}"
    r"\b(?:and|but) (?:has |had )?(?:refus|reject|dismiss|turned down)\w*"
)
_SUMMONS = Caseless(r"\b(?:invit|summon|call)\w* [^.;]{0,80}\bto (?:give evidence|appear|testify)\b")
_COUNTS = Caseless(r"\b(?:figures|statistics|data)(?:\W*$| (?:from|by|of|for|published|released)\b)")
_DIVIDED = Caseless(r"(?:disagree|differ|argue|quarrel)\w* (?:about|over|among|between)\b")
_NEAR = 80  # characters
_BEFORE = 200  # characters before the words that are judged, in their own sentence
_RECKONS = Caseless(r"(?:put|estimat|reckon|calculat|assess|expect)\w*")
_PRICE = Caseless(r"\W*(?:the|its|their) (?:\w+ ){0,2}(?:cost|costs|bill|price) of\b[^.;]*\d")
# In a text of one's own: "she was against a limit".
_SOMEBODY_ELSES = re.compile(
    r"\W*(?:[Ss]he|[Hh]e|[Tt]hey) (?:\w+ )?"
    r"(?:(?:is|are|was|were) (?:\w+ )?(?:against|opposed|for|in favour|keen|convinced)|thinks?|thought|believed?s?"
    r"|wants?|wanted|supports?|supported|opposed?s?|said|says|argue[sd]?)\b"
)

_NO_WORD = Caseless(
    r"\b(?:no|without an?y?) (?:official |formal |particular )?(?:comment|recommendation|finding)s?"
    r"(?= (?:on|about|of|as|either|in)\b|\W*$)|\b(?:not|n['’]t|never) comment(?:ed|ing)? on\b"
    r"|\b(?:matter|question|decision|issue|one) for (?:ministers|politicians|voters|mps|parliament|government"
    r"|(?:the |another )(?:government|ministry|department|courts?|assembly|parliament|treasury))\b(?! and not)",
)
_NEUTRAL = Caseless(
    r"\bno (?:official |formal |settled |firm |particular |collective )?(?:view|opinion|position|preference)s?"
    r"(?= (?:on|about|of|as|either)\b)|\b(?:takes?|took|taken|taking) no (?:view|position|sides?)\b"
    r"|\bneutral (?:on|about|over|as to)\b|\bneither for (?:it )?nor against\b|\bneither supports? nor oppos\w+",
)
TURNS = Caseless(r"\b(?:but|however|although|though|while|and)\b|;")


def is_neutral(stretch: tuple[Span, ...], topic: Topic, desk: Desk) -> bool:
    """ "Had no view on the bridge", "is neutral on it", also where the words for it stand before what is judged."""
    return _of_it(_NEUTRAL, stretch, topic, desk)


def _of_it(said: Caseless, stretch: tuple[Span, ...], topic: Topic, desk: Desk) -> bool:
    """ "Did not comment on the bridge but wants the toll": what is said of it, and not of what follows a "but"."""
    start = stretch[0].start
    here = desk.layout.sentence_at(start)
    first = max(desk.layout.sentences[here][0].start if here is not None else start, start - _BEFORE)
    words = desk.revision.text[min(first, start) : stretch[-1].end]
    place = (topic.words[0].start if topic.words else stretch[-1].end) - min(first, start)
    return any(not TURNS.search(words[min(f.end(), place) : max(f.start(), place)]) for f in said.finditer(words))


def says_nothing(voice: Voice, stretch: tuple[Span, ...], topic: Topic, desk: Desk) -> bool:
    """ "Declined to say whether it approved", "I leave that to others": no position, and none between two."""
    text, attribution = desk.revision.text, voice.attribution
    content = " ".join(span.of(text) for span in stretch)
    if attribution.cue and _told_without_a_side(text, attribution.cue[0], content):
        return True
    if _COUNTS.search(" ".join(span.of(text) for span in attribution.source)):
        return True  # "its figures show that homes continue to open": a count, on nobody's side
    if topic.why == AROUND and not _predicates(stretch, desk):
        return True
    if attribution.kind == "writing" and _SOMEBODY_ELSES.match(content):
        return True
    return bool(_SUMMONS.search(content) or _DEFERS.search(content)) or _of_it(_NO_WORD, stretch, topic, desk)


def _predicates(stretch: tuple[Span, ...], desk: Desk) -> bool:
    """Whether something is said of something: "local authorities and health bodies" are only named."""
    return any(token.pos_ in _PREDICATES for span in stretch for token in desk.doc.touching(span.start, span.end))


def _told_without_a_side(text: str, cue: Span, content: str) -> bool:
    said = cue.of(text)
    return bool(
        _DIVIDED.match(said)  # its members "disagree about it"
        or (said.lower().startswith(("declin", "refus")) and _SAYS.match(content))
        or (_WHETHER.match(content) and _UNSAID.search(text, max(0, cue.start - 20), cue.start))
        or (_IF.match(content) and _ASKS.match(said))  # the chair "asked whether the ban would work"
        or (_PRICE.match(content) and _RECKONS.match(said))  # what the rule costs, not that it costs too much
        or _decides_each(text, cue)
    )


def _decides_each(text: str, cue: Span) -> bool:
    found = _SOME_AND_SOME.search(text, max(0, cue.start - _NEAR), cue.end + _NEAR)
    return found is not None and found.start() <= cue.start < found.end()
