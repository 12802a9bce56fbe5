"""Find in a text every name, person and reference that the sector pack knows, in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import ahocorasick

from flows.reading.compiled import once_per_pack
from flows.reading.folding import fold, lower
from flows.reading.words import words
from storage.domain.sector import AliasRule, Registry, Stakeholder
from storage.domain.span import Span
from storage.domain.when import When


class Named(StrEnum):
    """How a mention names its bearer."""

    BODY = "name of a body"
    PERSON = "name of a person"
    SURNAME = "part of the name of a person named in full"
    REFERENCE = "description of a body"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names somebody of the pack. `bodies` are candidates, `person` a full name."""

    span: Span
    named: Named
    bodies: tuple[str, ...] = ()
    person: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    printed: str
    named: Named
    body: str | None = None
    person: str | None = None


_TITLES = words("titles")
_ELSEWHERE = re.compile(r"\W{1,2}(?:(?:north|south|east|west)(?:[ -](?:east|west))?(?:ern)?|midlands)\b")
_CALLED = re.compile(
    r"\b(?:(?P<title>(?:Lady|Lord|Dame|Sir|Baroness|Baron|Mr|Mrs|Ms|Miss|Dr|Professor|Cllr|Councillor)\.? )"
    r"(?P<name>[A-Z][\w'-]+)|(?:^|(?<=[\n.!?:,;\"“] )|(?<=[\n“\"]))"
    r"(?P<bare>[A-Z][\w'-]+)(?= (?:says|said|tells|told|adds|added)\b))",
    re.MULTILINE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\([^)]*\)")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")
_WORD = re.compile(r"\w+")


class Gazetteer:
    """All names of one pack, compiled once. Finding them costs one pass over the text, however large the pack."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        self.persons: dict[str, str] = {}
        for body in registry.stakeholders.values():
            for entry in _entries(body):
                self._entries[lower(entry.printed)].append(entry)
        self._surnames: dict[str, set[str]] = defaultdict(set)
        for entries in self._entries.values():
            for entry in entries:
                if entry.person:
                    self.persons[lower(entry.person)] = entry.person
                    self._surnames[fold(entry.person).split()[-1]].add(entry.person)
        self._automaton = ahocorasick.Automaton()
        for key in self._entries:
            self._automaton.add_word(key, key)
        if self._entries:
            self._automaton.make_automaton()

    def mentions(self, text: str, *, on: When | None = None, nation: str | None = None) -> tuple[Mention, ...]:
        """Return every mention in order, the longest where they overlap. Surnames count after a full mention."""
        found = list(self._full(text, on=on, nation=nation)) if self._entries else []
        full = _longest(found)
        named = {mention.person for mention in full if mention.person}
        titled = list(self._by_title(text, named, on)) if self._entries else []
        return _longest([*full, *titled, *self._later(text, named | {mention.person for mention in titled})])

    def _full(self, text: str, *, on: When | None, nation: str | None) -> Iterator[Mention]:
        folded, lowered = fold(text), lower(text)
        for last, key in self._automaton.iter(lowered):
            start, end = last - len(key) + 1, last + 1
            if not _whole_word(lowered, start, end):
                continue
            entries = [e for e in self._entries[key] if self._names(e, folded, lowered, Span(start, end), on, nation)]
            bodies = tuple(dict.fromkeys(e.body for e in entries if e.body and e.named is not Named.PERSON))
            person = next((e.person for e in entries if e.person), None)
            if entries:
                best = next((e.named for e in entries if e.named is not Named.REFERENCE), Named.REFERENCE)
                if best is Named.BODY:
                    bodies = tuple(dict.fromkeys(e.body for e in entries if e.body and e.named is Named.BODY))
                yield Mention(Span(start, end), Named.PERSON if person else best, bodies, person)

    def _names(self, entry: _Entry, text: str, lowered: str, span: Span, on: When | None, nation: str | None) -> bool:
        """True when the capitals agree and the pack's own condition on an ambiguous alias holds."""
        if entry.named is Named.REFERENCE:
            return True
        printed = fold(entry.printed)
        if any(char.isupper() and not text[span.start + i].isupper() for i, char in enumerate(printed)):
            return False
        if entry.body is None or entry.named is Named.PERSON:
            return True
        body = self.registry.stakeholders[entry.body]
        if self._is_a_branch(body, text, lowered, span):
            return False
        rule = body.rule_for(entry.printed)
        return rule is None or _holds(rule, body, lowered, span, on, nation)

    def _is_a_branch(self, body: Stakeholder, text: str, lowered: str, span: Span) -> bool:
        """True for "X North East" and "X Norland": a part of the body that speaks for itself."""
        following = text[span.end : span.end + 18]
        if not following[1:2].isupper():
            return False
        named = self.registry.nations_named(following.split(",")[0])
        return bool(_ELSEWHERE.match(lowered, span.end)) or any(nation != body.nation for nation in named)

    def _later(self, text: str, named: Iterable[str | None]) -> Iterator[Mention]:
        """Surnames and forenames alone, of people whom the text names in full somewhere."""
        by_part: dict[str, set[str]] = defaultdict(set)
        for person in named:
            parts = fold(person).split() if person else []
            if person and len(parts) > 1:
                by_part[parts[-1]].add(person)
                by_part[parts[0]].add(person)
        parts = sorted((part for part in by_part if part.lower() not in _TITLES), key=len, reverse=True)
        if not parts:
            return
        folded = fold(text)
        for match in _standing_alone(parts, folded):
            people = by_part[match.group()]
            if len(people) > 1:
                continue
            (person,) = people
            forename = fold(person).split()[0] == match.group()
            if forename and re.match(r"\s+[A-Z]", folded[match.end() : match.end() + 3]):
                continue
            if not _other_forename(folded, match.start()):
                yield Mention(Span(match.start(), match.end()), Named.SURNAME, (), person)

    def _by_title(self, text: str, named: Collection[str | None], on: When | None) -> Iterator[Mention]:
        """ "Lady Thorne", "the minister ... Ashdown says": people in office who are never named in full."""
        folded = fold(text)
        for match in _CALLED.finditer(folded):
            group = "name" if match["title"] else "bare"
            people = self._surnames.get(match[group], set())
            if len(people) != 1 or not people.isdisjoint(named):
                continue
            (person,) = people
            offices = [o for o in self.registry.offices_of(person) if on is None or o.held_on(on)]
            if offices and (match["title"] or any(_role_told(o.role, folded[: match.start()]) for o in offices)):
                yield Mention(Span(match.start(group), match.end(group)), Named.SURNAME, (), person)


def _standing_alone(parts: Sequence[str], text: str) -> Iterator[re.Match[str]]:
    """Each of `parts` of names as a word of its own; the longest come first."""
    if all(map(_WORD.fullmatch, parts)):  # as nearly all are: a pattern of them would be made for each text anew
        known = frozenset(parts)
        return (match for match in _WORD.finditer(text) if match.group() in known)
    return re.finditer(r"\b(?:" + "|".join(map(re.escape, parts)) + r")\b", text)


def _role_told(role: str, before: str) -> bool:
    """True when the last words name the office: "here is the minister"."""
    noun = re.escape(role.rsplit(maxsplit=1)[-1].lower())
    return bool(re.search(rf"\b(?:the|its|their) (?:[\w-]+ ){{0,2}}?{noun}\b", before))


def _entries(body: Stakeholder) -> Iterator[_Entry]:
    a_person = body.kind == "person"
    names = [part.strip() for part in _BRACKET.sub("", body.name).split(" / ")]
    for name in dict.fromkeys(_ARTICLE.sub("", n) for n in (*names, *body.aliases)):
        if a_person:
            yield _Entry(name, Named.PERSON, body.id, name if " " in name else body.name)
        elif len(name) > 1:
            yield _Entry(name, Named.BODY, body.id)
    for reference in dict.fromkeys(_ARTICLE.sub("", ref) for ref in body.descriptive_refs):
        yield _Entry(reference, Named.REFERENCE, body.id)
    for office in body.offices:
        yield _Entry(_BRACKET.sub("", office.person), Named.PERSON, None, office.person)


def _whole_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or after.isalnum()) and not (before == "-" and start > 1 and text[start - 2].isalnum())


def _holds(rule: AliasRule, body: Stakeholder, lowered: str, span: Span, on: When | None, nation: str | None) -> bool:
    if rule.after_full_name and lower(_BRACKET.sub("", body.name)) not in lowered:
        return False
    if rule.nation and nation and rule.nation != nation:
        return False
    if on and ((rule.since and on.last < rule.since.first) or (rule.until and rule.until.last < on.first)):
        return False
    if rule.near:
        start = max(lowered.rfind(mark, 0, span.start) for mark in ".!?\n") + 1
        sentence = _SENTENCE.match(lowered, max(start, 0))
        around = sentence.group() if sentence else ""
        return any(re.search(rf"\b{re.escape(lower(word))}\b", around) for word in rule.near)
    return True


def _other_forename(text: str, start: int) -> bool:
    """True when the word before a surname is another person's forename: "Debbie Smith" is not Andy Smith."""
    before = re.search(r"([A-Z][\w'-]+) $", text[max(0, start - 30) : start])
    if not before or before.group(1).lower().removesuffix("'s") in _TITLES or before.group(1).endswith("'s"):
        return False
    left = text[: start - len(before.group(1)) - 1].rstrip(" \"'")
    return (
        bool(left) and left[-1] not in ".!?\n:" and before.group(1).lower() not in {"and", "but", "when", "while", "as"}
    )


def _longest(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.named is Named.REFERENCE)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)


@once_per_pack
def gazetteer_of(registry: Registry) -> Gazetteer:
    """Return the compiled names of `registry`; compiled once per pack."""
    return Gazetteer(registry)
