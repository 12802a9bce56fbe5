"""Names that point nowhere, names used twice, and records that contradict each other."""

from __future__ import annotations

import pytest

from storage.registry import check_pack, load_pack
from tests.storage.pack.editing import a_pack, a_pack_with, line_of

MASTERS = "- {person: Tessa Molinar, role: President, since: 2029-04, until: 2031-03, certainty: high}"
GUILD = "  aliases: [Pilots' Guild]"
CONTRADICTIONS = [
    ("topics.yaml", "- id: pilot-hours", "- id: dredging-levy", "used twice"),
    ("topics.yaml", "[dredging levy, tonnage levy,", "[dredging, tonnage levy,", "listed in measure_terms too"),
    ("topics.yaml", "[dredging levy, tonnage levy,", "[Free  Dredging, tonnage levy,", "listed in measure_terms too"),
    ("topics.yaml", "{stance: none, text: A pilot", "{stance: mixed, text: A pilot", "has no near miss"),
    (
        "topics.yaml",
        "{stance: oppose, text: The ports",
        "{stance: mixed, text: The ports",
        "example of the pole 'oppose'",
    ),
    (
        "topics.yaml",
        "  closed: null\n  proposition: Boats",
        "  closed: 2029\n  proposition: Boats",
        "`closed` 2029 is before",
    ),
    ("topics.yaml", "  nation: null", "  nation: norlan", "names norlan, which is no nation of this pack"),
    ("topics.yaml", "{id: norland, within", "{id: vessland, within", "listed twice"),
    (
        "stakeholders.yaml",
        "  kind: union\n  nation: vessland",
        "  kind: union\n  nation: vesland",
        "no nation of this pack",
    ),
    ("stakeholders.yaml", "- id: pilots-guild", "- id: harbour-masters", "used twice"),
    ("stakeholders.yaml", "parent: vessland-government", "parent: vesland-government", "no stakeholder of this pack"),
    ("stakeholders.yaml", "parent: vessland-government", "parent: harbour-ministry", "is its own parent in a circle"),
    ("stakeholders.yaml", "parent: vessland-government", "successor: nobody", "successor names nobody"),
    ("stakeholders.yaml", "since: 2029-04, until: 2031-03", "since: 2029-04, until: 2028-03", "is before 2029-04"),
    (
        "stakeholders.yaml",
        "since: 2029-04, until: 2031-03",
        "since: 2029-04, until: 2033-03",
        "President at the same time",
    ),
    (
        "stakeholders.yaml",
        "since: 2029-04, until: 2031-03",
        "since: 2029-04, until: null",
        "President at the same time",
    ),
    ("stakeholders.yaml", "certainty: high, joint: true}", "certainty: high}", "Spokesperson at the same time"),
    (
        "stakeholders.yaml",
        "since: 2030-06-11, until: null",
        "since: 2029-06-11, until: null",
        "begins before that of Heron",
    ),
    ("stakeholders.yaml", GUILD, "  aliases: [AHM]", "is also one of harbour-masters"),
    ("stakeholders.yaml", GUILD, "  aliases: [the AHM]", "is also one of harbour-masters"),
    ("stakeholders.yaml", GUILD, "  aliases: [Ministry of Harbours]", "is also one of harbour-ministry"),
    ("stakeholders.yaml", "  name: Guild of Pilots", "  name: AHM", "is also one of harbour-masters"),
    ("stakeholders.yaml", GUILD, "  aliases: [PG, PG]", "listed twice"),
    ("stakeholders.yaml", "{alias: MoH, after", "{alias: MOH, after", "has no alias 'MOH'"),
    ("stakeholders.yaml", "{alias: MoH, after_full_name: true, ", "{alias: MoH, ", "has no condition"),
    ("sources.yaml", "- id: masters-news", "- id: quay-gazette", "used twice"),
    ("sources.yaml", "owner: harbour-masters", "owner: harbor-masters", "no stakeholder of this pack"),
    ("sources.yaml", "https://masters.example/news", "https://gazette.example/feed.xml", "the same address as"),
    ("sources.yaml", "  url: https://masters.example/news", "  url: null", "a page without an address"),
    ("sources.yaml", "{least: 2, most: 20}", "{least: 20, most: 2}", "most is below least"),
    (
        "sources.yaml",
        "name: Seed set, kind: seeds, url: null",
        "name: F, kind: folder, url: null",
        "one source of kind seeds",
    ),
    ("articles.yaml", "- id: curfew-speech", "- id: curfew-interview", "used twice"),
    ("articles.yaml", "file: curfew-speech.txt", "file: curfew-interview.txt", "uses the same file as"),
    (
        "articles.yaml",
        "file: curfew-speech.txt",
        "file: curfew-spech.txt",
        "there is no file articles/curfew-spech.txt",
    ),
    ("articles.yaml", "file: curfew-speech.txt", "file: ../topics.yaml", "is outside articles/"),
    ("articles.yaml", "  kind: news", "  kind: news\n  author: harbor-masters", "author names harbor-masters"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), CONTRADICTIONS)
def test_a_contradiction_is_reported_once_with_a_fix(tmp_path, file, old, new, message):
    pack = a_pack_with(tmp_path, file, old, new)

    (problem,) = check_pack(pack).problems

    assert message in problem.message
    assert problem.file == str(pack / file)
    assert problem.line > 0
    assert problem.fix


def test_a_wrong_reference_names_the_nearest_right_one(tmp_path):
    pack = a_pack_with(tmp_path, "sources.yaml", "owner: harbour-masters", "owner: harbor-masters")

    (problem,) = check_pack(pack).problems

    assert problem.fix == "write harbour-masters"
    assert problem.line == line_of(pack, "sources.yaml", "harbor-masters")


def test_two_may_hold_an_office_in_the_month_of_handing_over(tmp_path):
    pack = a_pack_with(
        tmp_path, "stakeholders.yaml", "since: 2029-04, until: 2031-03", "since: 2029-04, until: 2031-04"
    )

    assert check_pack(pack).problems == ()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("nation: vessland", "nation: norland"),
        ("until: 2029", "since: 2030"),
        ("after_full_name: true", "after_full_name: true"),
        ("near: [masters]", "near: [pilots, ships]"),
    ],
)
def test_an_alias_of_two_bodies_is_allowed_when_each_says_when_it_means_which(tmp_path, mine, theirs):
    pack = a_pack_with(
        tmp_path,
        "stakeholders.yaml",
        GUILD,
        f"  aliases: [AHM]\n  disambiguation: [{{alias: AHM, {theirs}, why: test}}]",
    )
    path = pack / "stakeholders.yaml"
    text = path.read_text(encoding="utf-8")
    assert len(check_pack(pack).problems) == 1

    path.write_text(
        text.replace(
            "  aliases: [AHM]\n", f"  aliases: [AHM]\n  disambiguation: [{{alias: AHM, {mine}, why: test}}]\n", 1
        ),
        encoding="utf-8",
    )

    assert check_pack(pack).problems == ()


def test_a_pack_may_go_without_articles_and_sources(tmp_path):
    pack = a_pack(tmp_path)
    (pack / "articles.yaml").unlink()
    (pack / "sources.yaml").unlink()

    assert check_pack(pack).problems == ()


def test_one_sentence_with_its_terms_is_a_pack(tmp_path):
    (tmp_path / "topics.yaml").write_text(
        "sector: {name: Ponds}\n"
        "propositions:\n"
        "- id: duck-tax\n"
        "  proposition: Ducks should be taxed.\n"
        "  supports_means: Wants the tax.\n"
        "  opposes_means: Rejects the tax.\n"
        "  measure_terms: [duck tax]\n"
    )

    found = check_pack(tmp_path)
    registry = load_pack(tmp_path)

    assert found.problems == ()
    assert any("no stakeholders" in remark.message for remark in found.remarks)
    assert any("duck-tax has no examples" in remark.message for remark in found.remarks)
    assert registry.propositions["duck-tax"].version == 1
    assert registry.propositions["duck-tax"].label == "Ducks should be taxed."


def test_a_misspelt_file_is_a_problem_and_not_passed_over(tmp_path):
    pack = a_pack(tmp_path)
    (pack / "stakeholders.yaml").rename(pack / "stakeholder.yaml")
    (pack / "sources.yaml").unlink()
    (pack / "articles.yaml").unlink()

    (problem,) = check_pack(pack).problems

    assert problem.fix == "rename it to stakeholders.yaml"


def test_a_remark_is_never_a_problem(tmp_path):
    pack = a_pack_with(tmp_path, "topics.yaml", "  restricted_terms: [free dredging, dredging paid from taxes]\n", "")

    found = check_pack(pack)

    assert found.problems == ()
    assert any("dredging-levy has no restricted_terms" in remark.message for remark in found.remarks)
