"""A run ends completed, partly completed under that name, or failed; and every failure is named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from markdown_it import MarkdownIt

from flows.reporting.markdown import flags
from storage.domain.run import Failure, RunReport, Stage

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def a_report(counts: tuple[tuple[str, int], ...] = (), *failures: Failure) -> RunReport:
    return RunReport("ingest", NOW, counts, failures)


@pytest.fixture(scope="module")
def final_state():
    from flows.conduct import final_state

    return final_state


def test_a_run_without_failures_is_completed_and_says_what_it_did(final_state):
    state = final_state(a_report((("new articles", 5),)))
    assert (state.name, state.message) == ("Completed", "5 new articles")


def test_a_run_in_which_something_failed_completes_partly_and_names_it(final_state):
    state = final_state(a_report((("new articles", 5),), Failure(Stage.FETCH, "the-beacon", "It did not answer.")))
    assert (state.type.value, state.name) == ("COMPLETED", "PartiallyCompleted")
    assert "the-beacon" in state.message


def test_sources_out_of_reach_alone_do_not_fail_a_run(final_state):
    assert final_state(a_report((), Failure(Stage.FETCH, "the-beacon", "It did not answer."))).is_completed()


def test_a_run_that_achieved_nothing_has_failed(final_state):
    assert final_state(a_report((), Failure(Stage.READ, "article", "It could not be read."))).is_failed()


@pytest.fixture
def evil():
    """A confirmed finding in which everything is hostile, and the report of a run that met nothing else."""
    from flows.stages.publish import Published
    from tests.flows.reporting import hostile

    finding = replace(hostile.CONCLUSIONS[0].finding, wording=hostile.EVERYTHING)
    report = a_report((("articles", 1),), Failure(Stage.FETCH, hostile.EVERYTHING, hostile.EVERYTHING))
    return finding, report, Published("digests/x.html", "", written=True, markdown=flags(hostile.digest()))


CALLS = re.compile("[\x00-\x08\n\x1b<>@\u202e\u2066\u200b]|\\]\\(")


def test_what_a_chat_is_told_calls_nobody_and_hides_no_address(monkeypatch, evil):
    from prefect.blocks.abstract import NotificationBlock

    from flows import conduct

    told: list[str] = []

    class Chat(NotificationBlock):
        def notify(self, body: str, subject: str | None = None) -> None:
            told.extend([subject or "", *body.split("\n")])

    monkeypatch.setattr(conduct.Block, "load", lambda name: Chat())
    conduct.notify("chat/desk", evil[0], evil[2])
    assert len(told) == 4
    assert not [line for line in told if CALLS.search(line)]


def test_events_tables_and_states_carry_hostile_words_as_plain_text(monkeypatch, evil):
    from flows import conduct

    finding, report, published = evil
    sent: dict = {}
    monkeypatch.setattr(conduct, "emit_event", lambda **event: sent.update(event))
    conduct.announce(finding, published)
    cells = [str(cell) for row in conduct.table_of(report) for cell in row.values()]
    told = [sent["payload"]["wording"], sent["resource"]["prefect.resource.name"], *cells]
    told.append(conduct.final_state(report).message or "")
    assert not [words for words in told if CALLS.search(words)]


def test_the_markdown_of_the_artifact_is_as_inert_as_the_page(evil):
    tokens = MarkdownIt("commonmark").parse(evil[2].markdown)
    inline = [child for token in tokens for child in token.children or ()]
    assert not [
        t for t in [*tokens, *inline] if t.type in {"html_block", "html_inline", "image", "fence", "code_inline"}
    ]
    hrefs = [str(t.attrGet("href")) for t in inline if t.type == "link_open"]
    assert not [href for href in hrefs if "evil" in href or not href.startswith("https://")]
