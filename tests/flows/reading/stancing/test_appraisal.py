"""What the clause around a mention pronounces it to be, and what it brings about."""

from __future__ import annotations

import pytest

from flows.reading.stancing.features import evidence
from tests.flows.reading.stancing.quarry import STONE_LEVY, passage


def value(text: str, before: str | None = None) -> float:
    return sum(path.value for path in evidence(passage(text, before), STONE_LEVY).paths)


FOR = [
    "The guild described the stone levy as a blessing for small yards.",
    "It would be foolish to give up the stone levy now.",
    "It is right that the stone levy should go ahead.",
    "The guild warned against dropping the stone levy.",
    "The advantages of the stone levy outweigh the drawbacks.",
    "The case for the stone levy has never been stronger.",
    "The guild makes no apology for backing the stone levy.",
    "Masons could not survive without the stone levy.",
    "Without the stone levy, the guild warned, yards will go bust.",
    "Yards will go bust unless the stone levy comes in, the guild said.",
    "We cannot afford to lose the stone levy.",
    "The stone levy does not go far enough, the guild said.",
    "The parish is firmly behind the stone levy.",
    "Jobs would be saved by the stone levy.",
    "The guild rejected claims that the stone levy would cost jobs.",
    "The guild gave its full backing to the stone levy.",
    "The parish said its opposition to scrapping the stone levy had not changed.",
    "The stone levy would bring an end to the misery.",
]
AGAINST = [
    "The owners called the stone levy a cruel blow.",
    "It would be wrong for ministers to press ahead with the stone levy.",
    "The owners warned against the stone levy.",
    "The owners warned of the dangers of the stone levy.",
    "The drawbacks of the stone levy outweigh the advantages.",
    "The yards would never be able to cope and wanted the stone levy dropped.",
    "Small yards could not survive the stone levy.",
    "We cannot afford the stone levy.",
    "The stone levy goes too far.",
    "The stone levy should have no place in the budget.",
    "There are no plans for a stone levy, the ministry said.",
    "The owners reacted angrily to the stone levy.",
    "Jobs would be lost because of the stone levy.",
    "The stone levy would put safety at risk.",
    "The owners have yet to hear a good argument for the stone levy.",
    "There are better alternatives to the stone levy.",
    "The stone levy was rushed through and should be withdrawn.",
    "It would be an act of folly to bring in the stone levy.",
]


@pytest.mark.parametrize("text", FOR)
def test_what_is_said_for_a_measure_in_plain_words_is_read_as_for_it(text):
    assert value(text) > 0


@pytest.mark.parametrize("text", AGAINST)
def test_what_is_said_against_a_measure_in_plain_words_is_read_as_against_it(text):
    assert value(text) < 0


@pytest.mark.parametrize(
    "text",
    [
        "The ministry called a meeting on the stone levy.",
        "The report from the stone levy office runs to forty pages.",
        "The parish went ahead without the stone levy.",
        "The guild meets in May, when the stone levy is a year old.",
        "The ministry put a note on the stone levy in the budget.",
    ],
)
def test_what_only_happens_around_a_measure_takes_no_side(text):
    assert value(text) == 0


def test_a_benefit_granted_before_but_is_not_meant():
    paths = evidence(passage("The owners acknowledged that the stone levy would help some but said it went too far."),
                     STONE_LEVY).paths  # fmt: skip

    assert paths[0].channel == "conceded"
