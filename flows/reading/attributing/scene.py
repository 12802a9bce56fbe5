"""What is known when a source is named: the names, who has spoken, and the source's own form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from flows.reading.attributing.addressing import addressees
from flows.reading.attributing.bodies import meant_by
from flows.reading.attributing.directory import Directory, Entity, Mention, latest_body
from flows.reading.attributing.lexicon import GENITIVE, name_words
from flows.reading.attributing.narrating import narrators
from flows.reading.attributing.outlets import of_the_outlet, outlet_speaks
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.pointing import pointed
from flows.reading.attributing.references import referred, rung
from flows.reading.attributing.selection import Proposal
from flows.reading.attributing.staff import staffed

_SINGULAR = {"he": True, "him": True, "his": True, "she": False, "her": False, "hers": False}
_NEUTRAL = frozenset({"it", "its", "they", "their", "them"})
_FORMS = {
    **dict.fromkeys(("he", "him", "she", "her"), "he"), "it": "it", **dict.fromkeys(("they", "them"), "they"),
    **dict.fromkeys(("i", "me"), "i"), **dict.fromkeys(("we", "us"), "we"),
}  # fmt: skip
_POSSESSIVE = {"his": "his", "her": "his", "its": "its", "their": "its", "my": "my", "our": "my"}
_ALONE = {"his": "he", "its": "it", "my": "we"}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_SECOND_PERSON = frozenset({"you", "your", "yours"})
_REMEMBERED = 200  # attributions looked back over: it bounds the time of long texts
_LOOKED = 60  # names looked back over
_TURNS = 6
_SOON = 2  # sentences
_WHOLE = frozenset(
    {"department", "ministry", "force", "council", "union", "school", "college", "university", "committee"}
)
_SCANNED = 120  # words
_WRITERS = frozenset({"authors", "author", "researchers", "inspectors", "auditors", "reviewers", "investigators"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source turns out to be. `antecedent` is where the full name stands, if not in the source itself."""

    person: Entity | None = None
    body: Entity | None = None
    antecedent: Range | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One source to be named: its form and what stands around it."""

    at: int
    piece: Range | None
    head: int
    word: str
    lemma: str
    form: str
    kind: str
    article: str
    plural: bool
    male: bool | None
    quoted: bool
    cue: str
    named: list[Mention]
    enclosing: Speaker | None
    after_unnamed: bool
    narrator: Entity | None
    addressee: Entity | None

    @property
    def body_named(self) -> bool:
        return any(not m.entity.person for m in self.named)


class Scene:
    """Walks the attributions of one article in order and remembers who has spoken."""

    def __init__(self, page: Page, directory: Directory) -> None:
        self.page = page
        self.directory = directory
        self._spoken: list[tuple[Proposal, Speaker]] = []
        self._turns: list[Entity] = []
        self._times: Counter[Entity] = Counter()
        self._again: dict[str, Entity] = {}
        self._narrators = narrators(page, directory)
        self._addressees = addressees(page, directory, self._narrators)

    def remember(self, proposal: Proposal, speaker: Speaker) -> None:
        self._spoken.append((proposal, speaker))
        if (
            proposal.source is not None
            and speaker.body is not None
            and self._writes(proposal.source[0], proposal.source_head)
        ):
            self._again.setdefault(self.page.lower[proposal.source_head], speaker.body)
        if speaker.person is not None:
            self._times[speaker.person] += 1
            self._turns = [speaker.person, *(p for p in self._turns if p is not speaker.person)][:_TURNS]

    def spoke(self, person: Entity) -> int:
        return self._times[person]

    def turn(self, person: Entity) -> int:
        """How many others have spoken since `person` did."""
        return self._turns.index(person) if person in self._turns else _TURNS

    def case(self, proposal: Proposal) -> Case:
        page, piece, head = self.page, proposal.source, proposal.source_head
        at = piece[0] if piece else proposal.content[0][0]
        word = page.lower[head] if head >= 0 else ""
        opens = page.lower[piece[0]] if piece else ""
        named = self.directory.within(piece) if piece else []
        return Case(
            at=at, piece=piece, head=head, word=word, lemma=page.lemma[head] if head >= 0 else "-",
            form=self._form(piece, head, word, named), kind=self._kind(head), article=_article(opens),
            plural=head >= 0 and page.tag[head] in {"NNS", "NNPS"}, male=_SINGULAR.get(word, _SINGULAR.get(opens)),
            quoted=page.run[at] >= 0, cue="none" if proposal.cue < 0 else page.pos[proposal.cue], named=named,
            enclosing=self._enclosing(piece) if piece else None,
            narrator=self._told_in(at, self._narrators) if {word, opens} & _FIRST_PERSON else None,
            addressee=self._told_in(at, self._addressees) if {word, opens} & _SECOND_PERSON else None,
            after_unnamed=bool(self._spoken) and self._spoken[-1][1].person is None,
        )  # fmt: skip

    def _form(self, piece: Range | None, head: int, word: str, named: list[Mention]) -> str:
        if piece is None:
            return "none"
        opens = self.page.lower[piece[0]]
        if word in _FORMS and self.page.pos[head] == "PRON":
            return _FORMS[word]
        if opens in _POSSESSIVE and piece[1] - piece[0] == 1:
            return _ALONE[_POSSESSIVE[opens]]
        at_head = next((m for m in named if m.piece[0] <= head < m.piece[1]), None)
        if at_head is not None:
            return "person name" if at_head.entity.person else "body name"
        if opens in _POSSESSIVE:
            return _POSSESSIVE[opens]
        return "with name" if named else "nominal"

    def _told_in(self, at: int, people: Sequence[Entity | None]) -> Entity | None:
        number = self.page.paragraph[at]
        return people[number] if number >= 0 and self.page.run[at] < 0 else None

    def _kind(self, head: int) -> str:
        classes = self.page.classes[head] if head >= 0 else ()
        return next((c for c in classes if c in {"person", "body", "document"}), "-")

    def _enclosing(self, piece: Range) -> Speaker | None:
        around = [
            (sum(j - i for i, j in p.content), n)
            for n, (p, _) in enumerate(self._spoken[-_REMEMBERED:])
            if any(i <= piece[0] < j for i, j in p.content)
        ]
        return self._spoken[-_REMEMBERED:][min(around)[1]][1] if around else None

    def placed(self, entity: Entity, case: Case) -> Iterator[str]:
        """Where the entity was last named, as seen from the source."""
        page = self.page
        before = islice(self.directory.before(case.at), _LOOKED)
        mention = next((m for m in before if m.entity is entity), None)
        if mention is None:
            yield "ahead"
            return
        j = mention.piece[1] - 1
        away = min(page.sentence[case.at] - page.sentence[j], 3)
        apart = min(page.paragraph[case.at] - page.paragraph[j], 3)
        subject = page.dep[j] in {"nsubj", "nsubjpass"}
        yield f"away={away}|{subject}|{(page.run[j] >= 0) == case.quoted}"
        yield f"apart={apart}|{subject}"

    def body_of(self, case: Case, person: Entity | None) -> Entity | None:
        """Where the person works as far as the article says, or the body that an unnamed source means."""
        named = next((m.entity for m in case.named if not m.entity.person and not self._whereabouts(case, m)), None)
        if person is not None:
            works = person.organisation
            return works if works is not None and not works.person else named
        if named is None and case.head >= 0 and case.named:  # "Amado's campaign"
            owned = (m for m in self.directory.described_at(case.head) if m.piece[0] < case.named[0].piece[1])
            named = next((m.entity for m in owned), None) or self._of_person(case)
        if named is not None or case.piece is None or case.named:
            return named
        return self._pointed_at(case, case.piece)

    def _of_person(self, case: Case) -> Entity | None:
        """ "Freeman's group estimates", "reads a statement from its director, Saffron Boone": where that one works."""
        first, last = case.named[0].piece
        owns = last <= case.head and self.page.lower[last] in GENITIVE and "body" in self.page.classes[case.head]
        wrote = first > case.head and "document" in self.page.classes[case.head]
        return case.named[0].entity.organisation if owns or wrote else None

    def _pointed_at(self, case: Case, piece: Range) -> Entity | None:
        opens = self.page.lower[piece[0]]
        if self._prints(case, piece):
            return self.directory.outlet
        if {case.word, opens} & _FIRST_PERSON:
            described = self.directory.described_at(case.head)  # "our trade association" of who works nowhere
            return self._own(case) or (described[0].entity if described else None)
        if opens in _SECOND_PERSON:
            return self._theirs(case) or self._described(case, piece)
        if case.word in _NEUTRAL:
            return self._neutral(case.at, case.form)
        if case.form == "he":
            return self._unnamed_before(case.at) or self._told_just_before(case)
        return None if self.page.pos[case.head] == "PRON" else self._described(case, piece)

    def _theirs(self, case: Case) -> Entity | None:
        """ "Your officials", "your leaflet": of the body for which the one works who is spoken to."""
        if case.addressee is None or not self._at_work(case):
            return None
        return case.addressee.organisation

    def _own(self, case: Case) -> Entity | None:
        """ "We", "our branch": for whom the one speaks who says it; "my wife" speaks for herself."""
        if case.word not in _FIRST_PERSON and not self._at_work(case):
            return None
        if case.enclosing is not None:
            return case.enclosing.body
        if case.narrator is not None:
            return case.narrator.organisation
        if case.quoted:
            return None
        outlet = self.directory.outlet
        speaks = outlet is not None and case.head >= 0 and outlet_speaks(self.page, self.directory, case.head)
        return self.directory.home or (outlet if speaks else None)

    def _prints(self, case: Case, piece: Range) -> bool:
        """Whether the outlet is meant: a reader's "you", "this newspaper", "our reporter", not in a quotation."""
        if self.directory.outlet is None or case.quoted or case.head < 0:
            return False
        if case.narrator is not None or case.addressee is not None:
            return False
        reported = case.enclosing is not None and not self.directory.letters  # "she said our reporter was late"
        return not reported and of_the_outlet(self.page, self.directory, piece, case.head)

    def _at_work(self, case: Case) -> bool:
        words = name_words()
        known = words["at work"] | words["officer"] | words["role"] | words["described"] | {"governor", "trustee"}
        return bool({"body", "document"} & set(self.page.classes[case.head])) or case.lemma in known

    def _whereabouts(self, case: Case, mention: Mention) -> bool:
        """ "A lady in Corrie", "a farmer from the Fennings": where somebody is, not for whom they speak."""
        first, last = mention.piece
        if mention.entity.surely or first <= case.head < last or "document" in self.page.classes[case.head]:
            return False
        before = self.page.lower[first - 1]
        return before in {"in", "from"} or (before == "the" and self.page.lower[first - 2] in {"in", "from"})

    def _described(self, case: Case, piece: Range) -> Entity | None:
        if self.page.lower[piece[0]] in {"his", "her"}:
            return self._of_theirs(case)
        if self._writes(piece[0], case.head) and (theirs := self._again.get(case.word)) is not None:
            return theirs
        return referred(self.page, self.directory, piece, case.head, self._neutral(case.at, case.form))

    def _writes(self, first: int, head: int) -> bool:
        """ "The report", "the authors": one and the same the next time, whoever has spoken since."""
        plain = self.page.lower[first] == "the" and head >= 0
        return plain and ("document" in self.page.classes[head] or self.page.lower[head] in _WRITERS)

    def _of_theirs(self, case: Case) -> Entity | None:
        """ "Her force", "his office": where the one works who spoke last, if the phrase is about work."""
        if not self._at_work(case):
            return None
        person = next((p for p in self._turns if p.male in {case.male, None}), None)
        works = person.organisation if person is not None else None
        if case.lemma in _WHOLE and works is not None and case.lemma not in works.words:
            return meant_by(self.directory, case.head + 1, case.lemma)  # "her department" of who runs no foundation
        return works if works is not None and not works.person else None

    def _unnamed_before(self, at: int) -> Entity | None:
        """ "A spokeswoman for Marram put it down to costs. She declined to say": whom she spoke for just before."""
        proposal, speaker = self._spoken[-1] if self._spoken else (None, None)
        if proposal is None or speaker is None or speaker.person is not None or proposal.source is None:
            return None
        return speaker.body if self.page.sentence[at] - self.page.sentence[proposal.source[0]] <= _SOON else None

    def _told_just_before(self, case: Case) -> Entity | None:
        """ "I asked its chair how he squared it, and he replied": for whom the one works of whom it is told."""
        page = self.page
        first = page.sentences[max(0, page.sentence[case.at] - 1)][0]
        near = range(case.at - 1, max(first, case.at - _SCANNED) - 1, -1)
        told = [j for j in near if page.tag[j] == "NN" and "person" in page.classes[j]]
        for j in sorted(told, key=lambda j: page.dep[j] not in {"nsubj", "nsubjpass"}):
            if (page.run[j] >= 0) == case.quoted:
                piece = (page.left[j], min(page.right[j] + 1, case.at))
                if self.directory.within((j, j + 1)):
                    return None
                return self.body_of(replace(case, piece=piece, head=j, word=page.lower[j], lemma=page.lemma[j],
                    form="nominal", named=self.directory.within(piece), at=piece[0]), None)  # fmt: skip
        return None

    def _neutral(self, at: int, form: str) -> Entity | None:
        """What "it" means: the subject just before, else the body that spoke for itself last, else the last named."""
        many = self._many(at) if form == "they" else -1
        if form == "they" and (self.page.run[at] >= 0 or many >= 0):  # whom a quoted speaker means was seldom named
            if many < 0:
                return rung(self.page, self.directory, at)
            return staffed(self.directory, at, self.page.lemma[many])
        it = pointed(self.page, self.directory, at, speaks=True)
        if it.body is not None:
            return it.body
        spoken = (s.body for _, s in reversed(self._spoken[-_REMEMBERED:]) if s.person is None and s.body)
        spoken = (body for body in spoken if body is not self.directory.outlet)  # who asks is not who answers
        return next(spoken, None) or latest_body(self.directory, at)

    def _one_person(self, j: int) -> bool:
        """ "Dallow ignored the advice, they said", "the senator had been warned": he is not they."""
        if self.page.tag[j] == "NN" and "person" in self.page.classes[j]:
            return True
        return any(m.entity.person for m in self.directory.within((j, j + 1)))

    def _many(self, at: int) -> int:
        """ "Two former aides said he had been warned. They ...": the subject just before, if it is people, no body."""
        page = self.page
        first = max(page.sentences[max(0, page.sentence[at] - 1)][0], at - _SCANNED)
        for j in range(at - 1, first - 1, -1):
            subject = page.dep[j] in {"nsubj", "nsubjpass"} and page.run[j] < 0 and page.pos[j] != "PRON"
            if subject and not self._one_person(j):
                return j if page.tag[j] == "NNS" and "body" not in page.classes[j] else -1
        return -1


def _article(opens: str) -> str:
    if opens in _POSSESSIVE:
        return "poss"
    return "def" if opens in _DEFINITE else "a" if opens in {"a", "an", "one"} else "-"
