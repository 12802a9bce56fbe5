"""For whom a person speaks: by the office held on the day, by what the article says, or for themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from flows.reading.cast import Cast
from flows.reading.folding import content_stems
from flows.reading.gazetteer import Gazetteer, Mention
from storage.domain.sector import Certainty, Office
from storage.domain.statement import Speaker

ROLE_NOUNS = re.compile(
    r"\b(?:president|vice[- ]president|chair(?:man|woman|person)?|chief executive|ceo|director|general secretary"
    r"|secretary|minister|spokes(?:person|man|woman)"
    r"|commissioner|officer|head|leader|lead|chief|convenor|founder|co-?ordinator|manager|inspector|mayor"
    r"|adviser|advisor|principal|treasurer|governor)\b",
    re.IGNORECASE,
)
FORMER = re.compile(r"\b(?:former|formerly|ex-|previous|then|one-time|outgoing)\b", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r"^.*[.!?\n]\s", re.DOTALL)
_LAST_CLAUSE = re.compile(r"^.*[.!?\n;:]", re.DOTALL)
_LATER = re.compile(r"[.!?\n].*$", re.DOTALL)
_OWN_GROUND = re.compile(
    r"(?:^|[.“\"‘'(]\s*)(?:[Hh]ere )?(?:[Ii]n|[Aa]t) ([A-Z][\w-]+(?: (?:and |&)?[A-Z][\w-]+){0,2}),?"
    r" (?:where )?(?:we|our|my|I)\b"
)


def of_person(mention: Mention, cast: Cast, *, content: str = "", described: str = "") -> Speaker:
    """Return the person's words under the office that they held on the day, or in their own series."""
    person = mention.person or ""
    about = _description(person, cast) + " " + described
    described_as = _described(about, cast)
    offices = [o for o in cast.offices(person) if o.certainty is not Certainty.LOW or described_as(o)]
    public = [o for o in offices if cast.body(o.organisation).kind != "person"]
    own = _own_ground(content, public, cast, person)
    if isinstance(own, Speaker):
        return own
    if own is not None:
        return held_by(own, "speaks of their own employer")
    named = [o for o in public if described_as(o)]
    told = _told_office(mention, person, described, cast)
    if told is not None and told not in named:
        held = cast.day is None or told.held_on(cast.day)
        why = f"named as {told.role} of {cast.body(told.organisation).name}" + (
            "" if held else ", an office they no longer held"
        )
        return Speaker(person, told.organisation, person=person, role=told.role, in_office=held, why=why)
    former = FORMER.search(_near_name(described, person))
    if public and not former and (cast.day is not None or named):
        chosen = (named or public)[0]
        when = f"held on {cast.day}" if cast.day else "as the article describes them; the article is undated"
        return held_by(chosen, f"{chosen.role} of {cast.body(chosen.organisation).name}, {when}")
    own_entry = next(
        (o.organisation for o in cast.registry.offices_of(person) if cast.body(o.organisation).kind == "person"), None
    )
    own_entry = own_entry or next((b for b in mention.bodies if cast.body(b).kind == "person"), None)
    own_entry = own_entry or next(
        (s.id for s in cast.registry.stakeholders.values() if s.kind == "person" and person in (s.name, *s.aliases)),
        None,
    )
    role = next((o.role for o in cast.registry.offices_of(person)), None)
    why = "in no office on that day that the pack knows: their own series"
    return Speaker(person, own_entry, person=person, role=role, in_office=False, why=why)


def held_by(office: Office, why: str) -> Speaker:
    return Speaker(office.person, office.organisation, person=office.person, role=office.role, why=why)


def _own_ground(content: str, offices: Sequence[Office], cast: Cast, person: str) -> Office | Speaker | None:
    """ "In Ashby, we ..." is said of the speaker's own employer, known to the pack or not."""
    match = _OWN_GROUND.search(content)
    if not match or cast.registry.nations_named(match.group(1)):
        return None
    place = match.group(1)
    for office in offices:
        if place in cast.body(office.organisation).name:
            return office
    for body in cast.registry.stakeholders.values():
        if body.kind == "council" and place in body.name:
            return Speaker(person, body.id, person=person, why=f"speaks of {body.name}, their own employer")
    return Speaker(
        f"{person} ({place})",
        None,
        person=person,
        why=f"speaks of their own employer in {place}, which the pack does not know",
    )


def _description(person: str, cast: Cast) -> str:
    """Return the words around each full mention of `person`: where an article says who they are."""
    if person not in cast.descriptions:
        cast.descriptions[person] = " ".join(_words_around(m, cast.text) for m in cast.in_full.get(person, ()))
    return cast.descriptions[person]


def _words_around(mention: Mention, text: str) -> str:
    left = _LAST_SENTENCE.sub("", text[max(0, mention.span.start - 110) : mention.span.start])
    return left + " " + _LATER.sub("", text[mention.span.end : mention.span.end + 90])


def _told_office(mention: Mention, person: str, described: str, cast: Cast) -> Office | None:
    """ "care review lead Jane Doe": the office right before the name, whenever it was held."""
    before = (
        f"{described.partition(_forename(person))[0]} {cast.text[max(0, mention.span.start - 45) : mention.span.start]}"
    )
    before = _LAST_CLAUSE.sub("", before)
    if not ROLE_NOUNS.search(before[-30:]) or FORMER.search(before):
        return None
    bodies = {b for m in cast.gazetteer.mentions(before) for b in m.bodies}
    started = [
        o
        for o in cast.registry.offices_of(person)
        if cast.day is None or o.since is None or o.since.first <= cast.day.last
    ]
    return next((o for o in started if o.organisation in bodies and o.certainty is not Certainty.LOW), None)


def _described(about: str, cast: Cast) -> Callable[[Office], bool]:
    """Say of an office whether the words `about` a person name it; the words are looked through once."""
    names = _bodies_in(about, cast.gazetteer)
    stems = set(content_stems(about))

    def as_held(office: Office) -> bool:
        body = cast.body(office.organisation)
        return body.id in names or (len(stems.intersection(content_stems(office.role))) >= 2 and body.kind != "person")

    return as_held


@lru_cache(maxsize=64)  # of an article: the same few people speak again and again
def _bodies_in(words: str, gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(body for mention in gazetteer.mentions(words) for body in mention.bodies)


def _forename(person: str) -> str:
    return person.split(maxsplit=1)[0]


def _near_name(described: str, person: str) -> str:
    head, _, _ = described.partition(_forename(person))
    return head[-40:]
