"""Judging on a ledger: what is held in the end does not depend on when what arrived, nor on who died meanwhile."""

from __future__ import annotations

import random as randomness
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.desk import Desk
from flows.settings import Settings
from flows.stages import judge
from storage.domain.article import Article, Look, Revision
from storage.domain.finding import Kind
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import Reading, Statement
from storage.ledger import Ledger
from tests.builders import a_statement
from tests.flows.judging.harbour import BRAM, CAP, CORA, DOCKERS, HARBOURS, MASTERS

START = datetime(2024, 6, 1, tzinfo=UTC)
LINES = ["A cap would silt up every port", "We live by what harbours earn", "No cap, then, is our answer to it"]
FOR, AGAINST = Stance.SUPPORTS, Stance.OPPOSES


@dataclass(frozen=True)
class Text:
    """One revision of an article: who says which line, for or against, on the article's day."""

    article: str
    number: int  # revisions are seen in this order
    said: tuple[tuple[str, str | None, Stance, str], ...]

    @property
    def revision(self) -> Revision:
        text = "\n".join([f"Number {self.number}.", *(line for *_, line in self.said)])
        seen = START + timedelta(days=40, hours=self.number)
        return Revision(self.article, text, seen, Look.FEED, "typed 1")

    @property
    def reading(self) -> Reading:
        revision = self.revision
        return Reading(revision.id, "reader 1", "pack 1", (), tuple(self._statements(revision)))

    def _statements(self, revision: Revision) -> Iterator[Statement]:
        day = START.date() + timedelta(days=(0, 0, 9, 30)[ord(self.article) % 4])
        for by, person, stance, line in self.said:
            start = revision.text.index(line)
            said = a_statement(stance, str(day), by=by, on=CAP, person=person, text=line, article=self.article)
            place = (Span(start, start + len(line)),)
            yield replace(said, revision=revision.id, content=place, seen_at=revision.seen_at)


def line(draw: st.DrawFn, words: str) -> tuple[str, str | None, Stance, str]:
    by, person = draw(st.sampled_from([(MASTERS, None), (MASTERS, BRAM), (MASTERS, CORA), (DOCKERS, None)]))
    return by, person, draw(st.sampled_from([FOR, AGAINST])), words


@st.composite
def worlds(draw: st.DrawFn) -> list[Text]:
    """Up to five articles of up to three revisions; lines come, go, and are given to others."""
    told = []
    for article in "abcde"[: draw(st.integers(1, 5))]:
        for number in range(draw(st.integers(1, 3))):
            words = draw(st.lists(st.sampled_from(LINES), unique=True, max_size=2))
            told.append(Text(article, number, tuple(line(draw, each) for each in words)))
    return told


class Room:
    """A ledger, and who works on it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now = START + timedelta(days=50)

    def arrive(self, text: Text) -> None:
        self.desk.ledger.add_articles([Article(text.article, "s", None, "T", "The Gazette")], seen_at=START)
        self.desk.ledger.add_revisions([text.revision])

    def read(self, text: Text) -> None:
        self.desk.ledger.add_readings([text.reading], read_at=self.now)

    def judge(self) -> None:
        self.now += timedelta(hours=1)
        judge.judge(self.desk, judge.pending(self.desk), now=self.now)

    def judge_killed(self, patch: pytest.MonkeyPatch) -> None:
        """Killed with its conclusions made and none of them stored."""

        def die(*_: object, **__: object) -> int:
            raise KeyboardInterrupt

        with patch.context() as dying:
            dying.setattr(Ledger, "append", die)
            with suppress(KeyboardInterrupt):  # with nothing to judge it has nothing to store
                self.judge()

    def judge_overtaken(self, patch: pytest.MonkeyPatch, meanwhile: Callable[[], None]) -> None:
        """Another process brings something and judges it too, between our look at the evidence and our conclusions."""
        weigh, first = judge.admissions, [True]

        def later(*arguments: object, **more: object) -> object:
            if first.pop() if first else False:
                meanwhile()
                now, self.now = (
                    self.now,
                    self.now - timedelta(hours=1, minutes=30),
                )  # it began before us and ends before us
                self.judge()
                self.now = now
            return weigh(*arguments, **more)

        with patch.context() as racing:
            racing.setattr(judge, "admissions", later)
            self.judge()

    def known(self) -> object:
        found = [
            (f.kind, f.status, f.series, f.before, f.after, f.said_on, f.confidence, f.wording,
             sorted((e.role, e.statement.article, e.statement.text, e.statement.stance) for e in f.evidence))
            for f in self.desk.ledger.held()
        ]  # fmt: skip
        stands = judge.standing(self.desk, self.desk.statements())
        gates = [(a.statement, a.admitted, a.gate, a.reason) for a in self.desk.ledger.admissions()]
        return sorted(found, key=repr), sorted((p.series, p.stance, p.since, p.confidence) for p in stands), gates


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with nothing in it: to make one costs more than to work on it."""
    folder = tmp_path_factory.mktemp("ledgers") / "empty"
    Ledger.open(data=folder).close()
    return folder


@pytest.fixture(scope="module")
def a_room(empty: Path) -> Iterator[Callable[[], Room]]:
    rooms: list[Room] = []

    def make() -> Room:
        folder = empty.with_name(str(len(rooms)))
        shutil.copytree(empty, folder)
        rooms.append(Room(Desk(Settings(data=folder), HARBOURS, Ledger.open(data=folder))))
        return rooms[-1]

    yield make
    for room in rooms:
        room.desk.ledger.close()


def undisturbed(room: Room, texts: list[Text]) -> object:
    for text in sorted(texts, key=lambda t: (t.number, t.article)):
        room.arrive(text)
        room.read(text)
    room.judge()
    return room.known()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=worlds(), seed=st.integers(0, 999))
def test_whatever_arrives_when_and_whoever_is_killed_the_same_is_held_in_the_end(a_room, monkeypatch, texts, seed):
    random = randomness.Random(seed)
    expected = undisturbed(a_room(), texts)
    room, waiting = a_room(), list(texts)
    random.shuffle(waiting)
    unread: list[Text] = []
    while waiting or unread:
        chance = random.random()
        if waiting and chance < 0.4:
            room.arrive(waiting[-1])
            unread.append(waiting.pop())
        elif unread and chance < 0.7:
            room.read(unread.pop(random.randrange(len(unread))))
        elif chance < 0.8:
            room.judge_killed(monkeypatch)
        elif unread and chance < 0.9:
            room.judge_overtaken(monkeypatch, lambda: room.read(unread.pop()))
        else:
            room.judge()
    room.judge()
    assert room.known() == expected


def test_a_paper_that_gives_words_to_another_takes_them_from_the_body_it_named_first(a_room):
    room, day = a_room(), (MASTERS, None, FOR, LINES[0])
    for number, holder in enumerate((MASTERS, DOCKERS)):
        text = Text("a", number, ((holder, *day[1:]),))
        room.arrive(text)
        room.read(text)
        room.judge()
        (position,) = judge.standing(room.desk, room.desk.statements())
        assert position.series.stakeholder == holder
    (refused,) = [a for a in room.desk.ledger.admissions() if not a.admitted]
    assert refused.gate == "overtaken"
    assert room.desk.ledger.held() == []


def test_words_that_a_revision_drops_are_told_as_withdrawn_and_taken_back_when_they_return(a_room):
    """The new text says nothing in that series: nothing made it await judgement, and nothing was told."""
    room, quoted = a_room(), Text("a", 0, ((MASTERS, None, AGAINST, LINES[0]),))
    kinds = []
    for text in (quoted, Text("a", 1, ()), replace(quoted, number=0)):
        revision = replace(text.revision, seen_at=room.now)
        room.desk.ledger.add_articles([Article("a", "s", None, "T", "The Gazette")], seen_at=START)
        room.desk.ledger.add_revisions([revision])
        room.read(text)
        room.judge()
        kinds.append([f.kind for f in room.desk.ledger.held()])
    assert kinds == [[], [Kind.QUOTATION_WITHDRAWN], []]


def test_a_run_whose_evidence_is_overtaken_leaves_no_trace_of_what_it_saw(a_room, monkeypatch):
    """Its conclusions were refused, but it had written by then which statements vote: with the evidence of before."""
    room, copy = a_room(), Text("e", 0, ((MASTERS, BRAM, AGAINST, LINES[0]),))
    for text in (Text("a", 0, ((MASTERS, BRAM, AGAINST, LINES[0]),)), copy):
        room.arrive(text)
    room.read(Text("e", 0, copy.said))
    room.judge_overtaken(monkeypatch, lambda: room.read(Text("a", 0, copy.said)))
    assert judge.pending(room.desk) == []
    assert sorted(a.gate for a in room.desk.ledger.admissions()) == ["", "copy"]
