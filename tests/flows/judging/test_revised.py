"""What a later revision leaves of what an article said, and that an edit elsewhere in it changes nothing."""

from __future__ import annotations

import random as randomness
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.judging import Gone, Shown, find, gone, positions
from flows.judging.revised import once
from storage.domain.finding import Kind
from storage.domain.hashing import content_id
from storage.domain.stance import Stance
from storage.domain.statement import Statement
from storage.domain.when import When
from tests.builders import a_statement
from tests.flows.judging.harbour import CALM, CAP, CORA, HARBOURS, MASTERS
from tests.flows.judging.histories import statements

WORDS = "A cap would silt up every port in the land"
FIRST = a_statement(Stance.OPPOSES, "2024-01-10", by=MASTERS, on=CAP, text=WORDS, article="a")


def later(statement: Statement, name: str = "later", **changes: object) -> Statement:
    """The same statement as a later revision of its article has it, a line further down."""
    moved = tuple(replace(span, start=span.start + 40, end=span.end + 40) for span in statement.content)
    seen = statement.seen_at + timedelta(hours=3)
    return replace(statement, **{"revision": name, "seen_at": seen, "content": moved, **changes})


def left(said: Iterable[Statement], *texts: tuple[str, str], read: bool = True) -> Gone:
    """`texts` are those of article a, the newest first; the others were never edited."""
    shown = {s.article: [Shown(s.revision, s.text)] for s in said}
    return gone(said, shown={**shown, "a": [Shown(name, text, read) for name, text in texts]})


OLD = (FIRST.revision, f"“{WORDS},” said Ada Quill.")


def test_words_that_the_newest_text_still_says_and_that_are_read_alike_stay():
    again = later(FIRST)
    assert left([FIRST, again], ("later", f"Rain. {WORDS}."), OLD) == Gone()


def test_words_that_the_newest_text_gives_to_somebody_else_are_overtaken():
    assert left([FIRST], ("later", f"{WORDS}, said the dockers."), OLD) == Gone(overtaken=frozenset({FIRST.id}))


def test_words_that_are_read_otherwise_now_count_as_they_are_read_now():
    again = later(FIRST, stance=Stance.SUPPORTS)
    assert left([FIRST, again], ("later", f"Not that {WORDS}."), OLD) == Gone(overtaken=frozenset({FIRST.id}))


def test_while_nobody_has_read_the_newest_text_what_it_still_carries_stays():
    assert left([FIRST], ("later", f"{WORDS}, said the dockers."), OLD, read=False) == Gone()


def test_words_that_the_newest_text_lacks_are_withdrawn():
    assert left([FIRST], ("later", "Rain."), OLD) == Gone(withdrawn=frozenset({FIRST.id}))


def test_other_quotation_marks_and_another_case_are_no_withdrawal():
    quoted = replace(FIRST, text="We’d lose “every” port")
    again = later(quoted, text='We\'d lose "every" port')
    assert left([quoted, again], ("later", 'WE\'D lose "every" port.')) == Gone()


def test_words_that_were_given_to_another_before_they_were_dropped_are_not_missed_in_the_first_ones_name():
    texts = ("last", "Rain."), ("later", f"{WORDS}, said the dockers."), OLD
    assert left([FIRST], *texts) == Gone(overtaken=frozenset({FIRST.id}))


def test_a_text_that_came_back_counts_again_and_the_one_between_no_longer():
    between = later(FIRST, stance=Stance.SUPPORTS)
    texts = OLD, ("later", f"Not that {WORDS}.")
    assert left([FIRST, between], *texts) == Gone(overtaken=frozenset({between.id}))


def test_of_the_same_words_in_two_revisions_the_first_seen_is_cited():
    again = later(FIRST)
    assert list(once([again, FIRST])) == list(once([FIRST, again])) == [FIRST]


def test_equally_sure_divergences_are_dated_by_the_first_whatever_the_statements_ids():
    """Ordered by id, an edit elsewhere in an article moved a divergence by eleven days: which came first, chance."""
    body = [a_statement(Stance.SUPPORTS, day, by=MASTERS, on=CAP) for day in ("2024-01-11", "2024-01-21")]
    words = [a_statement(Stance.OPPOSES, day, by=MASTERS, on=CAP, person=CORA) for day in ("2024-02-14", "2024-02-25")]
    for number in range(8):
        edited = [later(s, content_id(number, s.id)) for s in words]
        found = find([*body, *edited], registry=HARBOURS, calibration=CALM)
        (divergence,) = [f for f in found if f.kind is Kind.DIVERGENCE]
        assert str(divergence.said_on) == "2024-02-14"


def what(said: Iterable[Statement], **more: Gone) -> object:
    """Findings and positions without what depends on which revision carries the words."""
    told = find(said, registry=HARBOURS, calibration=CALM, **more)
    held = positions(said, registry=HARBOURS, calibration=CALM, **more)
    cited = [[(e.role, e.statement.article, e.statement.text, e.statement.stance) for e in f.evidence] for f in told]
    bare = [(f.id, f.kind, f.status, f.before, f.after, f.said_on, f.confidence, f.wording, f.why) for f in told]
    return cited, bare, [(p.series, p.stance, p.since, p.until, p.confidence, p.status) for p in held]


def crowded(statement: Statement, day: int) -> Statement:
    """Said on one of few days, so that much is said on the same and only ties tell it apart."""
    return replace(statement, said_on=When.parse(f"2024-01-{day:02}"))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.builds(crowded, statements(by=(MASTERS,)), st.sampled_from([3, 4, 20])), max_size=9),
       st.integers(0, 99), st.data())  # fmt: skip
def test_edits_elsewhere_in_an_article_and_revisions_nobody_saw_change_nothing(said, seed, data):
    """Some revisions were missed, others seen besides: the words, and who said them when, are the same."""
    random = randomness.Random(seed)
    ours = {s.article: f"edited-{random.random()}" for s in said}
    edited = [later(s, ours[s.article]) for s in said]
    articles = sorted({s.article for s in said})
    both = data.draw(st.sets(st.sampled_from(articles))) if articles else set()
    assert what([*edited, *(s for s in said if s.article in both)]) == what(said)
