import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.reporting.inert import clean, line, link, markdown, markdown_link, safe_name

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown(text: str) -> str:
    """What a reader of the rendered Markdown sees, and fail if anything in it is active."""
    inline = [token for token in READER.parse(text) if token.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special", "softbreak", "hardbreak"}, kinds
    return "".join(child.content for token in inline for child in token.children or ())


def test_characters_that_reorder_or_hide_text_are_removed():
    assert clean("a\u202eb\u2066c\u200bd\ufeffe\u00adf\U000e0041g") == "abcdefg"


def test_control_characters_and_lone_surrogates_are_removed():
    assert clean("a\x00b\x1bc\x9bd\ud800e") == "abcde"


def test_joiners_stay_because_some_scripts_are_spelt_with_them():
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_a_line_has_no_line_breaks_of_any_kind():
    assert line(" one\r\ntwo\u2028three\tfour ") == "one two three four"


@pytest.mark.parametrize(
    "url", ["https://news.example/a?b=c&d=%20", "http://news.example:8080/x", "HTTPS://NEWS.EXAMPLE/"]
)
def test_web_addresses_become_links(url):
    assert link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd", "//news.example/x", "/x", "ftp://news.example/", "https://", "http://[",
        "https:news.example",
        "https://user:password@news.example/", "https://news.example/\u202e", "https://news.example/ x",
        'https://news.example/"onclick=x', "https://news.example\\@evil.example/", "https://news.example/<script>",
        "vbscript:x",
    ],
)  # fmt: skip
def test_anything_else_does_not(url):
    assert link(url) is None


@pytest.mark.parametrize(
    "text",
    [
        "*bold* _under_ `code` ~~gone~~", "[x](javascript:alert(1))", "![x](https://evil.example/p.png)",
        "<script>alert(1)</script>",
        "<https://evil.example>", "# not a heading", "- not a list", "+ nor this", "1. nor this", "2) nor that",
        "> nor a quotation",
        "a | b", "===", "---", "&copy; &#60;", "\\*", "[ref]: https://evil.example",
        "https://evil.example", "www.evil.example",
        "line one\nline two", "    indented", "```", "$x$", "@somebody", "<!-- -->", "a\\", "!", "![",
    ],
)  # fmt: skip
def test_markdown_shows_exactly_the_characters(text):
    assert shown(markdown(text)) == line(text)


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
    | st.text(alphabet="*_`[]()<>!#+-.1 \\|~&:/wht\n", max_size=40)
)
def test_no_text_is_active_in_markdown(text):
    assert shown(markdown(text)).strip() == line(text).strip()


def test_a_markdown_link_cannot_be_closed_early():
    written = markdown_link("a](https://evil.example)", "https://news.example/a_(b)")

    links = [c.attrs["href"] for t in READER.parse(written) if t.children for c in t.children if c.type == "link_open"]
    assert links == ["https://news.example/a_%28b%29"]


def test_a_markdown_link_to_an_unsafe_address_is_text():
    assert markdown_link("title", "javascript:alert(1)") == "title"


@given(st.text(max_size=100))
def test_file_names_are_plain(identifier):
    assert re.fullmatch(r"[a-z0-9-]{1,80}", safe_name(identifier))


def test_ids_that_are_slugs_are_their_own_file_names():
    assert safe_name("fare-cap") == "fare-cap"
    assert safe_name("../../etc/passwd") != safe_name("../../etc/shadow")


def test_no_id_can_take_the_place_of_a_list():
    assert safe_name("index") != "index"
