"""Whatever the stages hand over comes back from the database as it was, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.domain.article import Article, Revision
from storage.domain.finding import Admission, ChangeKind, Conclusion
from storage.domain.polling import Change, HostState, PageCheck, RequestRecord, SourceState, StoredBody
from storage.domain.record import PublishedDigest
from storage.domain.run import Failure, RunReport
from storage.domain.statement import Reading
from storage.ledger import Ledger
from storage.mapping import distinct
from tests.storage.builders import START, an_article
from tests.storage.conftest import BOTH
from tests.storage.strategies import instants, of

_numbers = count()
few = settings(max_examples=30, deadline=None)


@pytest.fixture(scope="module", params=BOTH)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """One ledger for all examples: each has names of its own."""
    folder = tmp_path_factory.mktemp("roundtrips")
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres").fresh()
    with Ledger.open(url, data=folder) as ledger:
        yield ledger


def own() -> str:
    """A name that nothing else in the ledger has."""
    return f"own-{next(_numbers)}"


@few
@given(of(Article), instants)
def test_an_article(kept, article, seen_at):
    article = replace(article, id=own())
    kept.add_articles([article], seen_at=seen_at)

    assert kept.article(article.id) == article
    assert list(kept.articles(ids=[article.id], as_of=seen_at)) == [article]


@few
@given(of(Revision))
def test_a_revision(kept, revision):
    revision = replace(revision, article=own())
    kept.add_articles([an_article(revision.article)], seen_at=revision.seen_at)
    kept.add_revisions([revision])

    assert list(kept.revisions([revision.id])) == [revision]
    assert kept.latest_revisions(articles=[revision.article], as_of=revision.seen_at) == {revision.article: revision.id}


@few
@given(of(StoredBody))
def test_a_body(kept, body):
    body = replace(body, hash=own())
    kept.add_bodies([body])

    assert kept.body(body.hash) == body


@few
@given(of(Revision), of(Reading), instants)
def test_a_reading_with_its_statements(kept, revision, reading, read_at):
    revision = replace(revision, article=own())
    statements = tuple(replace(each, revision=revision.id) for each in reading.statements)
    reading = replace(reading, revision=revision.id, statements=distinct(statements))
    kept.add_articles([an_article(revision.article)], seen_at=revision.seen_at)
    kept.add_revisions([revision])
    kept.add_readings([reading], read_at=read_at)

    (found,) = kept.readings([revision.id])
    assert found == reading
    assert [each.trail for each in found.statements] == [each.trail for each in reading.statements]
    told = [each for each in kept.statements(kept.series_of([revision.id])) if each.revision == revision.id]
    assert sorted(each.id for each in told) == sorted(each.id for each in reading.statements)


@few
@given(of(Conclusion))
def test_a_conclusion(kept, conclusion):
    change = ChangeKind.NEW if conclusion.change is ChangeKind.RETRACTED else conclusion.change
    finding = replace(conclusion.finding, id=own(), stakeholder=own())
    conclusion = replace(conclusion, finding=finding, change=change)
    assert kept.append([conclusion]) == 1

    assert kept.held([finding.series]) == [finding]
    assert kept.held([finding.series], as_of=conclusion.concluded_at) == [finding]
    assert conclusion in kept.conclusions(until=conclusion.concluded_at)


@few
@given(of(Admission), instants)
def test_an_admission(kept, admission, judged_at):
    admission = replace(admission, statement=own())
    kept.add_admissions([admission], judged_at=judged_at)

    assert list(kept.admissions([admission.statement])) == [admission]


@few
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), instants)
def test_a_correction(kept, note, at):
    statement = own()
    kept.add_correction(statement, kind="withdraw", note=note, at=at)

    assert [(each.note, each.at) for each in kept.corrections() if each.statement == statement] == [(note, at)]


@few
@given(of(RunReport), of(Failure), of(PublishedDigest))
def test_the_records_of_a_run(kept, report, failure, published):
    report, failure = replace(report, flow=own()), replace(failure, thing=own())
    published = replace(published, path=own())
    kept.add_run(report)
    kept.quarantine([failure], at=START)
    kept.add_digest(published)

    assert report in kept.runs()
    assert failure in [each.failure for each in kept.quarantined()]
    assert published in kept.digests()


@few
@given(of(SourceState), of(HostState), of(RequestRecord), of(PageCheck), of(Change))
def test_where_polling_stands(kept, source, host, request, check, change):
    source, host, request = replace(source, source=own()), replace(host, origin=own()), replace(request, origin=own())
    check, change = replace(check, article=own()), replace(change, article=own())
    kept.save_source_states([source])
    kept.save_host_states([host])
    kept.add_requests([request])
    kept.save_page_checks([check])
    kept.add_changes([change], seen_at=START)

    assert kept.source_states()[source.source] == source
    assert host in kept.host_states()
    assert list(kept.requests(origin=request.origin)) == [request]
    assert check in kept.page_checks()
    assert list(kept.changes(article=change.article)) == [change]
