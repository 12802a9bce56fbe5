"""Name the speaker and the organisation behind each source, as fully as the article names them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.lexicon import name_words
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.selection import Proposal

_SINGULAR = {"he": True, "him": True, "his": True, "she": False, "her": False, "hers": False}
_NEUTRAL = frozenset({"it", "its", "they", "their", "them"})
_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_DOCUMENTS = "document"
_REMEMBERED = 200  # how far back a reference reaches, in names or attributions: it bounds the time of long texts


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source turns out to be. `antecedent` is where the full name stands, if not in the source itself."""

    person: Entity | None = None
    body: Entity | None = None
    antecedent: Range | None = None

    @property
    def named(self) -> bool:
        return self.person is not None or self.body is not None


NOBODY = Speaker()


class Resolver:
    """Walks the attributions of one article in order and remembers who has spoken."""

    def __init__(self, page: Page, directory: Directory) -> None:
        self._page = page
        self._directory = directory
        self._history: list[tuple[int, Speaker]] = []
        self._speakers: list[tuple[Proposal, Speaker]] = []

    def resolve(self, proposal: Proposal) -> Speaker:
        speaker = self._resolved(proposal)
        at = proposal.source[0] if proposal.source else proposal.content[0][0]
        if speaker.named:
            self._history.append((at, speaker))
        self._speakers.append((proposal, speaker))
        return speaker

    def _resolved(self, proposal: Proposal) -> Speaker:
        if proposal.source is None:
            return NOBODY
        page, piece, head = self._page, proposal.source, proposal.source_head
        word = page.lower[head] if head >= 0 else ""
        if piece[1] - piece[0] == 1 or page.pos[head] == "PRON":
            if word in _FIRST:
                return self._enclosing(piece)
            if word in _SINGULAR:
                return self._person(piece[0], male=_SINGULAR[word])
            if word in _NEUTRAL:
                return self._neutral(piece[0])
        named = self._directory.within(piece)
        if named:
            return self._by_name(piece, head, named)
        return self._nominal(piece, head)

    def _by_name(self, piece: Range, head: int, named: list[Mention]) -> Speaker:
        at_head = [m for m in named if m.piece[0] <= head < m.piece[1]]
        people = [m for m in (at_head or named) if m.entity.person]
        bodies = [m for m in named if not m.entity.person]
        if people and (at_head or not self._kind(head)):
            person = people[0].entity
            body = person.organisation or (bodies[0].entity if bodies else None)
            return Speaker(person, body, self._where(person, piece))
        if bodies:
            return Speaker(None, bodies[0].entity, self._where(bodies[0].entity, piece))
        if self._kind(head) == _DOCUMENTS and people:
            return Speaker(people[0].entity, people[0].entity.organisation, self._where(people[0].entity, piece))
        return NOBODY

    def _kind(self, head: int) -> str:
        return (
            next((c for c in self._page.classes[head] if c in {"person", "body", "document"}), "") if head >= 0 else ""
        )

    def _where(self, entity: Entity, piece: Range) -> Range | None:
        return None if piece[0] <= entity.first[0] < piece[1] else entity.first

    def _person(self, at: int, *, male: bool) -> Speaker:
        for _, speaker in reversed(self._history):
            person = speaker.person
            if person is not None and person.male in {male, None}:
                if person.male is None:
                    person.male = male
                return Speaker(person, speaker.body or person.organisation, person.first)
        for mention in self._directory.before(at):
            person = mention.entity
            if person.person and person.male in {male, None}:
                return Speaker(person, person.organisation, person.first)
        return NOBODY

    def _neutral(self, at: int) -> Speaker:
        for where, speaker in reversed(self._history):
            if where < at and speaker.person is None and speaker.body is not None:
                return Speaker(None, speaker.body, speaker.body.first)
        mention = next((m for m in self._directory.before(at) if not m.entity.person and m.entity.surely), None)
        return Speaker(None, mention.entity, mention.entity.first) if mention else NOBODY

    def _enclosing(self, source: Range) -> Speaker:
        at = source[0]
        around = [
            (sum(j - i for i, j in p.content), s)
            for p, s in self._speakers[-_REMEMBERED:]
            if any(i <= at < j for i, j in p.content)
        ]
        return min(around, key=lambda pair: pair[0])[1] if around else NOBODY

    def _nominal(self, piece: Range, head: int) -> Speaker:
        page = self._page
        first = page.lower[piece[0]]
        kind = self._kind(head)
        if first in _SINGULAR and kind != "body":
            return self._person(piece[0], male=_SINGULAR[first])
        if first in {"its", "their"}:
            return self._neutral(piece[0])
        body = self._body_noun(piece)
        if body is None and first in _FIRST:
            body = self._enclosing(piece).body
        if body is not None:
            return Speaker(None, body, body.first)
        return self._by_role(piece, head, kind)

    def _by_role(self, piece: Range, head: int, kind: str) -> Speaker:
        first = self._page.lower[piece[0]]
        lemma = self._page.lemma[head] if head >= 0 else ""
        if kind == "person" and first in _DEFINITE:
            for mention in islice(self._directory.before(piece[0]), _REMEMBERED):
                entity = mention.entity
                if entity.person and lemma in entity.roles:
                    return Speaker(entity, entity.organisation, entity.first)
        if kind == _DOCUMENTS:
            return self._neutral(piece[0]) if first in _DEFINITE else NOBODY
        return self._officer(piece, lemma, first)

    def _officer(self, piece: Range, lemma: str, first: str) -> Speaker:
        """ "The chief executive", "a spokesman": of the body that the article has just named."""
        words = name_words()
        body = None
        if lemma in {"minister", "official"}:
            body = latest_body(self._directory, piece[0], "department", "ministry", required=True)
        elif first in _DEFINITE and lemma in words["officer"] | words["role"]:
            body = latest_body(self._directory, piece[0], "")
        return Speaker(None, body, body.first if body else None)

    def _body_noun(self, piece: Range) -> Entity | None:
        """ "The union", "a spokesperson for the department": the body with that noun in its name."""
        page = self._page
        for j in range(*piece):
            noun = page.lemma[j]
            if page.lower[j - 1] not in _DEFINITE | {"our", "my"} or page.tag[j] in {"NNS", "NNPS"}:
                continue
            if noun in name_words()["any_body"]:
                return latest_body(self._directory, piece[0], noun)
            if noun in name_words()["body"]:
                before = latest_body(self._directory, piece[0], noun, required=True)
                return before or next((e for e in self._directory.bodies() if noun in e.words), None)
        return None
