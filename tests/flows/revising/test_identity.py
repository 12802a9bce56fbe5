from dataclasses import replace
from datetime import date

from flows.revising.identity import UNTITLED, article_id, best_text, full_text, identify, published_of, title_of
from storage.domain.polling import FeedEntry
from tests.sector_site.feeds import PARAGRAPHS
from tests.sector_site.newsroom import a_source

SEEN = date(2026, 11, 21)
SOURCE = a_source("https://northmoor.example/feed")
ENTRY = FeedEntry(guid="g", link="https://northmoor.example/a?utm_source=rss", title="Council reviews plan")
WHOLE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 3)


def test_an_article_is_known_by_its_address_in_every_feed():
    again = replace(ENTRY, guid="h", link="http://www.northmoor.example/a/")
    (article,) = (each.article for each in identify((ENTRY,), source=SOURCE, known={}, seen=SEEN))
    (other,) = (each.article for each in identify((again,), source=replace(SOURCE, id="tag"), known={}, seen=SEEN))
    assert article.id == other.id == article_id("https://northmoor.example/a")
    assert article.url == "https://northmoor.example/a"


def test_a_title_is_text_and_an_entry_without_one_opens_with_its_words():
    assert title_of(replace(ENTRY, title="<b>5 &lt; 6</b> <script>alert(1)</script>R&amp;D")) == "5 < 6 R&D"
    assert title_of(replace(ENTRY, title=None, summary="<p>Words of the summary.</p>")) == "Words of the summary."
    assert title_of(FeedEntry(None, None, None)) == UNTITLED


def test_the_feeds_date_says_where_it_stands_and_a_future_one_is_none():
    found = published_of(replace(ENTRY, published="Fri, 20 Nov 2026 23:30:00 EST"), SOURCE, seen=SEEN)
    assert (str(found.when), found.basis, found.raw) == ("2026-11-21", "feed", "Fri, 20 Nov 2026 23:30:00 EST")
    assert published_of(replace(ENTRY, published="2031-01-01"), SOURCE, seen=SEEN) is None
    updated = published_of(replace(ENTRY, updated="2026-11-02"), SOURCE, seen=SEEN)
    assert updated.basis == "feed, last updated"


def test_a_full_feed_needs_no_page_and_a_summary_does():
    full = replace(ENTRY, content=WHOLE + "<p>The post Council reviews plan appeared first on Northmoor News.</p>")
    assert full_text(full).startswith("Council reviews plan\n\n")
    assert "appeared first" not in full_text(full)
    assert full_text(replace(ENTRY, content="<p>A summary.</p>")) is None
    assert full_text(replace(ENTRY, content=WHOLE + "<p>Continue reading</p><p>[…]</p>")) is None
    assert best_text(replace(ENTRY, summary="<p>A summary.</p>")) == "Council reviews plan\n\nA summary."
