import time

import fast_diff_match_patch
import pytest
from diff_match_patch import diff_match_patch
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.revising import quotations
from flows.revising.changes import is_error_page, is_stub, typed
from flows.revising.worddiff import TOKEN, hunks

TEXT = (
    "Council reviews plan\n\nThe council will spend 1.5% of its budget on foster care, officials said on 3 May.\n\n"
    "“We will not be rushed,” said Maria Lindqvist, chair of the Northmoor Carers’ Forum.\n\n"
    "She added that five families had left. The board will meet in July.\n\n"
    "The fund stands at -£40,000 and ‘nobody’ knows why.\n\n"
    "A spokesperson for the council said it would respond in due course."
)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("1.5%", "15%", {"numeric"}),
        ("1.5%", "1.5", {"numeric"}),
        ("-£40,000", "£40,000", {"numeric"}),
        ("£40,000", "€40,000", {"numeric"}),
        ("40,000", "4,000", {"numeric"}),
        ("five families", "six families", {"numeric"}),
        ("3 May", "13 May", {"numeric"}),
        ("will not be", "will be", {"quote"}),
        ("“We will not be rushed,” said", "Carers will not be rushed, said", {"quote"}),
        ("‘nobody’", "nobody", {"quote"}),
        ("“We will not be rushed,”", '"We will not be rushed,"', {"typographic"}),
        ("budget on", "budget, on", {"typographic"}),
        ("due course", "due\u00a0course", {"typographic"}),
        ("Maria Lindqvist", "Marta Lindholm", {"attribution"}),
        ("She added", "She warned", {"attribution"}),
        ("chair of", "vice-chair of", {"attribution"}),
        (" The board will meet in July.", "", {"deletion"}),
        ("would respond", "would not respond", {"wording"}),
        ("in due course", "when it is ready", {"wording"}),
        ("reviews", "drops", {"headline"}),
        ("July.", "July.\n\nThis article was amended on 4 May to correct a figure.", {"correction_notice"}),
        ("July.", "July.\n\n3 minutes ago", {"furniture"}),
        ("July.", "July. The plan of 2019 has 40 pages and is long.", {"wording"}),
        ("July.", "July.\n\n“It is a disgrace,” said Tom Okafor.", {"quote"}),
    ],
)
def test_every_edit_is_told_by_what_it_changes(old, new, kinds):
    after = TEXT.replace(old, new, 1)
    assert after != TEXT
    assert {kind.value for kind in typed(TEXT, after)[0]} == kinds


SUBTLE = """Council to cut 15 posts

Ms Okafor, of the Harbour Union, said the plan was wrong. “It will not work, and one in five of us will go,” she said.

Crime has doubled since 2024-25, according to the union. About a third of staff have left, at a cost of £1.5m.

The council, which had been expected to object, did not comment. Spending rose 12 per cent.

The minister “strongly opposes” the idea. Officials met at 10am. The first meeting lasted an hour."""


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("15 posts", "20 posts", {"headline", "numeric"}),
        ("Harbour Union", "Harbour Council", {"attribution"}),
        ("according to the union", "according to the council", {"attribution"}),
        ("she said", "he said", {"attribution"}),
        ("said the plan was wrong", "said the plan was right", {"wording"}),
        ("one in five", "one in four", {"numeric", "quote"}),
        ("work, and", "work and", {"typographic"}),
        ("doubled", "tripled", {"numeric"}),
        ("2024-25", "2025-26", {"numeric"}),
        ("£1.5m", "£1.5bn", {"numeric"}),
        ("10am", "11am", {"numeric"}),
        ("first meeting", "second meeting", {"numeric"}),
        ("a third", "a quarter", {"numeric"}),
        ("12 per cent", "12%", {"wording"}),
        ("“strongly opposes”", "opposes", {"quote"}),
        ("The minister", "A spokesman for the minister", {"attribution"}),
        (" Officials met at 10am.", "", {"deletion"}),
        (", which had been expected to object,", "", {"wording"}),
        ("Spending rose", "Spending fell", {"wording"}),
    ],
)
def test_edits_that_other_tools_pass_over_or_overstate(old, new, kinds):
    after = SUBTLE.replace(old, new, 1)
    assert after != SUBTLE
    assert {kind.value for kind in typed(SUBTLE, after)[0]} == kinds


SHORE = """Pilots vote

A trustee of the harbour said the ballot closes on Monday, citing the law.

Fees are £78 a year, or 1,200 for a crew six miles out.

The guild’s secretary, Ada Pole, apologised. Tom Hale, was late. Dr Pole advises rest.

A former cook, Roshan Ettrick, has signed too.

The façade goes by May, two nights a year are lost, ‘so be it’. The leader, Tom Hale, supports it."""


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("A trustee of", "A clerk at", {"attribution"}),
        ("secretary, Ada", "head clerk, Ada", {"attribution"}),
        ("A former cook", "A campaigner", {"attribution"}),
        ("Dr Pole advises", "The clinic advises", {"attribution"}),
        ("was late", "was later", {"wording"}),
        ("on Monday, citing", "on Monday, blaming", {"wording"}),
        ("on Monday", "on Tuesday", {"numeric"}),
        ("a year", "a month", {"numeric"}),
        ("six miles", "six kilometres", {"numeric"}),
        ("1,200", "1200", {"typographic"}),
        ("‘so be it’", "“so be it”", {"typographic"}),
        ("façade", "facade", {"typographic"}),
        ("two nights a year", "two nights a month", {"numeric"}),
        ("by May", "by June", {"numeric"}),
        ("Hale, supports", "Hale, opposes", {"wording"}),
        ("Pilots vote", "Pilots vote again", {"headline"}),
        ("Pilots vote", "Pilots vote 31 to 24", {"headline", "numeric"}),
    ],
)
def test_roles_days_units_and_titles_that_a_blind_corpus_asked_for(old, new, kinds):
    after = SHORE.replace(old, new, 1)
    assert after != SHORE
    assert {kind.value for kind in typed(SHORE, after)[0]} == kinds


def test_a_new_figure_inside_a_quotation_is_both():
    before = "T\n\n“We need 15 places,” said Tom Okafor."
    assert {k.value for k in typed(before, before.replace("15", "25"))[0]} == {"numeric", "quote"}


def test_coming_back_to_an_earlier_version_is_a_restoration():
    edited = TEXT.replace("five", "six")
    kinds, _ = typed(edited, TEXT, earlier=[TEXT])
    assert {kind.value for kind in kinds} == {"numeric", "restored"}


def test_a_moved_paragraph_is_neither_deleted_nor_a_withdrawn_quotation():
    head, spend, quote, *rest = TEXT.split("\n\n")
    moved = "\n\n".join([head, spend, *rest, quote])
    assert {kind.value for kind in typed(TEXT, moved)[0]} == {"wording"}


def test_a_paywall_stub_and_an_error_page_are_told_from_an_edit():
    stub = TEXT[:120] + "\n\nSubscribe to continue reading this article."
    assert is_stub(stub, previous=TEXT)
    assert not is_stub(TEXT[:300], previous=TEXT)
    assert is_error_page("404 - Page not found", "Sorry")
    assert not is_error_page("Forbidden love at the palace", "A long story " * 300)


def test_quotations_are_found_in_every_kind_of_marks_and_apostrophes_are_none():
    text = "“One two,” he said. \"Three.\" The carers' view, and ‘a fair deal’, isn't 'so bad'. “Open\nnext"
    assert quotations.said(text) == {"one two", "three", "a fair deal", "so bad", "open"}


TEXTS = st.lists(
    st.sampled_from(["a", "b ", "1.5%", "“", "”", "\n", " ", "Tom", "-5", "é", "\U0001f600"]), max_size=40
).map("".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_the_edits_applied_to_the_old_text_give_the_new(before, after):
    pieces, at = [], 0
    for hunk in hunks(before, after):
        pieces += [before[at : hunk.before[0]], after[slice(*hunk.after)]]
        at = hunk.before[1]
    assert "".join(pieces) + before[at:] == after


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_every_text_has_a_kind_and_equal_texts_have_none(before, after):
    kinds, _ = typed(before, after)
    assert kinds
    assert ("none" in kinds) == (before == after)


@settings(max_examples=200, deadline=None)
@given(st.text("abcd", max_size=40), st.text("abcd", max_size=40))
def test_the_c_build_and_diff_match_patch_agree_edit_by_edit(before, after):
    slow, fast_diff = diff_match_patch(), fast_diff_match_patch.diff
    slow.Diff_Timeout = 0
    raw = fast_diff(before, after, timelimit=0, checklines=False, cleanup="No", counts_only=False)
    tidied = [({"=": 0, "-": -1, "+": 1}[sign], text) for sign, text in raw]
    slow.diff_cleanupSemantic(tidied)
    fast = fast_diff_match_patch.diff(
        before, after, timelimit=0, checklines=False, cleanup="Semantic", counts_only=False
    )
    assert [({"=": 0, "-": -1, "+": 1}[sign], text) for sign, text in fast] == tidied
    assert slow.diff_levenshtein(slow.diff_main(before, after, False)) == slow.diff_levenshtein(
        [({"=": 0, "-": -1, "+": 1}[sign], text) for sign, text in raw]
    )


def test_tokens_lose_no_character():
    assert "".join(TOKEN.findall(TEXT)) == TEXT


def test_unrelated_texts_of_any_length_take_bounded_time():
    one = "\n".join(" ".join(f"word{(i * 7919 + j) % 9973}" for j in range(20)) for i in range(1500))
    two = "\n".join(" ".join(f"term{(i * 7907 + j) % 9967}" for j in range(20)) for i in range(1500))
    started = time.process_time()
    typed(one, two)
    assert time.process_time() - started < 5
