"""Our own voice takes no side: the words on the pages are code, and are tested as such."""

import re
from dataclasses import replace
from importlib.resources import files

import pytest

from flows.judging.admission import VOTING
from flows.reporting import naming
from flows.reporting.templating import balanced, plain
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Admission, Finding, Kind, Role, Status
from storage.domain.sector import Nation
from storage.domain.stance import Stance
from tests.flows.reporting.evidence import REVERSAL
from tests.flows.reporting.ferries import REGISTRY

LOADED = re.compile(
    r"u-turn|flip-?flop|admit(s|ted)? that|backtrack|climb-?down|betray|volte-face|caved|so-called", re.I
)


def test_no_loaded_word_is_ours():
    folder = files("flows.reporting")
    for place in (folder, folder / "templates"):
        for file in place.iterdir():
            if file.is_file() and file.name.endswith((".py", ".html", ".xml")):
                assert not LOADED.search(file.read_text(encoding="utf-8")), file.name


@pytest.mark.parametrize(
    ("words", "every"),
    [
        (naming.STANCES, Stance), (naming.MARKS, Stance), (naming.KINDS, Kind), (naming.STATUSES, Status),
        (naming.DIRECTNESS, Directness), (naming.MODALITY, Modality),
    ],
)  # fmt: skip
def test_everything_has_a_word_of_its_own(words, every):
    assert set(words) == set(every)
    assert len(set(words.values())) == len(words)


def test_certainty_is_never_rounded_up_to_a_hundred():
    assert naming.percent(0.9999) == "99\u00a0%"
    assert naming.percent(0.001) == "1\u00a0%"


def test_reasons_are_one_sentence():
    assert naming.reasons(REVERSAL) == (
        "Confirmed, 94\u00a0%: two of its own statements within three days say so, one of them in its own publication."
    )


@pytest.mark.parametrize(
    ("kind", "role", "title"),
    [
        (Kind.REVERSAL, Role.BEFORE, "Before"), (Kind.REVERSAL, Role.AFTER, "After"),
        (Kind.REVERSAL, Role.BESIDE, "Beside it"), (Kind.DIVERGENCE, Role.BEFORE, "One voice"),
        (Kind.DIVERGENCE, Role.BESIDE, "Another voice"), (Kind.QUOTATION_WITHDRAWN, Role.BEFORE, "No longer printed"),
    ],
)  # fmt: skip
def test_the_sides_of_a_finding_are_called_by_what_they_are(kind, role, title):
    assert naming.role(kind, role) == title


def test_a_finding_without_reasons_still_says_how_sure():
    bare: Finding = REVERSAL.__class__(**{n: getattr(REVERSAL, n) for n in REVERSAL.__slots__} | {"why": ()})

    assert naming.reasons(bare) == "Confirmed, 94\u00a0%."


def test_a_nation_is_written_as_the_pack_writes_it():
    known = replace(REGISTRY, nations={"uk": Nation("uk", ("UK", "United Kingdom")), "wales": Nation("wales")})

    assert [naming.nation(known, i) for i in ("uk", "wales", "northern-ireland", "eu", "Norrland")] == [
        "UK", "Wales", "Northern Ireland", "EU", "Norrland",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gate", "reason", "told"),
    [
        ("modality", "modality is recalled", "it tells of an earlier time"),
        ("copy", "copy of statement 0af3 (Norrland Post, 2025-11)",
         "the same words are counted once, as printed in Norrland Post, in November 2025 (day unknown)"),
        ("copy", "copy of statement 0af3 (Deck, and Quay (evening), None)",
         "the same words are counted once, as printed in Deck, and Quay (evening), undated"),
        ("hearsay", "hearsay", "hearsay"),
    ],
)  # fmt: skip
def test_why_something_does_not_count_is_said_without_the_terms_of_the_ledger(gate, reason, told):
    assert naming.refusal(Admission("s", False, reason, gate), Modality.RECALLED) == told


def test_every_modality_that_does_not_vote_has_a_reason_of_its_own():
    told = {
        m: naming.refusal(Admission("s", False, "modality is x", "modality"), m) for m in Modality if m not in VOTING
    }

    assert len(set(told.values())) == len(told)
    assert not any("modality" in reason for reason in told.values())


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("so we get “the right support …", "so we get “the right support …”"),
        ("would not mourn” night sailings", "“would not mourn” night sailings"),
        ("Nobody is there, … would not mourn” it", "Nobody is there, … “would not mourn” it"),
        ("a “plain” word, the sailors’ own", "a “plain” word, the sailors’ own"),
        ("“one “two” three", "“one “two” three”"),
        ("asked for ‘a cap on every", "asked for ‘a cap on every’"),
        ("a cap on every route.’ They left", "‘a cap on every route.’ They left"),
        ("“so we get ‘the right", "“so we get ‘the right’”"),
        ("they don’t, said the ‘plain’ sailors’ own", "they don’t, said the ‘plain’ sailors’ own"),
        ("it was the ‘90s and they told ‘em", "it was the ‘90s and they told ‘em"),
    ],
)
def test_quotation_marks_of_words_shown_alone_come_in_pairs(words, shown):
    assert balanced(words) == shown


def test_the_codebooks_labels_are_written_as_words():
    assert plain("Permission with conditions is qualified_oppose.") == (
        "Permission with conditions is qualified opposition."
    )
