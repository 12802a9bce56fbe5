"""One holder has one view in one article: vague words do not speak against clear ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from flows.reading.one_mind import Weighed, weighed_together
from storage.domain.attribution import Modality
from storage.domain.stance import Stance


@dataclass(frozen=True)
class Said:
    """What the rule looks at of a statement."""

    stance: Stance
    series: str = "guild on levy"
    modality: Modality = Modality.ASSERTED
    conditions: tuple[str, ...] = ()


FOR, AGAINST = Said(Stance.SUPPORTS), Said(Stance.OPPOSES)


def test_a_vague_statement_against_a_clear_one_is_left_out():
    assert weighed_together([Weighed(FOR, 0.1), Weighed(AGAINST, -2.2)]) == [AGAINST]


def test_two_plain_statements_that_differ_are_both_kept():
    both = [Weighed(FOR, 1.2), Weighed(AGAINST, -1.5)]

    assert weighed_together(both) == [FOR, AGAINST]


def test_the_side_with_much_less_in_its_words_is_left_out():
    assert weighed_together([Weighed(FOR, 0.9), Weighed(AGAINST, -1.0), Weighed(AGAINST, -1.1)]) == [AGAINST, AGAINST]


def test_a_side_taken_under_conditions_counts_half():
    promised = Said(Stance.SUPPORTS, conditions=("if you pay for it",))

    assert weighed_together([Weighed(promised, 1.4), Weighed(AGAINST, -1.5)]) == [AGAINST]


def test_another_holder_and_an_earlier_occasion_are_series_of_their_own():
    other = Said(Stance.SUPPORTS, series="union on levy")
    once = Said(Stance.SUPPORTS, modality=Modality.RECALLED)

    assert set(weighed_together([Weighed(AGAINST, -2.2), Weighed(other, 0.1), Weighed(once, 0.1)])) == {
        AGAINST, other, once,
    }  # fmt: skip


def test_what_only_the_article_is_about_counts_where_nothing_plainer_is_said():
    assert weighed_together([Weighed(FOR, 0.7, distant=True), Weighed(AGAINST, -0.1)]) == [AGAINST]
    assert weighed_together([Weighed(FOR, 0.7, distant=True)]) == [FOR]


def test_the_order_of_statements_does_not_matter():
    found = [Weighed(FOR, 0.1), Weighed(AGAINST, -2.2), Weighed(FOR, 0.7, distant=True)]

    assert all(weighed_together(order) == [AGAINST] for order in permutations(found))
