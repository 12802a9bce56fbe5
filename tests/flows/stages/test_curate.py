"""Corrections on a real ledger: they outlive a reread, move series, are told in the digest, and change no past one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from flows.commands.exporting import position_row, positions
from flows.desk import Desk
from flows.reporting.json import schema
from flows.settings import read_settings
from flows.stages import judge, publish
from flows.stages.curate import decide, kind_of, undo
from storage.doctor import examine
from storage.domain.errors import InputError
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId, Statement
from storage.ledger import Ledger
from tests.builders import a_proposition, a_registry, a_stakeholder
from tests.storage.builders import a_reading, a_revision, a_statement, an_article, hour

GUILD, MINISTRY = SeriesId("guild", "ban"), SeriesId("ministry", "ban")
REGISTRY = a_registry(
    [a_stakeholder("guild", name="Guild"), a_stakeholder("ministry", name="Ministry")], [a_proposition("ban")]
)
WORDS = {
    "a1": ("2024-02-10", Stance.SUPPORTS, "Night dredging has to stop before the spring tides."),
    "a2": ("2024-04-10", Stance.SUPPORTS, "A ban would let every mooring rest for a season."),
    "a3": ("2026-01-10", Stance.OPPOSES, "Nobody in the harbour gains from such a rule any more."),
    "a4": ("2026-02-10", Stance.OPPOSES, "We cannot work with it and shall say so in the hearing."),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Ledger.open(data=tmp_path) as ledger:
        made = Desk(read_settings(data=tmp_path, offline=True), REGISTRY, ledger)
        ledger.add_articles(
            [an_article(name, title=f"On dredging, {name}", published=day) for name, (day, _, _) in WORDS.items()],
            seen_at=hour(0),
        )
        ledger.add_revisions([revision(name) for name in WORDS])
        ledger.add_readings([a_reading(revision(name), said(name)) for name in WORDS], read_at=hour(0))
        look(made, at=1)
        yield made


def revision(name: str):
    return a_revision(name, text=WORDS[name][2], seen_at=hour(0))


def said(name: str, *, stance: Stance | None = None, by: str = "guild") -> Statement:
    day, read, text = WORDS[name]
    statement = a_statement(revision(name), by=by, stance=read if stance is None else stance, said_on=day)
    return replace(statement, content=(Span(0, len(text)),), text=text)


def look(desk: Desk, *, at: int) -> list[SeriesId]:
    waiting = judge.pending(desk)
    judge.judge(desk, waiting, now=hour(at))
    return waiting


def digest(desk: Desk, **scope) -> dict[str, str]:
    """The newest digest, or that of `scope`, in each format."""
    published = publish.publish(desk, publish.Scope(until=hour(scope.pop("until")), **scope), now=hour(99))
    path = desk.settings.data / published.path
    return {kind: path.with_suffix(kind).read_text(encoding="utf-8") for kind in (".html", ".md", ".json")}


def correct(desk: Desk, name: str, kind: str, *, at: int, note: str = "it is about tugs") -> Statement:
    return decide(desk, said(name).id, kind, note=note, now=hour(at))


def test_a_correction_is_read_back_with_the_statement_and_makes_its_series_wait(desk: Desk):
    assert desk.ledger.pending() == {}

    correct(desk, "a3", "not-about", at=2)

    (kept,) = desk.ledger.corrections()
    assert (kept.statement, kept.action, kept.note, kept.at) == (
        said("a3").id, "not-about", "it is about tugs", hour(2),
    )  # fmt: skip
    assert kept.said == said("a3")
    assert look(desk, at=3) == [GUILD]
    assert look(desk, at=4) == []
    assert examine(desk.ledger) == []


def test_it_holds_when_the_words_are_read_again_with_another_stance(desk: Desk):
    correct(desk, "a3", "stance:mixed", at=2)
    again = said("a3", stance=Stance.LEANS_AGAINST)
    desk.ledger.add_readings([a_reading(revision("a3"), again, reader="reader 2")], read_at=hour(3))
    look(desk, at=4)

    (statement,) = (s for s in desk.statements([GUILD]) if s.article == "a3")
    assert statement.id == again.id != said("a3").id
    assert statement.stance is Stance.UNCOMMITTED
    assert statement.corrected == "mixed, not qualified oppose: it is about tugs"
    # The id under which it was corrected still names the words.
    undo(desk, said("a3").id, note="wrong page", now=hour(5))
    (statement,) = (s for s in desk.statements([GUILD]) if s.article == "a3")
    assert statement == again
    assert examine(desk.ledger) == []


def test_a_shift_that_rests_on_words_about_something_else_is_retracted_in_the_curators_name(desk: Desk):
    (shift,) = desk.ledger.held()
    for name in ("a3", "a4"):
        correct(desk, name, "not-about", at=2)
    look(desk, at=3)

    assert desk.ledger.held() == []
    retraction = desk.ledger.conclusions()[-1]
    assert retraction.finding.id == shift.id
    assert "a curator on statement" in retraction.reason
    assert "not about this proposition: it is about tugs" in retraction.reason
    pages = digest(desk, since=hour(1), until=4)
    for page in pages.values():
        assert "a curator: not about this proposition: it is about tugs" in page
    rows = {row["article"]: row for row in positions(desk, None)}
    assert (rows["a3"]["admitted"], rows["a3"]["corrected"]) == (False, "not about this proposition: it is about tugs")
    assert (rows["a1"]["admitted"], rows["a1"]["corrected"]) == (True, None)


def test_the_digest_tells_a_corrected_statement_as_corrected_and_no_other(desk: Desk):
    correct(desk, "a4", "stance:qualified_oppose", at=2, note="see the last sentence <b>")
    look(desk, at=3)
    pages = digest(desk, since=hour(1), until=4)

    assert pages[".md"].count("Corrected by a curator: qualified oppose, not oppose: see the last sentence") >= 1
    assert "Corrected by a curator: qualified oppose, not oppose: see the last sentence &lt;b&gt;." in pages[".html"]
    told = json.loads(pages[".json"])
    jsonschema.validate(told, schema())
    sections = ("shifts", "observations", "unconfirmed", "corrections")
    evidence = {e["article"]: e for section in sections for f in told[section] for e in f["evidence"]}
    assert evidence["a4"]["corrected"] == "qualified oppose, not oppose: see the last sentence <b>"
    assert "corrected" not in evidence["a1"]
    site = (desk.settings.digests).rglob("*.html")
    assert any("corrected by a curator: qualified oppose" in page.read_text(encoding="utf-8") for page in site)


def test_a_past_digest_does_not_know_of_a_later_correction(desk: Desk):
    before = digest(desk, until=1, as_of=hour(1))
    correct(desk, "a3", "not-about", at=2)
    correct(desk, "a4", "holder:ministry", at=2)
    look(desk, at=3)

    assert digest(desk, until=1, as_of=hour(1)) == before
    assert [s.corrected for s in desk.statements(as_of=hour(1))] == [None] * 4
    assert sum(s.corrected is not None for s in desk.statements(as_of=hour(2))) == 2


def test_another_holder_is_judged_in_the_other_series_and_leaves_the_first(desk: Desk):
    for name in ("a3", "a4"):
        correct(desk, name, "holder:ministry", at=2, note="the minister speaks")

    assert look(desk, at=3) == [GUILD, MINISTRY]
    assert {s.article for s in desk.statements([MINISTRY])} == {"a3", "a4"}
    assert {s.article for s in desk.statements([GUILD])} == {"a1", "a2"}
    assert "said by Ministry, not by Guild: the minister speaks" in desk.ledger.conclusions()[-1].reason
    stances = {p.series.stakeholder: p.stance.sign for p in judge.standing(desk, desk.statements())}
    assert stances == {"guild": 1, "ministry": -1}
    assert examine(desk.ledger) == []


def test_words_read_again_are_judged_where_a_curator_put_them(desk: Desk):
    for name in ("a3", "a4"):
        correct(desk, name, "holder:ministry", at=2)
    look(desk, at=3)
    again = said("a3", stance=Stance.LEANS_AGAINST)
    desk.ledger.add_readings([a_reading(revision("a3"), again, reader="reader 2")], read_at=hour(4))

    assert look(desk, at=5) == [GUILD, MINISTRY]
    assert Stance.LEANS_AGAINST in {s.stance for s in desk.statements([MINISTRY])}
    assert look(desk, at=6) == []


def test_what_is_undone_brings_the_finding_back(desk: Desk):
    (shift,) = desk.ledger.held()
    for name in ("a3", "a4"):
        correct(desk, name, "holder:ministry", at=2)
    look(desk, at=3)
    for name in ("a3", "a4"):
        undo(desk, said(name).id, note="taken back", now=hour(4))

    assert look(desk, at=5) == [GUILD, MINISTRY]
    assert [f.id for f in desk.ledger.held()] == [shift.id]
    assert list(desk.statements([MINISTRY])) == []


@pytest.mark.parametrize(
    ("kind", "note", "says"),
    [
        ("stance:keen", "why", "not a stance: 'keen'"),
        ("holder:nobody", "why", "the pack has no stakeholder 'nobody'"),
        ("not-about", "  ", "say why"),
        ("undo", "why", "no correction of statement"),
    ],
)
def test_what_cannot_be_a_correction_is_refused_and_not_stored(desk: Desk, kind: str, note: str, says: str):
    with pytest.raises(InputError, match=says):
        correct(desk, "a3", kind, at=2, note=note)
    assert desk.ledger.corrections() == []


def test_a_statement_that_nobody_read_cannot_be_corrected(desk: Desk):
    with pytest.raises(InputError, match="no statement has the id 'absent'"):
        decide(desk, "absent", "not-about", note="why", now=hour(2))


def test_one_thing_is_corrected_at_a_time():
    assert kind_of(not_about=True, stance=None, holder=None) == "not-about"
    for asked in ({"not_about": False, "stance": None}, {"not_about": True, "stance": "oppose"}):
        with pytest.raises(InputError, match="one thing at a time"):
            kind_of(**asked, holder=None)


def test_an_export_without_corrections_says_so_in_every_row(desk: Desk):
    assert position_row(said("a1"), an_article("a1"), None)["corrected"] is None
