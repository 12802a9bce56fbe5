"""What a body decides or is going to do, told as a fact; what others say that it will do is not told as one."""

from __future__ import annotations

import pytest

from flows.reading.narrated import span_of
from flows.reading.parsed import Parsed
from tests.flows.reading.harbour import held, read_text
from tests.flows.reading.stancing.quarry import parser

LEAD = "A levy on ferries is to pay for harbour pilots. The ferry levy begins in May.\n\n"


@pytest.mark.parametrize(
    ("told", "holder"),
    [
        ("The Ministry of Ports will extend the ferry levy to yachts from October.", "ports-ministry"),
        ("Wexley Town Council will also spend the ferry levy on two pilots of its own.", "wexley-council"),
        ("The Ministry of Ports announced that the ferry levy will be extended to yachts.", "ports-ministry"),
        ("The Ministry of Ports will hold a debate about the ferry levy in June.", None),
        ("“The Ministry of Ports will extend the ferry levy to yachts,” said Orrin Vasey.", None),
        ("If the Ministry of Ports will not act, the ferry levy ends in June.", None),
    ],
)
def test_what_a_body_is_going_to_do_it_has_decided(told, holder):
    found = {body for body, topic, sign in held(read_text(LEAD + told)) if topic == "pilot-levy" and sign > 0}

    assert found - {"harbour-guild", None} == ({holder} if holder else set())


def test_what_hangs_on_a_verb_in_a_parse_that_crosses_itself_is_a_span_of_the_text():
    words = Parsed(parser()("The ports will, the towns say, end the levy in May."))

    assert span_of([words[10], words[4], words[8], words[9]]) == span_of(words[4:11])
