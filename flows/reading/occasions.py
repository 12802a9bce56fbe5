"""Say to which occasion words belong, and whether they speak of a change: recalled, continued, reversed."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from flows.reading.caseless import Caseless
from flows.reading.layout import Layout
from storage.domain.attribution import Attribution
from storage.domain.span import Span, envelope
from storage.domain.when import When

_PIECE = re.compile(r"[,;()]|\s[–—-]\s")
_WHEN_OR_WHERE = re.compile(r"(?:In|At|On|Last|Earlier|Back|During|For|Before|After|Since|This)\b")
_WHO = re.compile(r"\W*(?:which|who|whose)\b")
LEAD_WORDS = 9
_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_EARLIER = Caseless(
    rf"\b(?:previously|formerly|originally|earlier (?:this|last) (?:year|month)|last (?:year|spring|summer"
    rf"|autumn|winter|{_MONTH})|back in|first (?:articulated|raised|made|proposed"
    rf"|mooted|floated|announced)|(?:months?|years?) ago|in (?:{_MONTH} )?(?:19|20)\d\d|in the past|at the time"
    rf"|a year earlier|the (?:19|20)\d\d [a-z ]{{0,40}}(?:report|review|paper|strategy"
    rf"|response|manifesto|speech|inquiry)"
    r"|(?:said|saying|say|arguing|argued|insisting|insisted|claiming|claimed|warning|warned|told|calling|called) then"
    r"|at the (?:beginning|start) of (?:the|this|last) (?:year|month|century))\b",
)
_FIRST_PLAN = Caseless(
    r"\b(?:original|initial|earlier|previous|former|first|old) (?:\w+ )?(?:plan|proposal|idea|position|stance"
    r"|intention|decision|pledge|policy|promise|version|draft|commitment|suggestion)s?\b",
)
_DATED = Caseless(rf"\b(?:in|last|of) (?:({_MONTH}),? ?)?((?:19|20)\d\d)?\b")
_TURN = (
    r"(?:go(?:es|ne|ing)?|went|row(?:s|ed|ing)?|backtrack(?:s|ed|ing)?|back(?:s|ed|ing)?|renege[sd]?|reneging"
    r"|retreat(?:s|ed|ing)?) (?:back )?(?:on|from|away from|down (?:on|over|from)|off)"
    r"|drop(?:s|ped|ping)?|abandon(?:s|ed|ing)?|ditch(?:es|ed|ing)?|scrap(?:s|ped|ping)?|revers(?:e|es|ed|ing)"
    r"|withdr(?:aw|aws|ew|awn|awing)|shelv(?:e|es|ed|ing)|water(?:s|ed|ing)? down"
    r"|revok(?:e|es|ed|ing)|overturn(?:s|ed|ing)?|soften(?:s|ed|ing)?|end(?:s|ed|ing)?|lift(?:s|ed|ing)?"
)
_HELD = (
    r"(?:proposal|plan|pledge|promise|commitment|opposition|support|position|policy|stance|intention|call|objection|resistance|demand|backing"
    r"|undertaking|decision|vow)s?"
)
_REVERSAL = Caseless(
    rf"\b(?:{_TURN}) (?:its|their|his|her|the (?:government|department|ministry|union|party|council"
    rf"|body)['’]s) (?:[\w-]+ ){{0,3}}?{_HELD}\b"
    r"|\b(?:u-turn|volte-face|about-(?:turn|face)|climbdown|change of (?:heart|mind|position|policy)"
    r"|change[sd]? (?:its|their|his|her) (?:mind|position|policy|stance)"
    r"|no longer (?:back|support|oppose|favour|want|seek|demand|reject|resist|call|object)\w*)\b",
)
_GOES_BACK = Caseless(rf"\W*(?:to )?(?:{_TURN})\b")
_ACKNOWLEDGED = Caseless(
    r"\b(?:(?:we|i)(?: have|['’]ve)? (?:\w+ )?changed (?:our|my) (?:minds?|position|view|policy)|(?:we"
    r"|i) (?:were|was|got (?:it|that)) wrong|(?:we|i) no longer (?:support|oppose|back|believe|think|call)"
    r"|(?:we|i) used to (?:support|oppose|back|believe|think|call|argue)|having (?:previously|once"
    r"|long) (?:backed|supported|opposed|rejected|resisted|called)"
    r"|(?:has|have) changed (?:its|their|his|her) (?:mind|position|view|stance))\b",
)
_CONTINUED = Caseless(
    r"\b(?:still|reiterat\w+|re-?affirm\w*|continues? to|remains?|remained|has always|have always|['’]ve always"
    r"|always been|has long|have long|as before|once again|repeatedly|stands? by)\b",
)


_THEN = (
    rf"(?:(?:back )?in (?:{_MONTH}|(?:19|20)\d\d)|last (?:year|spring|summer|autumn|winter|month|week|{_MONTH})"
    r"|at the time|for (?:\w+ )?(?:years|decades)|(?:\w+ )?years? ago|at first|to begin with|once|back then"
    r"|until (?:now|recently|then))"
)
_OWN_PAST = Caseless(
    r"\b(?:we|i) (?:used to (?:be|oppose|support|back|think|believe|want|fight|argue|say)\b"
    r"|(?:was|were|had been|opposed|supported|backed|resisted|fought|rejected|favoured|campaigned|argued|voted)"
    rf"\b[^.;]{{0,40}}?\b{_THEN}\b"
    r"|(?:defended|supported|backed|opposed|resisted|fought|rejected|favoured) [^.;]{1,40}? because (?:we|i) thought\b"
    r"|(?:came|went in|started|began|set out)\b[^.;]{0,25}?\b(?:sceptic\w*|unconvinced|convinced|opposed|against|for"
    r"|in favour|in doubt|an? (?:opponent|supporter))\b)",
)
_NOW = Caseless(
    r"\b(?:still|now|today|remain\w*|and (?:we|i) (?:still )?(?:are|am|do|oppose|support))\b",
)


def own_past(content: str) -> bool:
    """True when speakers tell what they thought then: "we were against it in October", "I fought it for years"."""
    return bool(_OWN_PAST.search(content)) and not _NOW.search(content)


def recalled(frame: str, plan: str = "") -> bool:
    """True when the words around the content place it on an occasion before the article's own news.

    `plan` is the noun of a plan with what stands before it: an "original proposal" is not the present one.
    """
    return bool(_EARLIER.search(frame) or _FIRST_PLAN.search(plan))


def earlier_date(frame: str, day: When | None) -> When | None:
    """Return the earlier occasion when the words around the content name its month or year, else None."""
    for match in _DATED.finditer(frame):
        month, year = match.group(1), match.group(2)
        if year:
            return When.parse(f"{year}-{_MONTHS.index(month.lower()) + 1:02}" if month else year)
        if month and match.group().lower().startswith("last") and day is not None and (day.last - day.first).days < 32:
            number = _MONTHS.index(month.lower()) + 1
            back = 0 if number < day.first.month else 1
            return When.parse(f"{date(day.first.year - back, number, 1):%Y-%m}")
    return None


def goes_back(content: str) -> bool:
    """True when the content itself is a going back: "to drop its proposal", "an end to the scheme"."""
    return bool(_REVERSAL.search(content)) or bool(_GOES_BACK.match(content))


def reversal_told(words: str) -> bool:
    """True when the reporter says that the holder went back on its own position."""
    return bool(_REVERSAL.search(words))


@lru_cache(maxsize=4)  # all that a speaker says in one breath, asked of for each stretch of it
def change_acknowledged(words: str) -> bool:
    return bool(_ACKNOWLEDGED.search(words))


def continued(words: str) -> bool:
    return bool(_CONTINUED.search(words))


def frame_of(attribution: Attribution, stretch: tuple[Span, ...], layout: Layout) -> str:
    """The words around the cue and the source that are not content: who said it, when and how."""
    text = layout.text
    whole, anchors = envelope(stretch), (*attribution.cue, *attribution.source)
    at = anchors[0].start if anchors else whole.start
    if (here := layout.sentence_at(at)) is None:
        return ""
    sentence = layout.sentences[here][0]
    pieces, start = [], sentence.start
    for cut in (*_PIECE.finditer(text, sentence.start, sentence.end), None):
        end = cut.start() if cut else sentence.end
        if start < end:
            pieces.append(Span(start, end))
        start = cut.end() if cut else end
    kept = [p for p in pieces if any(p.overlaps(anchor) for anchor in anchors) and not _aside(p, attribution, text)]
    if (
        pieces
        and pieces[0] not in kept
        and _WHEN_OR_WHERE.match(pieces[0].of(text))
        and len(pieces[0].of(text).split()) <= LEAD_WORDS
    ):
        kept.insert(0, pieces[0])
    return " | ".join(_outside(piece, stretch, text) for piece in kept)


def _aside(piece: Span, attribution: Attribution, text: str) -> bool:
    """ "The guild, which last year asked for a delay, said": what it asked for is not when it said so."""
    told = any(piece.overlaps(cue) for cue in attribution.cue)
    return not told and bool(_WHO.match(text, piece.start, piece.end))


def _outside(piece: Span, stretch: tuple[Span, ...], text: str) -> str:
    """The words of `piece` that are not content."""
    kept, at = [], piece.start
    for said in sorted(stretch):
        kept.append(text[at : min(said.start, piece.end)])
        at = max(at, said.end)
    return "".join((*kept, text[at : piece.end]))
