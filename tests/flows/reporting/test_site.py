import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime
from posixpath import dirname, join, normpath

import pytest

from flows.reporting import site
from flows.reporting.templating import version
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId
from storage.domain.when import When
from tests.flows.reporting import pages
from tests.flows.reporting.builders import a_library, a_site
from tests.flows.reporting.evidence import ADMISSIONS, CONCLUSIONS, POSITIONS, REFUSES_CAP, STATEMENTS, a_statement
from tests.flows.reporting.feeds import checked
from tests.flows.reporting.ferries import REGISTRY, a_proposition, a_stakeholder

SITE = a_site()
HTML = {path: pages.parsed(content) for path, content in SITE.items() if path.endswith(".html")}


def fingerprints(library):
    return {page.path: page.fingerprint for page in site.pages(library)}


def grouped(statements):
    series: dict[SeriesId, list] = {}
    for statement in statements:
        series.setdefault(statement.series, []).append(statement)
    return series


def test_there_is_a_page_for_every_stakeholder_and_every_topic():
    assert {f"stakeholders/{i}.html" for i in REGISTRY.stakeholders} <= set(SITE)
    assert {f"propositions/{i}.html" for i in REGISTRY.propositions} <= set(SITE)
    assert {"index.html", "matrix.html", "search.html", "stakeholders/index.html", "propositions/index.html"} <= set(
        SITE
    )


@pytest.mark.parametrize("path", sorted(HTML))
def test_every_link_arrives(path):
    for href in pages.links(HTML[path]):
        if href.startswith("https://news.example/"):
            continue
        file, _, anchor = href.partition("#")
        target = normpath(join(dirname(path), file)) if file else path
        assert target in SITE, href
        assert not anchor or anchor in pages.anchors(HTML[target]), href


@pytest.mark.parametrize("path", sorted(HTML))
def test_ids_are_unique_and_headings_go_down_one_level_at_a_time(path):
    anchors = pages.anchors(HTML[path])
    levels = [int(e.tag[-1]) for e in HTML[path].iter() if re.search(r"}h[1-6]$", str(e.tag))]

    assert len(anchors) == len(set(anchors))
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_a_stakeholder_has_every_dated_statement_newest_first():
    text = pages.words(HTML["stakeholders/island-councils.html"])
    dates = [text.rindex(day) for day in ("5 March 2026 ▼", "3 March 2026 ▼", "12 April 2024 ▲")]

    assert dates == sorted(dates)


def test_a_topic_tells_what_being_for_and_against_means():
    text = pages.words(HTML["propositions/fare-cap.html"])

    assert "▲ support meansIn favour: Fares on lifeline routes should be capped by law." in text
    assert "May 2025: The ministry consults on a cap" in text


def test_a_body_that_ended_and_a_topic_that_is_closed_say_when():
    registry = replace(
        REGISTRY,
        stakeholders={"isles": a_stakeholder("isles", "Isles", active=(When.parse("2017"), When.parse("2018-02")))},
        propositions={"toll": a_proposition("toll", "Toll", "Boats should pay.", closed=When.parse("2025-03-21"))},
    )
    told = {
        p.path: pages.parsed(p.render())
        for p in site.pages(replace(a_library(), registry=registry))
        if p.path.endswith(".html")
    }

    assert "Association, Norrland, from 2017 until Feb 2018." in pages.words(told["stakeholders/isles.html"])
    assert "In question until 21 Mar 2025." in pages.words(told["propositions/toll.html"])


def test_a_statement_that_does_not_count_says_why():
    text = pages.words(HTML["stakeholders/transport-ministry.html"])

    assert "(not counted: hearsay: the speaker is not named)" in text


def test_the_matrix_has_strength_and_age():
    text = pages.words(HTML["matrix.html"])

    assert "▼ opposition, confirmed, 94 % sure, said 3 days ago" in text


def test_search_finds_stakeholders_topics_positions_findings_and_digests():
    text = pages.words(HTML["search.html"])

    for kind in ("Stakeholder", "Topic", "Position", "Finding", "Withdrawn", "Digest"):
        assert f"{kind} " in text


def test_the_index_lists_digests_newest_first():
    older = site.Listed("2026-02-01", "Nothing changed in this period.", None, datetime(2026, 2, 1, tzinfo=UTC), 0, 0)
    library = a_library(digests=(older, *a_library().digests))
    index = next(p for p in site.pages(library) if p.path == "index.html").render()

    assert index.index("2 confirmed changes") < index.index("Nothing changed")


def test_the_index_tells_the_newest_findings_but_none_that_was_withdrawn():
    text = pages.words(HTML["index.html"])

    assert "The Association of Island Councils has moved from supporting to opposing" in text
    assert "No longer held" not in text


def test_a_site_in_which_nothing_is_known_is_whole():
    library = a_library(digests=(), positions=(), conclusions=(), statements={})

    for page in site.pages(library):
        if page.path.endswith(".html"):
            pages.parsed(page.render())


def test_nothing_is_written_again_when_nothing_has_changed():
    before = fingerprints(a_library())

    assert list(site.changed(before, site.pages(a_library()))) == []


def test_the_order_of_what_is_handed_over_changes_nothing():
    backwards = a_library(
        positions=POSITIONS[::-1], conclusions=CONCLUSIONS[::-1], statements=grouped(reversed(STATEMENTS))
    )

    assert fingerprints(backwards) == fingerprints(a_library())


def test_a_new_statement_changes_its_own_two_pages_only():
    again = a_statement(
        "the difference between a job and no job", article="a-night", on="fare-cap", by="passenger-voice"
    )
    after = a_library(statements=grouped([*STATEMENTS, again]))

    written = {page.path for page in site.changed(fingerprints(a_library()), site.pages(after))}
    assert written == {"stakeholders/passenger-voice.html", "propositions/fare-cap.html"}


def test_a_position_that_changes_reaches_the_matrix_and_the_search():
    moved = (replace(POSITIONS[0], stance=Stance.LEANS_AGAINST), *POSITIONS[1:])
    written = {page.path for page in site.changed(fingerprints(a_library()), site.pages(a_library(positions=moved)))}

    assert written == {
        "stakeholders/island-councils.html", "propositions/fare-cap.html", "matrix.html", "search.html",
    }  # fmt: skip


def test_a_day_that_passes_changes_only_what_shows_ages():
    tomorrow = a_library(until=datetime(2026, 3, 9, tzinfo=UTC))

    assert {p.path for p in site.changed(fingerprints(a_library()), site.pages(tomorrow))} == {"matrix.html"}


def test_a_refused_statement_changes_the_pages_that_show_it():
    refused = ADMISSIONS | {REFUSES_CAP.id: replace(ADMISSIONS[REFUSES_CAP.id], admitted=False, reason="copy")}
    written = {p.path for p in site.changed(fingerprints(a_library()), site.pages(a_library(admissions=refused)))}

    assert {"stakeholders/island-councils.html", "propositions/fare-cap.html"} <= written


def test_pages_with_the_same_fingerprint_have_the_same_content_and_others_do_not():
    one = {p.path: p for p in site.pages(a_library())}
    other = {p.path: p for p in site.pages(a_library(until=datetime(2026, 5, 9, tzinfo=UTC), positions=POSITIONS[1:]))}

    for path in one.keys() & other.keys():
        same = one[path].fingerprint == other[path].fingerprint
        assert same == (one[path].render() == other[path].render()), path


def test_the_version_of_the_words_is_part_of_every_fingerprint():
    assert len(version()) == 16


def test_a_speaker_known_by_name_only_has_a_page_of_their_own():
    person = replace(REFUSES_CAP, speaker=replace(REFUSES_CAP.speaker, name="Tolla Reed", stakeholder=None))
    paths = {p.path: p for p in site.pages(a_library(statements=grouped([*STATEMENTS, person])))}
    own = [path for path in paths if path.startswith("stakeholders/x-")]

    assert len(own) == 1
    assert "Known by name only" in paths[own[0]].render()


def test_statements_are_asked_for_one_series_at_a_time():
    class Asked(dict):
        log: list = []  # noqa: RUF012 - one per test

        def get(self, series, default=()):
            self.log.append(series)
            return super().get(series, default)

    asked = Asked(grouped(STATEMENTS))
    stream = site.pages(a_library(statements=asked, conclusions=()))
    while next(stream).path != "stakeholders/harbour-union.html":
        pass

    assert {s.stakeholder for s in asked.log} <= {"blue-line", "coast-inspectorate", "ferry-operators", "harbour-union"}


def test_positions_and_findings_are_found_by_the_short_name_of_their_body():
    entries = [e for e in HTML["search.html"].iter() if e.get("data-also")]
    told = {"".join(e.itertext()).split()[0] for e in entries if e.get("data-also") == "AIC"}

    assert told == {"Position", "Finding"}


def test_the_matrix_says_what_a_dashed_frame_means():
    assert "dashed frame: provisional" in SITE["matrix.html"]


def many_statements():
    """Sixty on one topic, over five years, and one whose date nobody knows."""
    dated = [
        replace(REFUSES_CAP, article=f"a-{n}", said_on=When.parse(f"{2020 + n // 12}-{n % 12 + 1:02}-01"))
        for n in range(60)
    ]
    return [replace(REFUSES_CAP, article="a-undated", said_on=None), *dated]


def test_a_long_series_shows_its_newest_words_and_folds_the_rest_by_year():
    library = a_library(statements=grouped(many_statements()), conclusions=(), positions=())
    page = next(p for p in site.pages(library) if p.path == "stakeholders/island-councils.html").render()
    tree = pages.parsed(page)
    folds = ["".join(e.itertext()) for e in tree.iter(f"{pages.HTML}summary") if "Earlier" in "".join(e.itertext())]

    assert page.index(">1 December 2024<") < page.index(">1 October 2024<") < page.index("Earlier, 2024")
    assert folds == [
        "Earlier, 2024: 9 statements", *(f"Earlier, {year}: 12 statements" for year in (2023, 2022, 2021, 2020)),
        "Earlier, undated: 1 statement",
    ]  # fmt: skip
    assert page.count('<p class="head">') == 61


def test_what_the_pack_no_longer_has_is_said_to_be_no_longer_followed():
    made = {
        p.path: p.render() for p in site.unfollowed(a_library(), ["feeds/proposition-x.atom", "stakeholders/x.html"])
    }

    assert "No longer followed" in pages.words(pages.parsed(made["stakeholders/x.html"]))
    assert "../index.html" in pages.links(pages.parsed(made["stakeholders/x.html"]))
    checked(made["feeds/proposition-x.atom"])
    assert "<entry>" not in made["feeds/proposition-x.atom"]
