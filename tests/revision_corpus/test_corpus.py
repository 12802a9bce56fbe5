"""The revision corpus, played: every look at a page whose furniture ticks, against the gold kinds of its change."""

import json
from pathlib import Path

import pytest

from flows.commands.evaluate_revisions import played
from flows.scoring.revisions import score
from tests.revision_corpus import blind
from tests.revision_corpus.build import history

GOLD = Path(__file__).parents[1] / "gold" / "revisions"


@pytest.fixture(scope="module")
def histories():
    return [json.loads(line) for line in (GOLD / "articles.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def told(histories):
    templates = json.loads((GOLD / "templates.json").read_text("utf-8"))
    return score(step for each in histories for step in played(each, templates))


def test_the_corpus_is_as_large_as_asked_and_as_its_script_says(histories):
    assert len(histories) == 40
    assert all(4 <= len(h["versions"]) - 1 <= 8 for h in histories)
    assert {h["furniture"] for h in histories} == set(range(12))
    assert {h["layout"] for h in histories} == {0, 1, 2}
    assert histories == [json.loads(json.dumps(history(n))) for n in range(40)]


def test_no_numeric_quote_or_attribution_change_is_missed(told):
    assert told.missed == ()
    assert told.missed_telling == ()


def test_furniture_makes_no_revision_and_never_enters_the_text(told):
    assert told.false == ()
    assert told.leaks == 0


def test_every_kind_of_change_is_told_from_the_others(told):
    assert {kind: round(f1, 3) for kind, _, _, _, f1 in told.by_kind if f1 < 0.9} == {}


def test_the_histories_written_without_sight_of_the_rules_hold_as_well():
    templates = json.loads((GOLD / "templates.json").read_text("utf-8"))
    histories = [json.loads(line) for line in (GOLD / "blind.jsonl").read_text("utf-8").splitlines()]
    assert histories == [json.loads(json.dumps(each)) for each in blind.histories()]
    assert all(4 <= len(h["versions"]) - 1 <= 8 for h in histories)
    told = score(step for each in histories for step in played(each, templates))
    assert (told.missed, told.missed_telling, told.false, told.leaks) == ((), (), (), 0)
    assert {kind: round(f1, 3) for kind, _, _, _, f1 in told.by_kind if f1 < 0.95} == {}


def test_the_furniture_is_twelve_templates_in_three_layouts_and_each_template_is_used():
    templates = json.loads((GOLD / "templates.json").read_text("utf-8"))
    assert len({each["name"] for each in templates["furniture"]}) == 12
    assert len(set(templates["layouts"])) == 3
