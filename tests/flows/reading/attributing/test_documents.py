"""Whose a document is."""

from __future__ import annotations

import pytest

from tests.flows.reading.attributing.parsed import speakers


@pytest.mark.parametrize(
    "text",
    [
        "The poll, by the Nurses’ Guild, found that a third were leaving.",
        "The Nurses’ Guild has published a report. Nobody was surprised. The report says that a third were leaving.",
        "In a report on Monday, the Nurses’ Guild said that pay was low.\n\nThe report said that it must rise.",
        "A third are leaving, according to a poll. The Nurses’ Guild, which commissioned it, wants more pay.",
        "The Nurses’ Guild did not send a speaker. A written note said that a third were leaving.",
        "The study by the Nurses’ Guild followed 40 wards. The authors say that many left.\n\nThe Health Ministry said "
        "that it was glad.\n\nIts spokesman said that pay had risen.\n\nThe authors say that a third were leaving.",
        "The Nurses’ Guild met the Health Ministry. The Nurses’ Guild’s report says that a third were leaving.",
    ],
)
def test_a_document_is_of_the_body_that_made_it(text):
    assert speakers(text)[-1] == (None, "Nurses’ Guild")


def test_a_document_that_was_only_seen_by_a_paper_is_not_the_paper_s():
    assert speakers("A report seen by the Wexley Mercury says that a third were leaving.")[-1] == (None, None)
