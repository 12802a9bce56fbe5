"""The five seed documents, read end to end with the pack they come with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.commands.evaluate_positions import as_row, load_gold
from flows.readers import build_reader
from flows.reading.reading import read
from flows.scoring.positions import score
from storage.domain.article import Article, Look, Revision
from storage.domain.attribution import Directness, Modality
from storage.domain.stance import Stance
from storage.registry import load_pack

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def registry():
    return load_pack(ROOT / "seeds")


@pytest.fixture(scope="module")
def texts(registry):
    folder = ROOT / "seeds" / "articles"
    return {s.id[:3]: (s, (folder / s.file).read_bytes().decode()) for s in registry.articles.values()}


@pytest.fixture(scope="module")
def readings(registry, texts):
    def one(seed, text):
        article = Article(
            seed.id,
            "seeds",
            seed.url,
            seed.title,
            seed.outlet,
            seed.kind,
            seed.published,
            seed.said,
            author=seed.author,
        )
        revision = Revision(seed.id, text, datetime(2026, 1, 1, tzinfo=UTC), Look.SEED, "plain")
        return read(revision, article=article, registry=registry, reader=build_reader())

    return {number: one(seed, text) for number, (seed, text) in texts.items()}


def statements(readings, number, *, by, on):
    return [s for s in readings[number].statements if s.speaker.stakeholder == by and s.proposition == on]


def test_every_statement_is_verbatim_at_its_offsets(readings, texts):
    for number, reading in readings.items():
        text = texts[number][1]
        for statement in reading.statements:
            assert text[statement.span.start : statement.span.end] == statement.text


@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_the_directors_want_agency_project_teams_banned_in_2023_2024_and_december_2024(readings, number):
    found = statements(readings, number, by="adcs", on="agency-project-teams-ban")

    assert found
    assert all(s.stance > 0 for s in found)


def test_the_written_response_and_the_vice_president_differ_on_a_caseload_cap(readings):
    found = statements(readings, "004", by="adcs", on="caseload-cap")

    written = [s for s in found if "could be capped" in s.text]
    spoken = [s for s in found if s.text.startswith("You can’t say there needs to be a maximum caseload")]
    assert [s.stance.sign for s in written] == [1]
    assert written[0].directness in (Directness.NARRATED, Directness.PARAPHRASED)
    assert written[0].speaker.person is None
    assert [s.stance.sign for s in spoken] == [-1]
    assert spoken[0].directness is Directness.QUOTED
    assert spoken[0].speaker.person == "Steve Crocker"


def test_the_department_proposed_a_ban_and_then_permitted_teams_under_conditions(readings):
    found = statements(readings, "001", by="dfe", on="agency-project-teams-ban")

    proposed = [s for s in found if s.modality is Modality.RECALLED and s.stance > 0]
    permitted = [s for s in found if "will be permitted" in s.text]
    turned = [s for s in found if s.reported_reversal]
    assert proposed
    assert [s.stance for s in permitted] == [Stance.LEANS_AGAINST]
    assert turned
    assert all(s.stance < 0 for s in turned)


def test_opposing_somebody_elses_reversal_is_not_a_reversal_of_ones_own(readings):
    for number in readings:
        for statement in statements(readings, number, by="adcs", on="agency-project-teams-ban"):
            assert not statement.reported_reversal


def test_the_remark_after_the_paragraph_on_the_minister_belongs_to_the_interviewee(readings, texts):
    holders = {
        s.speaker.stakeholder
        for s in readings["000"].statements
        if "alternative qualification" in s.text or "alternative workers" in s.text
    }

    assert holders == {"adcs"}


def test_an_undated_article_gives_no_statement_a_date(readings):
    assert readings["003"].statements
    assert all(s.said_on is None for s in readings["003"].statements)


def test_agency_leaders_reject_that_agencies_put_profit_first(readings):
    found = statements(readings, "002", by="agency-leaders", on="agency-profiteering")

    assert [s.stance.sign for s in found] == [-1]


def test_own_practice_goes_to_the_employer(readings):
    found = [s for s in readings["004"].statements if s.text.startswith("In Hampshire, we")]

    assert {s.speaker.stakeholder for s in found} == {"hampshire-council"}


def test_positions_reach_the_bar_with_no_false_attribution(readings, texts):
    gold = load_gold(ROOT / "tests" / "gold")
    rows = [as_row(texts[n][0].file, s) for n, reading in readings.items() for s in reading.statements]

    scores = score(gold, rows)

    assert scores.false_attributions == 0
    assert scores.aggregated.f1 >= 0.80
    assert scores.sign_accuracy is not None
    assert scores.sign_accuracy >= 0.92
