from markdown_it import MarkdownIt

from flows.reporting import markdown
from tests.flows.reporting.builders import FAILURES, REVERSAL, WANTS_CAP, a_digest, an_empty_digest

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
