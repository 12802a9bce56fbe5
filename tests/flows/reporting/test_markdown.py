from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.reporting import markdown
from storage.domain.digest import Excerpt, Mark, Piece
from tests.flows.reporting.builders import FAILURES, a_digest, an_empty_digest
from tests.flows.reporting.evidence import REVERSAL, WANTS_CAP

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def headings(text):
    tokens = READER.parse(text)
    return [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h2"]


def test_the_page_has_its_parts_in_order():
    assert headings(markdown.render(a_digest())) == [
        "Confirmed changes of position", "Observations", "Not confirmed", "Corrections", "Found in the archive",
        "Where they stand", "What was read", "What could not be read", "Speakers we do not know",
    ]  # fmt: skip


def test_both_quotations_stand_in_bold_in_their_paragraphs():
    rendered = READER.render(markdown.render(a_digest()))

    assert f"said the sums were plain. “<strong>{WANTS_CAP.text}</strong>” she told" in rendered


def test_the_flags_alone_can_be_sent():
    sent = markdown.flags(a_digest())

    assert headings(sent) == ["Confirmed changes of position", "Observations"]
    assert REVERSAL.wording in sent


def test_the_table_of_positions_is_one_table():
    rendered = READER.render(markdown.render(a_digest()))

    assert rendered.count("<table>") == 1
    assert rendered.count("<tr>") == 1 + len(a_digest().standing)


def test_an_empty_period_and_failures_are_told_plainly():
    assert markdown.render(an_empty_digest()).startswith("# Nothing changed in this period.\n")
    assert "- **norrland-radio** (fetch): The feed did not answer" in markdown.render(
        an_empty_digest(failures=FAILURES)
    )


def test_there_is_no_html_in_it():
    assert not [t for t in READER.parse(markdown.render(a_digest())) if t.type == "html_block"]


def printed(*pieces):
    citation = replace(a_digest().findings[0].citations[0], excerpt=Excerpt(tuple(Piece(*piece) for piece in pieces)))
    flag = replace(a_digest().findings[0], citations=(citation,), comparison=None)
    return READER.render(markdown.flags(replace(a_digest(), shifts=(flag,), observations=())))


@pytest.mark.parametrize(
    ("before", "quoted", "after", "shown"),
    [
        ("the union’s", "“never", "” again", "the union’s“<strong>never</strong>” again"),
        ("called it ", "“dead”", "s, he said", "called it <strong>“dead</strong>”s, he said"),
        ("said “", "dead", "” there", "said “<strong>dead</strong>” there"),
        ("so", "“…”", "it goes", "so“…”it goes"),
        ("he said ", "“never,” and left", ".", "he said <strong>“never,” and left</strong>."),
    ],
)
def test_bold_beside_quotation_marks_is_bold(before, quoted, after, shown):
    assert shown in printed((before,), (quoted, Mark.QUOTE), (after,))


def test_two_pieces_that_touch_are_one_bold():
    assert "<strong>never, ever</strong>" in printed(("never,", Mark.QUOTE), (" ever", Mark.QUOTE))


_NEAR = st.text(st.sampled_from("ab1 “”‘’(),.*_[`"), max_size=6)


@given(before=_NEAR, quoted=_NEAR, after=_NEAR)
def test_no_star_of_ours_is_ever_printed(before, quoted, after):
    told = (
        printed((f"x{before}",), (quoted, Mark.QUOTE), (f"{after}x",))
        .split("<blockquote>")[1]
        .split("</blockquote>")[0]
    )

    assert told.count("*") == f"{before}{quoted}{after}".count("*")


def test_a_source_without_an_address_says_so():
    flag = a_digest().findings[0]
    nowhere = replace(flag, citations=(replace(flag.citations[0], url=None),))

    assert "(address not known)." in markdown.flags(replace(a_digest(), shifts=(nowhere,)))
