"""What is printed around an article is never evidence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.regions import Region, blocks, body

ARTICLE = """Harbour masters want night dredging stopped

Towns cannot sleep, says guild

By Vesper Halloran

12 March 2024

The guild's president on the quay (credit: The Quay)

The Guild of Harbour Masters has asked for a ban on night dredging.

“It is time,” said its president. “Towns cannot sleep.”

What the guild wants

The guild has drawn up three demands, including:

• A ban on night dredging from June.
• A levy on ferries.

What is dredging?

• It takes mud from harbours.
• It is loud.

Towns cannot sleep and harbour masters cannot rest, the president said on Monday.

, , ,

More from The Quay

2 Responses to Harbour masters want night dredging stopped

1. Barnaby March 13, 2024 at 9:14 am #

I like dredging at night and so does the guild, I am sure of it.
"""


def kinds(text: str) -> dict[str, Region]:
    return {block.span.of(text): block.kind for block in blocks(text)}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Harbour masters want night dredging stopped", Region.TITLE),
        ("By Vesper Halloran", Region.DATELINE),
        ("12 March 2024", Region.DATELINE),
        ("The guild's president on the quay (credit: The Quay)", Region.CAPTION),
        ("The Guild of Harbour Masters has asked for a ban on night dredging.", Region.BODY),
        ("What the guild wants", Region.SUBHEADING),
        ("• A levy on ferries.", Region.BODY),
        ("What is dredging?", Region.SUBHEADING),
        ("• It is loud.", Region.INFOBOX),
        (", , ,", Region.TAGS),
        ("More from The Quay", Region.NAVIGATION),
        ("I like dredging at night and so does the guild, I am sure of it.", Region.COMMENTS),
    ],
)
def test_each_line_is_what_it_looks_like(line, kind):
    assert kinds(ARTICLE)[line] is kind


def test_a_list_is_body_only_below_a_sentence_that_introduces_it():
    bullets = [b for b in blocks(ARTICLE) if b.bullet and b.kind is not Region.COMMENTS]

    assert [b.kind for b in bullets] == [Region.BODY, Region.BODY, Region.INFOBOX, Region.INFOBOX]


def test_a_pull_quote_prints_again_what_the_body_says():
    text = (
        "A title\n\nThe president said that towns cannot sleep through the dredging any longer, and left.\n\n"
        "“Towns cannot sleep through the dredging any longer.”\n\nThe ministry will answer in June, it said.\n"
    )

    assert kinds(text)["“Towns cannot sleep through the dredging any longer.”"] is Region.PULL_QUOTE


def test_a_text_without_any_furniture_is_all_body():
    text = "The guild asked for a ban.\nThe ministry refused it.\n"

    assert len(body(text)) == 2


@given(st.text(alphabet="ab .?!“”\n•1:", max_size=200))
def test_blocks_are_ordered_disjoint_and_never_blank(text):
    found = blocks(text)

    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(block.span.of(text).strip() == block.span.of(text) for block in found)
