from __future__ import annotations

import random
from dataclasses import replace

import pytest

from storage.doctor import examine
from storage.domain.errors import LedgerError
from storage.domain.polling import EntryKey, StoredBody
from storage.ledger import Ledger
from tests.storage.builders import a_revision, an_article, hour


def bodies(*names: str, at: int = 0) -> list[StoredBody]:
    return [StoredBody(name, name.encode() * 100, f"https://gazette.example/{name}", hour(at)) for name in names]


def test_an_empty_ledger_has_nothing(ledger):
    assert list(ledger.articles()) == []
    assert list(ledger.revisions()) == []
    assert ledger.latest_revisions() == {}
    assert ledger.article("a1") is None
    assert ledger.body("h") is None


def test_adding_the_same_again_changes_nothing(ledger):
    article, revision = an_article(), a_revision()
    for expected in (1, 0):
        assert ledger.add_bodies(bodies("b1")) == expected
        assert ledger.add_articles([article], seen_at=hour(0)) == expected
        assert ledger.add_revisions([revision]) == expected

    assert list(ledger.articles()) == [article]
    assert list(ledger.revisions()) == [revision]


def test_one_call_may_name_the_same_thing_twice(ledger):
    assert ledger.add_articles([an_article(), an_article()], seen_at=hour(0)) == 1
    assert ledger.add_revisions([a_revision(), a_revision(seen_at=hour(1))]) == 1
    assert [revision.seen_at for revision in ledger.revisions()] == [hour(0)]


def test_a_body_comes_back_byte_for_byte(ledger):
    stored = StoredBody("h", bytes(range(256)) * 9, "https://gazette.example/", hour(1), "text/html", 'W/"x"', "Mon")
    ledger.add_bodies([stored])

    assert ledger.body("h") == stored


def test_a_nul_in_a_title_costs_nobody_the_article(ledger):
    article = an_article("a1", title="Guild\0 backs ban")
    ledger.add_articles([article, an_article("a2")], seen_at=hour(0))
    ledger.add_revisions([a_revision("a1", text="He said\0 so.")])
    ledger.add_entry_keys([EntryKey("gazette", "title:Guild\0", "a1")])

    assert ledger.article("a1") == article
    assert [revision.text for revision in ledger.revisions()] == ["He said\0 so."]
    assert [each.message for each in examine(ledger)] == []


def test_an_articles_title_is_known_as_it_was_at_each_instant(ledger):
    before, after = an_article(title="Guild backs ban"), an_article(title="Guild drops ban")
    ledger.add_articles([before], seen_at=hour(1))
    ledger.add_articles([after], seen_at=hour(5))

    assert list(ledger.articles(as_of=hour(0))) == []
    assert list(ledger.articles(as_of=hour(4))) == [before]
    assert list(ledger.articles(as_of=hour(5))) == [after]
    assert ledger.article("a1") == after


def test_an_older_view_of_an_article_arriving_late_does_not_replace_the_newer(ledger):
    before, after = an_article(title="Guild backs ban"), an_article(title="Guild drops ban")
    ledger.add_articles([after], seen_at=hour(5))
    ledger.add_articles([before], seen_at=hour(1))

    assert ledger.article("a1") == after
    assert list(ledger.articles(as_of=hour(2))) == [before]


def test_articles_come_in_the_order_of_their_ids_in_bytes(ledger):
    names = ["Zebra", "apple", "Éclair", "_x", "éclair", "10", "9"]
    ledger.add_articles([an_article(name) for name in names], seen_at=hour(0))

    assert [article.id for article in ledger.articles()] == sorted(names)
    assert [article.id for article in ledger.articles(ids=["apple", "9", "absent"])] == ["9", "apple"]


def test_revisions_come_by_article_and_time_up_to_an_instant(ledger):
    ledger.add_articles([an_article("a1"), an_article("a2")], seen_at=hour(0))
    first, second = a_revision("a1", text="One", seen_at=hour(1)), a_revision("a1", text="Two", seen_at=hour(3))
    other = a_revision("a2", text="Other", seen_at=hour(2))
    ledger.add_revisions([second, other, first])

    assert list(ledger.revisions()) == [first, second, other]
    assert list(ledger.revisions(as_of=hour(2))) == [first, other]
    assert list(ledger.revisions(since=hour(1), as_of=hour(2))) == [other]
    assert list(ledger.revisions([second.id])) == [second]
    assert list(ledger.revisions(articles=["a2"])) == [other]
    assert list(ledger.revisions([])) == []


def test_a_text_that_comes_back_is_the_latest_again_without_being_stored_again(ledger):
    ledger.add_articles([an_article()], seen_at=hour(0))
    original, edited = a_revision(text="As it was", seen_at=hour(1)), a_revision(text="Edited", seen_at=hour(2))
    ledger.add_revisions([original])
    ledger.add_revisions([edited])
    assert ledger.add_revisions([replace(original, seen_at=hour(3))]) == 0

    assert ledger.latest_revisions(as_of=hour(0)) == {}
    assert ledger.latest_revisions(as_of=hour(2)) == {"a1": edited.id}
    assert ledger.latest_revisions(articles=["a1", "a2"]) == {"a1": original.id}


def test_a_revision_of_an_unknown_article_is_refused_whole(ledger):
    ledger.add_articles([an_article("a1")], seen_at=hour(0))
    with pytest.raises(LedgerError):
        ledger.add_revisions([a_revision("a1"), a_revision("a9")])

    assert list(ledger.revisions()) == []


def test_retention_empties_old_bodies_and_keeps_what_was_read_from_them(ledger):
    ledger.add_bodies(bodies("old", at=0) + bodies("seen-again", at=0) + bodies("new", at=10))
    ledger.add_articles([an_article("a1"), an_article("a2")], seen_at=hour(0))
    ledger.add_revisions([replace(a_revision("a1"), body="old")])
    ledger.add_revisions([replace(a_revision("a2", seen_at=hour(9)), body="seen-again")])

    assert ledger.drop_bodies(before=hour(5)) == 1
    assert ledger.drop_bodies(before=hour(5)) == 0
    assert ledger.body("old") is None
    assert ledger.body("seen-again") is not None
    assert ledger.body("new") is not None
    assert [revision.body for revision in ledger.revisions(articles=["a1"])] == ["old"]


def test_an_emptied_body_is_filled_again_when_it_is_fetched_again(ledger):
    ledger.add_bodies(bodies("b1"))
    ledger.drop_bodies(before=hour(5))
    ledger.add_bodies(bodies("b1", at=6))

    assert ledger.body("b1") == bodies("b1", at=6)[0]
    assert ledger.drop_bodies(before=hour(5)) == 0


def test_articles_are_counted_by_source_from_when_they_were_first_seen(ledger):
    ledger.add_articles([an_article("a1")], seen_at=hour(1))
    ledger.add_articles([an_article("a1", title="Again"), an_article("a2")], seen_at=hour(3))
    ledger.add_articles([replace(an_article("a3"), source="herald")], seen_at=hour(4))

    assert ledger.arrivals(since=hour(0)) == {"gazette": 2, "herald": 1}
    assert ledger.arrivals(since=hour(1)) == {"gazette": 1, "herald": 1}
    assert ledger.newest() is None
    ledger.add_revisions([a_revision("a1", seen_at=hour(2))])
    assert ledger.newest() == hour(2)


def test_space_is_given_back_after_retention(tmp_path):
    with Ledger.open(data=tmp_path) as ledger:
        noise = random.Random(1)
        pages = [
            StoredBody(f"b{number}", noise.randbytes(50_000), "https://gazette.example/", hour(0))
            for number in range(40)
        ]
        ledger.add_bodies(pages)
        ledger.database.shrink()
        before = (tmp_path / "volteface.db").stat().st_size
        assert ledger.drop_bodies(before=hour(1)) == 40
        ledger.database.shrink()
        ledger.close()
        assert (tmp_path / "volteface.db").stat().st_size < before / 5


def test_more_articles_than_one_query_can_name_are_found_by_id(ledger):
    names = [f"a{number:04}" for number in range(1100)]
    assert ledger.add_articles((an_article(name) for name in names), seen_at=hour(0)) == 1100

    assert [article.id for article in ledger.articles(ids=reversed(names))] == names


def test_reading_while_writing_sees_the_ledger_as_it_was(ledger):
    ledger.add_articles([an_article(f"a{number:04}") for number in range(1200)], seen_at=hour(0))
    seen = 0
    for article in ledger.articles():
        if seen == 0:
            ledger.add_articles([an_article("b")], seen_at=hour(0))
        assert article.id != "b"
        seen += 1

    assert seen == 1200
