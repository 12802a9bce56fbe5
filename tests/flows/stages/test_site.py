"""The site on the disk: written where it changed, and plain about what is no longer there."""

from dataclasses import replace
from datetime import timedelta

from flows.judging import series_of
from flows.stages.curate import decide
from flows.stages.evidence import Evidence
from flows.stages.publish import Scope, publish
from flows.stages.site import FOLDER, LEDGER, refresh_site, site_shows
from storage.domain.statement import SeriesId
from tests.flows.stages.conftest import NOW, run


def test_pages_of_what_left_the_pack_say_so_and_come_back_with_it(a_desk):
    desk = a_desk()
    folder = desk.settings.data / FOLDER
    left = next(iter(desk.registry.stakeholders))
    page, feed = folder / "stakeholders" / f"{left}.html", folder / "feeds" / f"stakeholder-{left}.atom"
    refresh_site(desk, now=NOW)
    followed = page.read_bytes()
    rest = {i: s for i, s in desk.registry.stakeholders.items() if i != left}
    smaller = replace(desk, registry=replace(desk.registry, stakeholders=rest))

    refresh_site(smaller, now=NOW)
    assert b"No longer followed" in page.read_bytes()
    assert b"no longer followed" in feed.read_bytes()
    assert left.encode() not in (folder / "search.html").read_bytes()
    assert refresh_site(smaller, now=NOW) == 0

    assert refresh_site(desk, now=NOW) > 0
    assert page.read_bytes() == followed


def test_a_lost_list_of_fingerprints_rewrites_nothing_that_is_right(a_desk):
    desk = a_desk()
    assert refresh_site(desk, now=NOW) > 100
    (desk.settings.data / LEDGER).unlink()

    assert refresh_site(desk, now=NOW) == 0
    assert refresh_site(desk, now=NOW + timedelta(hours=1)) == 0


def test_statements_read_for_a_page_are_those_of_the_whole_ledger(a_desk):
    desk = a_desk()
    run(desk)
    evidence = Evidence(desk, as_of=NOW)
    grouped = {}
    for statement in desk.statements(as_of=NOW):
        grouped.setdefault(series_of(statement, registry=desk.registry), []).append(statement)

    assert {series: ids(evidence[series]) for series in evidence} == {s: ids(g) for s, g in grouped.items()}
    assert {s: ids(g) for part in evidence.parts() for s, g in part.items()} == {s: ids(g) for s, g in grouped.items()}
    assert list(evidence) == sorted(grouped)


def test_words_that_a_curator_moved_are_read_for_their_new_holder_alone(a_desk):
    desk = a_desk()
    run(desk)
    moved = desk.statements()[0]
    other = next(name for name in desk.registry.stakeholders if name != moved.series.stakeholder)
    decide(desk, moved.id, f"holder:{other}", note="asked them", now=NOW)
    evidence = Evidence(desk, as_of=NOW)
    grouped = {}
    for statement in desk.statements(as_of=NOW):
        grouped.setdefault(series_of(statement, registry=desk.registry), []).append(statement)

    assert {series: ids(evidence[series]) for series in evidence} == {s: ids(g) for s, g in grouped.items()}
    assert moved.id in ids(evidence[SeriesId(other, moved.proposition)])


def test_a_past_period_published_late_leaves_the_site_where_it_was(a_desk):
    desk = a_desk()
    publish(desk, Scope(), now=NOW)
    shown = site_shows(desk)
    last_week = Scope(since=NOW - timedelta(days=14), until=NOW - timedelta(days=7))

    published = publish(desk, last_week, now=NOW + timedelta(hours=1))
    assert published.written
    assert site_shows(desk) == shown == NOW


def test_a_rehearsal_of_a_time_to_come_does_not_hold_the_site_there(a_desk):
    desk = a_desk()
    publish(desk, Scope(until=NOW + timedelta(days=400)), now=NOW + timedelta(days=400))
    publish(desk, Scope(until=NOW), now=NOW)
    assert site_shows(desk) == NOW


def ids(statements):
    return sorted(statement.id for statement in statements)
