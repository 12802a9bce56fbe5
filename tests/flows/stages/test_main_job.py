"""The main job on the seed set: arrival order, batching and repetition change nothing, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows.desk import Desk
from flows.settings import read_settings
from flows.stages import judge, publish, read
from storage.domain.errors import InputError
from storage.domain.hashing import content_id
from storage.registry import load_pack
from tests.flows.stages.conftest import NOW, run
from tests.flows.stages.outcomes import differences, digests, exports

SEEDS = sorted(load_pack(read_settings().seeds).articles)


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[str]]:
    """The seed documents in some order, cut into runs anywhere; a document may come twice."""
    order = list(draw(st.permutations(SEEDS)))
    order += draw(st.lists(st.sampled_from(SEEDS), max_size=2))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1), max_size=4)))
    return [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]


class Known(tuple):
    """Exports and digests; printed as nothing, for they are megabytes."""

    def __repr__(self) -> str:
        return "<what one run leaves>"


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """Exports and digests of one run that takes in everything at once."""
    from flows.desk import open_desk

    desk = open_desk(read_settings(data=tmp_path_factory.mktemp("together"), offline=True))
    run(desk)
    found = Known((exports(desk), digests(desk)))
    desk.ledger.close()
    open_desk.cache_clear()
    return found


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(runs=arrivals())
def test_the_order_and_the_batches_in_which_the_seed_documents_arrive_change_nothing(
    a_desk: Callable[..., Desk], together: Known, runs: list[list[str]]
):
    desk = a_desk(content_id(runs))
    for arrived in runs:
        run(desk, arrived)
    assert differences((exports(desk), digests(desk)), together) == []


def test_a_second_run_finds_nothing_new_and_changes_no_byte(a_desk: Callable[..., Desk]):
    desk = a_desk()
    first = run(desk)
    before = exports(desk), digests(desk)
    second = run(desk, now=NOW + timedelta(hours=1))
    assert differences((exports(desk), digests(desk)), before) == []
    assert (second.written, second.path) == (False, first.path)
    assert "Nothing new" in second.headline


def test_rereading_with_nothing_changed_reads_nothing_and_exports_the_same(a_desk: Callable[..., Desk]):
    desk = a_desk()
    run(desk)
    before = exports(desk)
    assert list(read.affected(desk, now=NOW + timedelta(hours=1))) == []
    for batch in read.affected(desk, now=NOW, everything=True):
        read.read_batch(desk, batch, now=NOW + timedelta(hours=2))
    assert exports(desk) == before


def test_every_stored_statement_is_verbatim_at_its_offsets(a_desk: Callable[..., Desk]):
    desk = a_desk()
    run(desk)
    texts = {revision.id: revision.text for revision in desk.ledger.revisions()}
    statements = list(desk.ledger.statements())
    assert len(statements) > 50
    for statement in statements:
        assert statement.text == statement.span.of(texts[statement.revision])


def test_the_undated_blog_enters_no_timeline(a_desk: Callable[..., Desk]):
    desk = a_desk()
    run(desk)
    blog = next(name for name in SEEDS if name.startswith("003"))
    admitted = {admission.statement for admission in desk.ledger.admissions() if admission.admitted}
    said = [statement for statement in desk.ledger.statements() if statement.article == blog]
    assert said
    assert all(statement.said_on is None for statement in said)
    assert not admitted & {statement.id for statement in said}


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(later=st.lists(st.sampled_from(SEEDS), min_size=1, max_size=4, unique=True))
def test_a_past_digest_is_rebuilt_byte_for_byte_whatever_was_backfilled_since(
    a_desk: Callable[..., Desk], later: list[str]
):
    desk = a_desk(content_id(later))
    first = [name for name in SEEDS if name not in later]
    told = run(desk, first)
    files = {path: path.read_bytes() for path in desk.settings.digests.glob("2026-03-01*")}
    for number, name in enumerate(later, start=1):
        run(desk, [name], now=NOW + timedelta(days=number))
    for path in files:
        path.unlink()
    again = publish.publish(desk, publish.Scope(until=NOW, as_of=NOW), now=NOW + timedelta(days=30))
    assert again.path == told.path
    assert files
    assert {path: path.read_bytes() == content for path, content in files.items()} == dict.fromkeys(files, True)


def test_a_past_digest_is_rebuilt_byte_for_byte_after_the_article_lost_the_words_it_stood_on(
    a_desk: Callable[..., Desk],
):
    desk, later = a_desk(), NOW + timedelta(days=1)
    told = run(desk)
    files = {path: path.read_bytes() for path in desk.settings.digests.glob("2026-03-01*")}
    stood = judge.standing(desk, desk.statements())
    first = max(stood, key=lambda position: len(position.evidence)).evidence[0]
    (shown,) = desk.ledger.revisions([first.revision])
    desk.ledger.add_revisions([replace(shown, text=shown.text.replace(first.text, "No more."), seen_at=later)])
    for batch in read.unread(desk):
        read.read_batch(desk, batch, now=later)
    judge.judge(desk, judge.pending(desk), now=later)
    assert judge.standing(desk, desk.statements()) != stood
    assert judge.standing(desk, desk.statements(as_of=NOW), as_of=NOW) == stood
    for path in files:
        path.unlink()

    again = publish.publish(desk, publish.Scope(until=NOW, as_of=NOW), now=later)
    assert again.path == told.path
    assert {path: path.read_bytes() == content for path, content in files.items()} == dict.fromkeys(files, True)


def test_a_digest_of_somebody_the_pack_does_not_know_is_refused(a_desk: Callable[..., Desk]):
    with pytest.raises(InputError, match="no stakeholder 'guild-of-wizards'"):
        publish.publish(a_desk(), publish.Scope(stakeholder="guild-of-wizards"), now=NOW)
