from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.revising.page import read_page
from storage.domain.errors import InputError
from tests.sector_site.feeds import PARAGRAPHS, page

SEEN = date(2026, 11, 21)
URL = "https://www.northmoor.example/news/review"
H1 = "<h1>Council reviews foster care</h1>"
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def text_of(markup, **options):
    raw = markup if isinstance(markup, bytes) else markup.encode()
    return read_page(raw, url=URL, seen=SEEN, **options).text


def whole(body, head=""):
    return (
        f"<!doctype html><html><head><title>Council reviews foster care</title>{head}</head><body>{body}</body></html>"
    )


WRAPPERS = {
    "a page builder": '<div class="elementor-widget-wrap">{parts}</div>',
    "a form around the page": '<form id="aspnetForm"><div><h2>Council reviews foster care</h2>{body}</div></form>',
    "a body named for its sidebar": H1 + '<div class="with-sidebar">{body}</div>',
    "a body named for its comments": H1 + '<div class="content comments-open">{body}</div>',
    "a sector named like a share bar": H1 + '<div class="social-work-content">{body}</div>',
    "Drupal views": H1 + '<div class="views-row views-field-body">{body}</div>',
    "WordPress with telling categories": '<article class="post category-comment tag-jobs">' + H1 + "{body}</article>",
    "an aside around everything": "<aside>" + H1 + "{body}</aside>",
    "old markup": "<table><tr><td><font>" + H1 + "</font>{body}</td></tr></table>",
}
WIDGET = (
    '<div class="elementor-widget elementor-widget-text"><div class="elementor-widget-container"><p>{}</p></div></div>'
)


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_the_story_is_kept_whatever_its_wrapper_is_called(wrapper):
    parts = "".join(WIDGET.format(text) for text in PARAGRAPHS)
    text = text_of(whole(WRAPPERS[wrapper].format(body=BODY, parts=H1 + parts)))
    assert [p for p in PARAGRAPHS if p not in text] == []


def test_reactions_that_are_part_of_the_story_stay():
    reactions = (
        "<h2>Reactions</h2><p>“It is about time somebody listened,” said Gwen Tremaine of Dunmere Carers.</p>"
        "<h2>Responses</h2><p>The Saltwick River Trust called the plan a half measure at best.</p>"
    )
    text = text_of(page(*PARAGRAPHS).decode().replace("</article>", reactions + "</article>"))
    assert "about time" in text
    assert "half measure" in text


def test_a_round_up_of_named_experts_stays():
    names = ("Maria Lindqvist", "Tom Okafor", "Anjali Perera", "Gwen Tremaine")
    members = "".join(
        f"<div class=expert><h3>{name}, chair of board {n}</h3><p>“My own view of it is that the review must report "
        f"before anything is cut, and we have told the council so in writing.”</p></div>"
        for n, name in enumerate(names)
    )
    text = text_of(page(*PARAGRAPHS).decode().replace("</article>", members + "</article>"))
    assert text.count("my own view".capitalize()) == 4


def test_a_count_of_comments_beside_the_byline_takes_nothing_away():
    assert text_of(page(before="<p>By our reporter</p><p>12 comments</p>")).count("\n\n") >= len(PARAGRAPHS)
    assert PARAGRAPHS[4] in text_of(page(before="<h3>12 comments</h3>"))


def test_promotions_pull_quotes_and_newsletters_between_paragraphs_do_not_change_the_text():
    plain = text_of(page(*PARAGRAPHS))
    boxes = (
        '<div class="newsletter-promo"><h3>Our email</h3><p>Sign up for the news that matters, every Friday.</p></div>',
        f"<blockquote><p>{PARAGRAPHS[1][:60]}</p></blockquote>",
        '<aside class="pullquote">“We will not be rushed”</aside>',
        "<p>Read more: Bins to be collected on Tuesdays</p>",
        "<p>Advertisement</p>",
        '<figure><img src=x alt=x><figcaption class="related">See also our gallery</figcaption></figure>',
    )
    for box in boxes:
        markup = page(*PARAGRAPHS).decode().replace(f"<p>{PARAGRAPHS[2]}", f"{box}<p>{PARAGRAPHS[2]}")
        assert text_of(markup) == plain, box


def test_the_headline_opens_the_text_and_is_not_repeated():
    text = text_of(page())
    assert text.startswith("Council reviews foster care\n\n")
    assert text.count("Council reviews foster care") == 1


def test_a_canonical_address_is_believed_inside_its_own_domain_only_and_never_for_a_home_page():
    def canonical(href):
        return read_page(page(head=f'<link rel="canonical" href="{href}">'), url=URL, seen=SEEN).canonical

    assert canonical("https://northmoor.example/news/review-1") == "https://northmoor.example/news/review-1"
    assert canonical("/news/other") == "https://www.northmoor.example/news/other"
    assert canonical("https://elsewhere.example/news/review") == URL
    assert canonical("https://www.northmoor.example/") == URL
    assert canonical("javascript:alert(1)") == URL


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        (b"", "text/html", "holds no"),
        (b"<html></html>", "text/html", "holds no"),
        (b"%PDF-1.7 ...", "application/pdf", "not a web page"),
        (b"\x89PNG", "image/png", "not a web page"),
        (b"<form><input type=password></form><p>Log in to go on</p>", "text/html", "login page"),
        (b"<div>" * 70_000, "text/html", "holds no"),
    ],
)
def test_a_page_without_an_article_is_refused_in_one_sentence(raw, kind, words):
    with pytest.raises(InputError, match=words) as caught:
        text_of(raw, content_type=kind)
    assert "\n" not in str(caught.value)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 1500))
def test_any_bytes_are_a_page_or_refused(junk, at):
    clean = page()
    try:
        text = text_of(clean[:at] + junk + clean[at:])
    except InputError as error:
        text = str(error)
    assert text
    assert "\x00" not in text


def test_the_same_bytes_give_the_same_text_and_name_their_extractor():
    one, two = (read_page(page(), url=URL, seen=SEEN) for _ in range(2))
    assert one == two
    assert one.extractor.startswith("trafilatura 2.")
