"""Find the body that a description means: "the association", "a spokesman for the company"."""

from __future__ import annotations

import re

from flows.reading.cast import Cast
from flows.reading.gazetteer import Mention, Named
from flows.reading.people import ROLE_NOUNS
from storage.domain.span import Span
from storage.domain.statement import Speaker

SOON = 300  # characters within which a description may come before the name
# A noun for a kind of body, and the kinds of the pack that it can mean.
_NOUNS = {
    "company": ("company", "provider", "consultancy", "business", "agency"),
    "firm": ("company", "provider", "consultancy", "business", "agency"),
    "charity": ("charity",),
    "union": ("union",),
    "council": ("council",),
    "city council": ("council",),
    "campaign": ("campaign", "charity"),
    "department": ("department",),
    "ministry": ("department",),
    "regulator": ("regulator",),
    "watchdog": ("regulator",),
    "committee": ("committee",),
    "trade body": ("association",),
    "association": ("association",),
}
# "The council" may be a regulator's name and anybody's; a sector has one "inspectorate".
_WATCHES = re.compile(r"\b(?:regulator|inspectorate|inspectors|watchdog|ombudsman)$", re.IGNORECASE)
_OF_A_KIND = re.compile(
    rf"^(?:(?:an? |the )?(?:{ROLE_NOUNS.pattern})(?: for| of| at) )?the (?P<noun>{'|'.join(_NOUNS)})(?:['’]s .*)?$",
    re.IGNORECASE,
)
# Those who decide for a body: "the cabinet agreed", "county councillors voted", but not "some councillors".
_COUNCIL = re.compile(
    r"^(?:(?:the )?(?:(?:county|city|town|borough|district|parish|island) )?councillors|(?:the |its )?(?:full )?cabinet"
    r"|(?:the )?full council)$",
    re.IGNORECASE,
)
_BOARD = re.compile(r"^(?:the |its )(?:full )?board(?: of (?:governors|trustees|directors))?$", re.IGNORECASE)
_OF = re.compile(r"\bboard of (?:the )?$", re.IGNORECASE)
_OWN = re.compile(r"(?:['’]s?)? board\b", re.IGNORECASE)


def deciding(source: Span, cast: Cast) -> Speaker | None:
    """The body for which a cabinet, its councillors or a board decide: the only council, or whose board was named."""
    said = source.of(cast.text)
    found = _only_council(cast) if _COUNCIL.match(said) else _of_the_board(source, cast) if _BOARD.match(said) else None
    if found is None:
        return None
    return Speaker(cast.body(found).name, found, why=f"{said!r} decide for {cast.body(found).name}")


def _only_council(cast: Cast) -> str | None:
    every = {b for m in cast.mentions for b in (m.bodies if m.named is Named.BODY else employers(m, cast))}
    councils = [b for b in every if cast.body(b).kind == "council"]
    return councils[0] if len(councils) == 1 else None


def _of_the_board(source: Span, cast: Cast) -> str | None:
    for earlier in cast.before(source.start):
        before = cast.text[max(0, earlier.span.start - 20) : earlier.span.start]
        if earlier.named is Named.BODY and (_OF.search(before) or _OWN.match(cast.text, earlier.span.end)):
            return earlier.bodies[0]
    return None


def noun_of_a_kind(said: str) -> str | None:
    """The noun of "the company", "a spokeswoman for the charity", when it is all that is said of the speaker."""
    found = _OF_A_KIND.match(said.strip())
    return found["noun"].lower() if found else None


def fits(stakeholder: str, noun: str, cast: Cast) -> bool:
    return cast.body(stakeholder).kind in _NOUNS[noun]


def by_kind(said: str, source: Span, cast: Cast) -> str | None:
    """The body of that kind that was named last, in full or by its office-holder."""
    noun = noun_of_a_kind(said)
    if noun is None:
        return None
    for earlier in cast.before(source.start):
        for body in earlier.bodies if earlier.named is Named.BODY else employers(earlier, cast):
            if fits(body, noun, cast):
                return body
    return None


def of_reference(mention: Mention, cast: Cast) -> str | None:
    """Return the body that a description means: the one named last, or the only one that needs no naming."""
    candidates = mention.bodies
    for earlier in cast.before(mention.span.start):
        for stakeholder in earlier.bodies if earlier.named is Named.BODY else employers(earlier, cast):
            if stakeholder in candidates:
                return stakeholder
    soon = cast.beginning(mention.span.end, mention.span.end + SOON)
    named = {b for m in soon for b in (m.bodies if m.named is Named.BODY else employers(m, cast)) if b in candidates}
    if len(named) == 1 and len(candidates) == 1:
        return next(iter(named))  # "So does the trade. ..., said the association's director"
    only = cast.body(candidates[0])
    alone = only.kind == "department" or bool(_WATCHES.search(mention.span.of(cast.text)))
    if len(candidates) == 1 and alone and cast.registry.meet(only.nation, cast.registry.nation):
        return only.id  # "the department" of a sector that has one needs no name
    phrase = mention.span.of(cast.text)
    loose = [c for c in candidates if cast.body(c).kind in ("government", "collective", "person")]
    home = [c for c in loose if cast.registry.meet(cast.body(c).nation, cast.registry.nation)]
    if len(home) > 1:
        home = [c for c in home if cast.body(c).kind == "government"] or home
    if len(home) == 1:
        kind, words = cast.body(home[0]).kind, len(phrase.split())
        told = any(
            m.bodies == (home[0],) and m.span.end - m.span.start > len(phrase) for m in cast.before(mention.span.start)
        )
        if kind == "government" or words >= (4 if kind == "person" else 2) or (kind == "collective" and told):
            return home[0]
    return None


def employers(mention: Mention, cast: Cast) -> list[str]:
    if not mention.person:
        return []
    return [o.organisation for o in cast.offices(mention.person) if cast.body(o.organisation).kind != "person"]
