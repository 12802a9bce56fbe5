"""Whose words a text is in that somebody publishes under their own name."""

import pytest

from storage.domain.article import ArticleKind
from tests.flows.reading.harbour import held, read_text

VIEW = "Dredging by night ruins sleep in every harbour town, and we want a ban on night dredging.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"Let the harbours sleep\n\nOrrin Vasey\n\n12 September 2024\n\n{VIEW}",
        f"Let the harbours sleep\n\nBy Orrin Vasey\n\n12 September 2024\n\n{VIEW}",
        f"Let the harbours sleep\n\n12 September 2024\n\n{VIEW}\nOrrin Vasey is president of the GHM",
    ],
)
def test_a_column_without_an_author_in_its_record_is_whose_name_it_prints(text):
    assert held(read_text(text, kind=ArticleKind.OPINION)) == {("harbour-guild", "night-ban", 1)}


def test_whom_a_column_is_about_did_not_write_it():
    text = (
        f"Orrin Vasey and the sleepless town\n\n12 September 2024\n\n{VIEW}\nOrrin Vasey did not answer our letter.\n"
    )

    assert held(read_text(text, kind=ArticleKind.OPINION)) == set()


def test_a_release_is_of_the_body_that_its_outlet_is_called_like():
    release = read_text("A ban at last\n\n12 September 2024\n\n" + VIEW, kind=ArticleKind.RELEASE, outlet="UDH")
    paper = read_text("A ban at last\n\n12 September 2024\n\n" + VIEW, kind=ArticleKind.RELEASE, outlet="The UDH Star")

    assert held(release) == {("dockers-union", "night-ban", 1)}
    assert held(paper) == set()


def test_what_another_body_does_is_no_view_of_the_writer_and_what_it_ought_to_do_is():
    head = "Let the harbours sleep\n\nOrrin Vasey\n\n12 September 2024\n\n"
    did = read_text(
        head + "The Union of Dock Hands signed a petition for a ban on night dredging.\n", kind=ArticleKind.OPINION
    )
    ought = read_text(
        head + "The Ministry of Ports should bring in a ban on night dredging.\n", kind=ArticleKind.OPINION
    )

    assert ("harbour-guild", "night-ban", 1) not in held(did)
    assert ("harbour-guild", "night-ban", 1) in held(ought)
