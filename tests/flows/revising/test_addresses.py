import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.revising import dates, urls


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Example.ORG:80//a//b?utm_source=x&id=3#top", "http://example.org/a/b?id=3"),
        ("https://example.org/a?fbclid=1&at_medium=RSS", "https://example.org/a"),
        ("https://example.org/#!/story/1", "https://example.org/#!/story/1"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/index.php?/news/1&utm_source=x", "https://example.org/index.php?/news/1"),
        ("https://example.org/a?q=%E9&12345", "https://example.org/a?q=%E9&12345"),
        ("https://Bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("mailto:a@example.org", None),
        ("http://[bad", None),
        ("", None),
    ],
)
def test_an_address_is_written_one_way(url, canonical):
    assert urls.canonical(url) == canonical


def test_scheme_www_and_a_closing_slash_make_no_other_page():
    same = ["http://www.example.org/a/", "https://example.org/a", "https://m.example.org/a?utm_medium=x"]
    assert len({urls.key(url) for url in same}) == 1
    assert urls.key("https://example.org/a?id=1") != urls.key("https://example.org/a?id=2")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://news.bbc.co.uk/a", "bbc.co.uk"),
        ("https://a.b.gov.uk/", "b.gov.uk"),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
        ("https://x.y.example/a", "y.example"),
    ],
)
def test_a_site_is_its_registrable_domain(url, site):
    assert urls.site(url) == site


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_addresses_or_dates(text):
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        whole = urls.canonical(url)
        assert whole is None or urls.canonical(whole) == whole
    found = dates.day_of(text)
    assert found is None or found.first.year >= 1990


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("Tue, 03 Nov 2026 23:30:00 -0500", "2026-11-04"),
        ("2026-06-30T23:30:00Z", "2026-07-01"),
        ("2026-11-03", "2026-11-03"),
        ("Published: 3rd November 2026", "2026-11-03"),
        ("November 3, 2026 at 9am", "2026-11-03"),
        ("13/11/2026", "2026-11-13"),
        ("11/13/2026", "2026-11-13"),
        ("3.11.26", "2026-11-03"),
        ("November 2026", "2026-11"),
        ("31/02/2026", None),
        ("tomorrow", None),
        ("1791-01-01", None),
    ],
)
def test_dates_are_read_day_first_in_the_place_they_were_printed_and_never_invented(raw, day):
    found = dates.day_of(raw)
    assert (str(found) if found else None) == day
