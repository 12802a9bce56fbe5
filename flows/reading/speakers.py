"""Resolve the source of an attribution to a stakeholder and a spokesperson, by the office held on that day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from flows.reading.cast import Cast
from flows.reading.described import by_kind, employers, fits, noun_of_a_kind, of_reference
from flows.reading.folding import content_stems, fold, lower
from flows.reading.gazetteer import Mention, Named
from flows.reading.layout import Layout
from flows.reading.people import FORMER, ROLE_NOUNS, held_by, of_person
from flows.reading.personal import PERSONAL, farther_off, named_earlier, named_last, opens
from storage.domain.sector import Certainty, Office
from storage.domain.span import Span
from storage.domain.statement import Speaker

IMPERSONAL = frozenset({"it", "its", "they", "their", "them"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOCUMENT = re.compile(
    r"\b(?:response|report|submission|statement|letter|paper|briefing|evidence|survey|analysis|research|study"
    r"|consultation|strategy|document|manifesto"
    r"|guidance|blog|review|speech|tweet|post|press release|data|figures|findings|website|plan|plans|poll"
    r"|article|foreword)\b",
    re.IGNORECASE,
)
_OWNED_DOCUMENT = re.compile(r"['’]s? (?:own |written |official )?(?:response|submission|evidence|letter|statement)\b")
FAR = 700  # characters, about two paragraphs: a pronoun does not point back farther
_NOT_NAMES = re.compile(r"^(?:Other|Others|Some|Many|Most|People|The|An?|This|That|These|Those|Children|Young|In|At)\b")
_NOBODY_MEANT = re.compile(r"\b(?:an?|one|some|many|most|other|no|any|every|each|another|few)\b")  # "no director"
_NOT_THEIRS = re.compile(
    r"\b(?:critics?|opponents?|rivals?|detractors?|sceptics?|whistleblowers?|people|families|parents|residents"
    r"|readers|experts?)\b"
)
_ISSUED = re.compile(
    r",? (?:\w+ )?(?:published|issued|released|written|produced|drawn up|put out)(?: [\w ]{1,24})? by "
)
_OF_SOME = re.compile(
    r"\b(?:some|many|most|several|individual|a (?:few|number|third|quarter|half|majority|minority) of"
    r"|one)\b.*\bmembers?\b",
    re.IGNORECASE,
)


# "Some councillors", "47 per cent of guards": those who were asked or counted, not the body they belong to.
_A_SHARE = re.compile(
    r"^(?:nearly |almost |about |around |over |more than )?(?:some|several|many|most|few|two|three|four|five|six|seven"
    r"|eight|nine|ten|\d[\d,.]*|half|(?:a|one|two|the) (?:few|number|third|quarter|fifth|half|majority|minority)s?)\b"
    r"(?! of (?:the|us|its|their)\b).*s$",
    re.IGNORECASE,
)


def resolve(
    source: Span | None, content: str, cast: Cast, *, names: Sequence[str | None] = (), antecedent: Span | None = None
) -> Speaker | None:
    """Return whose words they are, or None when the article does not say who it is.

    `names` are the speaker and organisation that coreference inside the article found.
    """
    said = source.of(cast.text) if source else ""
    stranger = names[0] if names and lower(said).strip() in PERSONAL else None
    if source is not None and stranger and cast.unknown_since(stranger, source.start):
        return _from_names(names, said, content, cast, source.start)
    speaker = None
    if source is not None and antecedent is not None and farther_off(source, cast):
        speaker = _from_source(antecedent, antecedent.of(cast.text), content, cast)
    speaker = speaker or (_from_source(source, said, content, cast) if source else None)
    impersonal = source is not None and lower(said).strip() in IMPERSONAL
    if impersonal and source and antecedent and cast.stranger_opens(antecedent.end, source.start):
        return None
    if speaker is None and _A_SHARE.match(said):
        return None
    if speaker is None and antecedent is not None:
        speaker = _from_source(antecedent, antecedent.of(cast.text), content, cast)
    if speaker is None:
        speaker = _from_names(names, said, content, cast, source.start if source else 0)
        noun = noun_of_a_kind(said)
        if speaker is not None and speaker.stakeholder and noun and not fits(speaker.stakeholder, noun, cast):
            return None  # "a spokesman for the company" speaks for no charity
    if speaker is None and source is not None and (pronoun := lower(said).strip()) in PERSONAL:
        other = named_earlier(pronoun, source.start, near=FAR, cast=cast)
        return of_person(other, cast, content=content) if other else None
    return speaker


def _from_source(source: Span, said: str, content: str, cast: Cast) -> Speaker | None:
    mentions = cast.inside(source)
    if _NOT_THEIRS.search(lower(said)) and not any(m.span.start <= source.start + 4 for m in mentions):
        return None
    publisher = _publisher(source, said, cast)
    if publisher is not None:
        return _of_body(publisher, said, source, cast)
    people = [m for m in mentions if m.person]
    if people:
        return of_person(people[-1], cast, content=content, described=said)
    return (
        _stranger(source, said, mentions, cast)
        or _by_body(source, said, mentions, cast)
        or _by_role(said, source.start, cast)
        or _by_reference(source, said, mentions, cast)
        or _by_kind(source, said, cast)
        or _by_pronoun(said, source, content, cast)
    )


def _publisher(source: Span, said: str, cast: Cast) -> str | None:
    """ "The report, published by the ministry on Thursday, says": whose document it is."""
    issued = _ISSUED.match(cast.text, source.end)
    if not issued or not _DOCUMENT.search(said):
        return None
    mention = next((m for m in cast.beginning(issued.end(), issued.end() + 4) if m.bodies), None)
    return mention.bodies[0] if mention else None


def _by_body(source: Span, said: str, mentions: Sequence[Mention], cast: Cast) -> Speaker | None:
    bodies = [m for m in mentions if m.named is Named.BODY]
    return _of_body(_holder(bodies, said, source), said, source, cast) if bodies else None


def _by_reference(source: Span, said: str, mentions: Sequence[Mention], cast: Cast) -> Speaker | None:
    described = (m for m in mentions if m.named is Named.REFERENCE)
    found = next((body for m in described if (body := of_reference(m, cast)) is not None), None)
    return _of_body(found, said, source, cast) if found is not None else None


def _by_kind(source: Span, said: str, cast: Cast) -> Speaker | None:
    found = by_kind(said, source, cast)
    return _of_body(found, said, source, cast) if found is not None else None


def _holder(bodies: Sequence[Mention], said: str, source: Span) -> str:
    """Return the body whose words they are, of those that one source phrase names: "a report by A for B" is A's."""
    for mention in bodies:
        left = said[: mention.span.start - source.start].rstrip().lower()
        if re.search(r"\b(?:by|from)(?: the)?$", left):
            return mention.bodies[0]
    for mention in bodies:
        left = said[: mention.span.start - source.start].rstrip().lower()
        if not re.search(r"\b(?:for|to|against|on|with|like)(?: the)?$", left):
            return mention.bodies[0]
    return bodies[0].bodies[0]


def _of_body(stakeholder: str, said: str, source: Span, cast: Cast) -> Speaker | None:
    body = cast.body(stakeholder)
    if _OF_SOME.search(said):
        part = next(
            (s for s in cast.registry.stakeholders.values() if s.parent == body.id and "member" in lower(s.name)), None
        )
        return Speaker(part.name, part.id, why=f"{said!r} speak for themselves, not for {body.name}") if part else None
    written = _DOCUMENT.search(said.replace(body.name, ""))
    # "an apparent suggestion in ADCS's response": the name alone is the source, the document follows it.
    owned = _OWNED_DOCUMENT.match(cast.text, source.end)
    document = said if written else said + owned.group() if owned else None
    return Speaker(body.name, body.id, document=document, why=f"{said!r} names {body.name}")


def _by_role(said: str, place: int, cast: Cast) -> Speaker | None:
    """Return who held the office that a source names by its title alone: "the president", "its vice-president"."""
    noun = ROLE_NOUNS.search(said)
    if not noun or FORMER.search(said) or _NOBODY_MEANT.search(lower(said[: noun.start()])):
        return None
    wanted = set(content_stems(re.sub(r"^.*?\b(?:the|its|their|whose)\s+", "", said, flags=re.IGNORECASE)))
    recent = [
        *dict.fromkeys(
            b for m in cast.before(place) for b in (m.bodies if m.named is Named.BODY else employers(m, cast))
        )
    ]
    titled = [
        o
        for body in cast.registry.stakeholders.values()
        for o in _in_office(body.id, cast)
        if wanted and wanted <= _title(o)
    ]
    if not titled:
        return None
    close = [o for o in titled if o.organisation in recent]
    if close:
        nearest = min(close, key=lambda o: (recent.index(o.organisation), len(_title(o) - wanted)))
        return held_by(nearest, f"{said!r} is the {nearest.role} of {cast.body(nearest.organisation).name} on that day")
    if len({o.person for o in titled}) == 1 and len(wanted) >= 2:
        return held_by(titled[0], f"only {titled[0].person} held that office on that day")
    return None


def _title(office: Office) -> set[str]:
    return set(content_stems(office.role))


def _in_office(stakeholder: str, cast: Cast) -> list[Office]:
    if cast.day is None or cast.body(stakeholder).kind == "person":
        return []
    return [o for o in cast.body(stakeholder).offices if o.certainty is not Certainty.LOW and o.held_on(cast.day)]


def _by_pronoun(said: str, source: Span, content: str, cast: Cast) -> Speaker | None:
    words = [w.lower() for w in _WORDS.findall(said)]
    if not words:
        return None
    if words[0] in PERSONAL:
        person = named_last(words[0], source.start, cast) if len(words) == 1 else None
        return of_person(person, cast, content=content) if person else None
    document = _DOCUMENT.search(said)
    written = re.search(r"\b(?:response|submission|statement|letter)\b", lower(said))
    if words[0] in IMPERSONAL:
        if len(words) > 1 and not document:
            return None
    elif not (written and words[0] in ("the", "this", "that")):
        return None
    reach = takewhile(lambda m: source.start - m.span.end <= FAR, cast.before(source.start))
    near = (m for m in reach if not cast.stranger_opens(m.span.end, source.start))
    earlier = [m for m in near if not cast.is_quoted(m.span) and not m.person]
    if words[0] in ("they", "their", "them"):
        earlier = [m for m in earlier if _plural(m, cast)]
    else:
        earlier = [m for m in earlier if not all(cast.body(b).kind == "collective" for b in m.bodies)]
    opening = (m for m in earlier if opens(m, cast))
    if written and words[0] in ("the", "this", "that"):
        opening = (
            m for m in earlier if written.group() in lower(cast.text[max(0, m.span.start - 30) : m.span.end + 14])
        )
    for mention in (*islice(opening, 1), *earlier):
        body = mention.bodies[0] if mention.named is Named.BODY else of_reference(mention, cast)
        if body is not None and cast.body(body).kind != "person":
            return _of_body(body, said, source, cast)
    return None


def _plural(mention: Mention, cast: Cast) -> bool:
    """ "They" are several: a collective, or a body that goes by a plural."""
    if any(cast.body(b).kind == "collective" for b in mention.bodies):
        return True
    words = mention.span.of(cast.text).lower().split()
    return mention.named is Named.REFERENCE and words[-1].endswith("s")


def same_body(source: Span, last: Speaker, spoke: Span, said_at: int, layout: Layout, cast: Cast) -> Speaker | None:
    """ "It said", "its response": the body that spoke last and near, unless another opens a sentence since."""
    said = source.of(cast.text).lower()
    if last.stakeholder is None or (last.person and said in ("it", "they")):
        return None
    if said.startswith("it") and cast.body(last.stakeholder).kind == "collective":
        return None  # several people are "they"
    here, there = layout.paragraph_at(source.start), layout.paragraph_at(said_at)
    if here is None or there is None or here - there not in (0, 1):
        return None
    if cast.stranger_opens(spoke.end, source.start):
        return None
    since = [m for m in cast.beginning(spoke.end, source.start - 1) if m.bodies and opens(m, cast)]
    if any(m.bodies[0] != last.stakeholder for m in since if not cast.is_quoted(m.span)):
        return None
    body = cast.body(last.stakeholder)
    return Speaker(
        body.name, body.id, document=said if said not in IMPERSONAL else None, why=f"{said!r}: {body.name} spoke last"
    )


def _stranger(source: Span, said: str, mentions: Sequence[Mention], cast: Cast) -> Speaker | None:
    """A person the pack does not know: named in full in the source, with or without a body the pack does know."""
    bare = said
    for mention in sorted(mentions, key=lambda m: m.span.start, reverse=True):
        bare = (
            bare[: mention.span.start - source.start]
            + "|" * (mention.span.end - mention.span.start)
            + bare[mention.span.end - source.start :]
        )
    name = re.search(
        r"\b((?:(?:Dr|Sir|Dame|Lord|Lady|Professor|Prof|Cllr|Baroness|Mr|Mrs"
        r"|Ms) )?[A-Z][a-z’'-]+(?: [A-Z][\w’'-]+){1,3})\b",
        fold(bare),
    )
    if not name or ROLE_NOUNS.search(name.group(1)) or _DOCUMENT.search(name.group(1)):
        return None
    bodies = [m for m in mentions if m.named is Named.BODY]
    if bodies and ROLE_NOUNS.search(bare) and not FORMER.search(bare):
        body = cast.body(_holder(bodies, said, source))
        role = ROLE_NOUNS.search(bare)
        return Speaker(
            name.group(1),
            body.id,
            person=name.group(1),
            role=role.group() if role else None,
            why=f"described as speaking for {body.name}",
        )
    return Speaker(name.group(1), None, person=name.group(1), why="not in the pack")


def _from_names(names: Sequence[str | None], said: str, content: str, cast: Cast, place: int) -> Speaker | None:
    """Use the names that coreference inside the article found."""
    for name in names:
        if not name:
            continue
        known = [m for m in cast.gazetteer.mentions(name) if m.named is not Named.REFERENCE]
        person = next((m for m in known if m.person), None)
        if person is None and " " not in name:
            person = next((m for m in cast.mentions if m.person and fold(m.person).split()[-1] == fold(name)), None)
        if person is not None:
            return of_person(person, cast, content=content, described=said)
        if known:
            document = said if _DOCUMENT.search(said) else None
            return Speaker(
                cast.body(known[0].bodies[0]).name,
                known[0].bodies[0],
                document=document,
                why=f"{said or 'the quotation'!r} refers to {name}",
            )
    stranger = next(
        (n for n in names if n and sum(w[0].isupper() for w in n.split()) >= 2 and not _NOT_NAMES.match(n)), None
    )
    return Speaker(stranger, None, why="not in the pack") if stranger else None
