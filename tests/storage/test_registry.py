"""The pack of this house, and packs in general: loaded whole, or not at all."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from storage.domain.article import ArticleKind
from storage.domain.errors import PackError
from storage.domain.sector import Certainty
from storage.domain.source import SourceKind
from storage.domain.when import Precision, When
from storage.registry import load_pack
from tests.storage.pack.editing import HARBOURS, a_pack_with

SEEDS = Path(__file__).parents[2] / "seeds"
HOUSE = load_pack(SEEDS)
# The seed documents came to us as they are, with their no-break spaces and misprints; an editor that "repairs"
# one of them moves every offset behind it.
UNTOUCHED = {
    "000_ace1b5d23f8e95a8": "3dd326c5c38ad17b4bd0ce21e9f2366cb5c2503dd9d0112a8dbc0af217f98123",
    "001_abda7861043b0e01": "33ef7def145a8e20d4e7ec7d432359e3cf233daefb40ed43a81479d5c68003d3",
    "002_c41852e2ab669b26": "6108309d5b6f9fa290a9428631b9616c7245ab7708b0681f3f22357553d795bb",
    "003_f2f8149fdcfff06f": "2955d1ec2fbbc14822182e1bf10bf36e2b2cc0f1269a08c48c8915614d26cee9",
    "004_f20145e7ace61d70": "46b5e55b3e0456c16b0a0f02bcbf976f6f328f12b7ffc016eb48a958b754c132",
}


def test_the_house_pack_is_complete():
    assert len(HOUSE.propositions) == 48
    assert len(HOUSE.stakeholders) >= 69
    assert len(HOUSE.sources) == 40
    assert set(HOUSE.articles) == set(UNTOUCHED)
    assert HOUSE.nation == "england"


@pytest.mark.parametrize("name", UNTOUCHED)
def test_a_seed_document_is_untouched(name):
    raw = (SEEDS / "articles" / HOUSE.articles[name].file).read_bytes()

    assert hashlib.sha256(raw).hexdigest() == UNTOUCHED[name]


def test_the_pack_loads_in_well_under_a_second():
    started = time.perf_counter()
    load_pack(SEEDS)

    assert time.perf_counter() - started < 0.8  # 0.05 s on an idle core


@pytest.mark.parametrize("proposition", HOUSE.propositions.values(), ids=lambda p: p.id)
def test_every_proposition_can_be_found_and_signed(proposition):
    """A proposition without names for what it would end cannot tell "defends X" from "wants the ban"."""
    assert proposition.measure_terms
    assert proposition.restricted_terms or proposition.topic_terms
    assert proposition.near_misses
    assert {example.stance.sign for example in proposition.examples if example.stance is not None} >= {1, -1}
    assert any(example.stance is None for example in proposition.examples)


@pytest.mark.parametrize(
    ("name", "precision", "text"),
    [
        ("000_ace1b5d23f8e95a8", Precision.DAY, "2024-12-12"),
        ("001_abda7861043b0e01", Precision.YEAR, "2024"),
        ("002_c41852e2ab669b26", Precision.RANGE, "2023-01-01/2023-01-14"),
        ("004_f20145e7ace61d70", Precision.RANGE, "2021-08-14/2021-08-20"),
    ],
)
def test_a_seed_article_is_dated_no_more_exactly_than_is_known(name, precision, text):
    published = HOUSE.articles[name].published

    assert published is not None
    assert (published.when.precision, str(published.when)) == (precision, text)
    assert len(published.basis) > 20


def test_the_blog_has_no_date_and_so_no_place_in_time():
    blog = HOUSE.articles["003_f2f8149fdcfff06f"]

    assert blog.published is None
    assert blog.said is None
    assert blog.author == "maggie-atkinson"
    assert blog.kind is ArticleKind.BLOG


def test_an_interview_is_dated_by_its_occasion_when_that_is_known():
    said = HOUSE.articles["000_ace1b5d23f8e95a8"].said

    assert said is not None
    assert said.when.last < HOUSE.articles["000_ace1b5d23f8e95a8"].published.when.first


@pytest.mark.parametrize(
    ("person", "day", "offices"),
    [
        (
            "Steve Crocker",
            "2021-08-18",
            {("adcs", "Vice-president"), ("hampshire-council", "Director of children's services")},
        ),
        (
            "Steve Crocker",
            "2023-01-10",
            {("adcs", "President"), ("hampshire-council", "Director of children's services")},
        ),
        ("John Pearce", "2023-09", {("adcs", "President")}),
        ("Andy Smith", "2024-11", {("adcs", "President"), ("derby-council", "Strategic director of people")}),
        ("Yvette Stanley", "2021-08-18", {("ofsted", "National director for social care")}),
        ("Isabelle Trowler", "2024", {("chief-social-worker", "Chief Social Worker for Children and Families")}),
        ("Josh MacAlister", "2021-08", {("care-review", "Lead")}),
        (
            "Josh MacAlister",
            "2025-10",
            {("dfe", "Children's minister"), ("josh-macalister", "Labour MP, Whitehaven and Workington")},
        ),
        ("Bridget Phillipson", "2024-12-12", {("dfe", "Education Secretary")}),
        ("Janet Daby", "2024-11-28", {("dfe", "Children's minister")}),
        ("Maggie Atkinson", "2012", {("childrens-commissioner", "Children's Commissioner")}),
        ("Maggie Atkinson", "2016", set()),
    ],
)
def test_who_speaks_in_the_seed_articles_is_known_by_the_office_of_that_day(person, day, offices):
    moment = When.parse(day)

    assert {(o.organisation, o.role) for o in HOUSE.offices_of(person) if o.held_on(moment)} == offices


def test_a_change_of_government_is_known():
    terms = HOUSE.stakeholders["uk-government"].administrations

    assert [term.party for term in terms] == ["Labour", "Conservative-Liberal Democrat", "Conservative", "Labour"]
    assert {t.party for t in terms if t.governed_on(When.parse("2023-10-25"))} == {"Conservative"}
    assert {t.party for t in terms if t.governed_on(When.parse("2024-12-12"))} == {"Labour"}


def test_low_certainty_is_kept():
    """What nobody has verified stays marked as such: no name is resolved on it alone."""
    assert any(office.certainty is Certainty.LOW for office in HOUSE.offices)
    assert {office.certainty for office in HOUSE.offices_of("Ann Graham")} == {Certainty.MEDIUM, Certainty.LOW}


def test_feeds_are_polled_and_pages_only_listed():
    assert HOUSE.sources["adcs"].owner == "adcs"
    assert HOUSE.sources["cha"].kind is SourceKind.PAGE
    assert HOUSE.sources["seeds"].kind is SourceKind.SEEDS
    assert all(source.seen for source in HOUSE.sources.values() if source.kind is SourceKind.FEED)


def test_another_folder_is_another_sector():
    harbours = load_pack(HARBOURS)

    assert harbours.name == "Harbours in Vessland"
    assert set(harbours.propositions) == {"night-landing-ban", "dredging-levy", "pilot-hours"}
    assert harbours.sources["quay-gazette"].expected_per_week == (2, 20)
    assert harbours.stakeholders["harbour-ministry"].rule_for("MoH").after_full_name
    assert harbours.digest != HOUSE.digest


def test_the_digest_changes_with_what_a_reader_can_know_and_with_nothing_else(tmp_path):
    digest = load_pack(HARBOURS).digest

    new_term = a_pack_with(tmp_path / "a", "topics.yaml", "dredging levy, ", "dredging levy, dredging toll, ")
    new_name = a_pack_with(tmp_path / "b", "stakeholders.yaml", "[Pilots' Guild]", "[Pilots' Guild, GoP]")
    new_feed = a_pack_with(tmp_path / "c", "sources.yaml", "feed.xml", "atom.xml")
    comment = a_pack_with(tmp_path / "d", "topics.yaml", "sector:", "# a comment\nsector:")

    assert load_pack(new_term).digest != digest
    assert load_pack(new_name).digest != digest
    assert load_pack(new_feed).digest == digest
    assert load_pack(comment).digest == digest


def test_a_folder_that_is_no_pack_is_one_plain_sentence(tmp_path):
    with pytest.raises(PackError, match=r"There is no pack in .*nowhere"):
        load_pack(tmp_path / "nowhere")
    with pytest.raises(PackError, match=r"topics\.yaml: cannot be read"):
        load_pack(tmp_path)


@pytest.mark.parametrize(
    ("nation", "other", "meets"),
    [
        ("england", "england", True),
        ("england", "uk", True),
        ("uk", "england", True),
        ("wales", "england", False),
        (None, "england", True),
        ("england", None, True),
    ],
)
def test_a_part_meets_the_whole_and_one_part_is_not_another(nation, other, meets):
    assert HOUSE.meet(nation, other) is meets


def test_the_words_that_name_a_nation_come_from_the_pack():
    assert HOUSE.nations_named("What Welsh ministers did is not what Whitehall will do.") == ("wales",)
    assert HOUSE.nations_named("Across Britain, councils agree.") == ()
    assert HOUSE.nations_named("It walesed on.") == ()
    assert load_pack(HARBOURS).nations_named("In Norland they dredge.") == ("norland",)
