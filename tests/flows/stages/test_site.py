"""The site on the disk: written where it changed, and plain about what is no longer there."""

from dataclasses import replace
from datetime import timedelta

from flows.stages.publish import Scope, publish
from flows.stages.site import FOLDER, LEDGER, refresh_site, site_shows, slim
from storage.domain.statement import Step
from tests.flows.reporting.builders import REFUSES_CAP, WANTS_CAP
from tests.flows.stages.conftest import NOW


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


def test_statements_are_kept_slim_and_say_the_same():
    said = replace(WANTS_CAP, trail=(Step("speaker", "the association", "a name"),))
    other = replace(REFUSES_CAP, speaker=replace(said.speaker))

    kept = slim([said, other])
    assert kept == [said, other]
    assert [s.id for s in kept] == [said.id, other.id]
    assert kept[0].trail == ()
    assert kept[0].speaker is kept[1].speaker


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
