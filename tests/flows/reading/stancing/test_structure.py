"""What structure does to a side: endings of endings, denials, deeds told before, and who wants what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.reading.parsed import Parsed
from flows.reading.stancing import Passage
from flows.reading.stancing.features import evidence
from flows.reading.stancing.frame import frame_of
from flows.reading.stancing.targets import named
from flows.reading.stancing.terms import judged_term
from storage.domain.attribution import Attribution, Directness
from storage.domain.sector import Proposition
from storage.domain.span import Span
from tests.flows.reading.stancing.quarry import NIGHT_BLASTING, STONE_LEVY, parser, passage

BARBECUES = Proposition(
    id="barbecues", version=1, label="Barbecues", nation=None,
    proposition="Barbecues should be allowed on city beaches.",
    supports_means="Wants beach barbecues allowed.", opposes_means="Wants the beach barbecue ban kept.",
    measure_terms=("lifting the ban on barbecues", "longer barbecue season"),
    restricted_terms=("beach barbecue ban", "grill patrols on the sand"),
    topic_terms=(), near_misses=(),
)  # fmt: skip


def value(text: str, before: str | None = None, *, on: Proposition = NIGHT_BLASTING) -> float:
    return sum(path.value for path in evidence(passage(text, before), on).paths)


def event(before: str, *, on: Proposition = NIGHT_BLASTING) -> float:
    return evidence(passage("The parish wrote to the minister.", before), on).event


def sign_of(word: str, *, on: Proposition) -> float:
    return frame_of(on).things.get(word, 0.0)


def test_what_a_measure_lifts_a_ban_on_is_what_it_is_for():
    assert sign_of("barbecu", on=BARBECUES) > 0
    assert frame_of(BARBECUES).acts["ban"] < 0 < frame_of(BARBECUES).acts["lift"]


def test_longer_is_not_no_longer():
    assert sign_of("season", on=BARBECUES) > 0


def test_a_place_named_in_a_term_is_not_what_the_term_is_against():
    assert sign_of("patrol", on=BARBECUES) < sign_of("sand", on=BARBECUES)


def test_to_let_is_not_a_letter():
    letters = replace(STONE_LEVY, restricted_terms=("Saturday letters",))

    assert not named(passage("They let it pass.").judged, frame_of(letters))
    assert named(passage("They burnt the letters.").judged, frame_of(letters))


def test_a_denied_subject_is_denied_once():
    assert value("No quarry tax should be brought in.", on=STONE_LEVY) < 0


def test_nothing_against_a_measure_is_for_it():
    assert (
        value("The masons have nothing against the quarry tax.", on=STONE_LEVY)
        > 0
        > value("The masons are against the quarry tax.", on=STONE_LEVY)
    )


def test_what_is_hard_to_defend_is_not_defended():
    assert value("The stone levy is hard to defend.", on=STONE_LEVY) < 0


def test_a_sentence_ends_at_its_semicolon_for_what_is_denied_in_the_next():
    assert value("The stone levy punishes masons; a crueller line was never drawn.", on=STONE_LEVY) < 0


def test_a_relative_clause_judges_the_noun_it_hangs_on():
    assert value("It is a quarry tax that punishes small masons.", on=STONE_LEVY) < 0
    assert value("It is a quarry tax that we applaud.", on=STONE_LEVY) > 0


def test_whoever_did_it_is_judged_and_not_what_was_done():
    assert value("Whoever dropped the stone levy should be made to sweep the road.", on=STONE_LEVY) == 0


def test_the_verbs_that_share_a_subject_judge_it_too():
    assert value("The quarry tax came in years ago and hurts every mason in town.", on=STONE_LEVY) < 0


def test_those_who_decide_against_a_measure_undo_it():
    assert event("The ministry has decided against the quarry tax.", on=STONE_LEVY) == -1
    assert event("The ministry has backed away from the quarry tax.", on=STONE_LEVY) == -1
    assert event("The ministry has rejected the quarry tax.", on=STONE_LEVY) == -1


def test_no_more_than_three_is_a_number_and_no_denial():
    assert event("Blasting would be held to no more than three nights.") == 1


def test_money_that_goes_to_somebody_has_not_gone():
    assert event("Should the stone levy go to the villages?", on=STONE_LEVY) == 1


def test_the_body_that_is_dismayed_is_not_the_measure():
    before = "The stone levy has been dropped from the bill."

    assert value("The masons' union said that it was dismayed.", before, on=STONE_LEVY) == 0


def test_what_is_to_become_of_a_thing_stands_after_it():
    assert value("The masons want the stone levy swept away.", on=STONE_LEVY) < 0
    assert value("Masons joined farmers to call for the stone levy to be torn up.", on=STONE_LEVY) < 0
    assert value("They would like the stone levy dropped.", on=STONE_LEVY) < 0
    assert value("They would like the stone levy kept.", on=STONE_LEVY) > 0


def test_what_a_thing_is_replaced_with_is_what_comes():
    assert value("The masons want it replaced with a stone levy.", on=STONE_LEVY) > 0


def test_a_view_held_once_is_told_apart_from_a_view_of_today():
    (path,) = evidence(
        passage("The union once campaigned for the stone levy and has since withdrawn that support."), STONE_LEVY
    ).paths

    assert path.channel == "past"


def test_few_are_not_and_nobody_is_not_are_two_denials():
    assert value("Few masons are not relieved by the stone levy.", on=STONE_LEVY) > 0
    assert value("Few masons are relieved by the stone levy.", on=STONE_LEVY) < 0


def test_not_only_denies_nothing():
    assert value("The stone levy is not only fair.", on=STONE_LEVY) > 0


def test_a_condition_that_puts_should_first_is_no_wish():
    assert value("Only if that fails should the stone levy come back.", on=STONE_LEVY) == 0


def test_a_mention_may_be_answered_outright():
    assert value("A stone levy, yes, when the roads are mended.", on=STONE_LEVY) > 0
    assert value("A stone levy? No.", on=STONE_LEVY) < 0
    assert value("No to the stone levy.", on=STONE_LEVY) < 0


def test_a_case_that_melts_away_is_a_case_no_more():
    assert value("The case for the stone levy may melt away.", on=STONE_LEVY) < 0


def test_what_undoes_good_work_does_harm():
    assert value("The stone levy would undo the good work of years.", on=STONE_LEVY) < 0
    assert value("The stone levy would cost masons less.", on=STONE_LEVY) > 0


def test_in_an_article_only_the_measure_named_before_can_be_going():
    before = "Two in three quarries have stopped blasting at night."
    parsed = parser()(f"{before} It is welcome.")
    last = Span(len(before) + 1, len(parsed.text))
    heard = Passage.of_attribution(Parsed(parsed), Attribution((), (), (last,), Directness.QUOTED, 1.0))

    assert evidence(heard, NIGHT_BLASTING).event == 1
    assert evidence(replace(heard, in_article=False), NIGHT_BLASTING).event == event(before)


def said_of(term: str, text: str) -> float:
    """What `text` says of the measure called `term`, one word of it."""
    whole = passage(text)
    found = judged_term(whole, [next(t.i for t in whole.judged if t.lower_ == term)], 1)
    return found.value if found is not None else 0.0


def test_a_measure_that_others_have_cut_or_that_is_missing_is_told_and_not_opposed():
    assert said_of("levy", "Spending from the levy has fallen by half since 2010.") == 0
    assert said_of("limit", "Quarries work all night and there is no limit at all.") == 0
    assert said_of("levy", "That is not a way to collect the levy.") == 0


def test_who_has_no_plans_for_a_measure_does_not_want_it():
    assert said_of("levy", "The ministry had no plans to introduce the levy.") < 0


def test_who_is_sorry_to_see_a_measure_go_wants_it():
    assert said_of("levy", "I’m sorry to see the levy go.") > 0


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("While the night blasting ban sounds attractive, it will not work.", 0),
        ("The night blasting ban might look good on paper but would cause chaos.", -1),
        ("While the parish supports the night blasting ban, it wants to see the details.", 1),
        ("It has worked, though the owners never supported the night blasting ban.", -1),
        ("The evidence for the night blasting ban is overwhelming.", 1),
        ("The evidence for the night blasting ban is thin.", -1),
        ("The cost of the night blasting ban could not be justified.", -1),
        ("Ministers should go further than the night blasting ban.", 1),
        ("Ministers should think again about the night blasting ban.", -1),
        ("Under no circumstances would the owners accept the night blasting ban.", -1),
        ("The last thing our members need is the night blasting ban.", -1),
        ("The night blasting ban is a step in the wrong direction.", -1),
        ("The owners opposed the daft night blasting ban.", -1),
        ("The parish could not support a bill without the night blasting ban.", 1),
        ("The owners accused ministers of dragging their feet over the night blasting ban.", 1),
    ],
)
def test_plain_words_of_the_press_take_the_side_that_they_take(text, side):
    told = sum(path.value for path in evidence(passage(text), NIGHT_BLASTING).paths if path.channel != "conceded")

    assert (told > 0) - (told < 0) == side


def test_what_is_named_as_wanted_or_not_wanted_is_set_against_the_other():
    wanted = evidence(passage("What we need is the night blasting ban, not reviews."), NIGHT_BLASTING)
    unwanted = evidence(passage("What is needed is more inspectors, not the night blasting ban."), NIGHT_BLASTING)

    assert (wanted.signed["set against"], unwanted.signed["set against"]) == (1.0, -1.0)


def test_the_end_of_a_measure_told_after_but_does_not_turn_what_was_said_of_it_before():
    assert value("The night blasting ban is daft but is to be lifted.") < 0


@pytest.mark.parametrize("joined", [" and ", " but "])
def test_verbs_without_end_share_a_subject_without_harm(joined):
    assert value(f"The night blasting ban {joined.join(['ran', 'sat', 'stood'] * 1000)}.") == 0


def test_a_loss_of_a_loss_of_a_loss_has_an_end():
    assert value(f"The night blasting ban means a {'loss of ' * 1000}jobs.") <= 1


def test_little_of_it_is_hardly_any_and_a_little_house_is_a_house():
    assert value("There is little evidence for the night blasting ban.") < 0
    assert value("There is little reason to drop the night blasting ban.") > 0
    assert value("The little village supports the night blasting ban.") > 0
