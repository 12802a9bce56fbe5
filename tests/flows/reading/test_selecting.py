"""Only paragraphs that can matter are parsed, and what is found is what parsing every paragraph finds."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from flows.readers import build_reader
from flows.reading import reading
from flows.reading.reading import read
from storage.domain.article import Article, Look, Revision
from storage.registry import load_pack

ROOT = Path(__file__).parents[3]
ELSEWHERE = sorted((ROOT / "tests" / "training" / "attribution" / "f").glob("*.txt"))[:4]


@cache
def pack():
    return load_pack(ROOT / "seeds")


def read_text(name, text, about=None):
    article = about or Article(name, "s", f"https://example.org/{name}", name, "Gazette")
    revision = Revision(name, text, datetime(2026, 1, 1, tzinfo=UTC), Look.SEED, "plain")
    return read(revision, article=article, registry=pack(), reader=build_reader())


def positions(result):
    return [
        (s.series.stakeholder, s.proposition, s.version, s.stance, s.span, s.modality, s.conditions)
        for s in result.statements
    ]


def counted(monkeypatch):
    """The blocks that were parsed, and then every block of the body instead."""
    parsed = []
    chosen = reading.worth_parsing

    def watched(layout, *rest):
        parsed.append((len(chosen(layout, *rest)), len(layout.body)))
        return chosen(layout, *rest)

    monkeypatch.setattr(reading, "worth_parsing", watched)
    return parsed


@pytest.mark.parametrize("entry", pack().articles.values(), ids=lambda entry: entry.file[:3])
def test_the_seed_documents_give_the_same_positions_as_when_all_of_them_is_parsed(entry, monkeypatch):
    text = (ROOT / "seeds" / "articles" / entry.file).read_text(encoding="utf-8")
    about = Article(entry.id, "s", entry.url, entry.title, entry.outlet, entry.kind, entry.published, entry.said)
    some = positions(read_text(entry.id, text, about))
    monkeypatch.setattr(reading, "worth_parsing", lambda layout, *_: layout.body)

    assert some == positions(read_text(entry.id, text, about))
    assert some


def test_articles_about_something_else_are_hardly_parsed_and_lose_nothing(monkeypatch):
    texts = {path.stem: path.read_text(encoding="utf-8").split("\n---\n")[1] for path in ELSEWHERE}
    parsed = counted(monkeypatch)
    some = [positions(read_text(name, text)) for name, text in texts.items()]
    monkeypatch.setattr(reading, "worth_parsing", lambda layout, *_: layout.body)

    assert some == [positions(read_text(name, text)) for name, text in texts.items()]
    assert sum(n for n, _ in parsed) <= sum(of for _, of in parsed) / 2


def test_what_leads_up_to_a_subject_and_what_follows_while_the_text_is_on_it_is_parsed(monkeypatch):
    parsed = counted(monkeypatch)
    asides = [f"{what} on {day}." for what in ("Rain fell", "Lunch was late") for day in ("Monday", "Friday", "Sunday")]
    subject = "The association opposes a ban on agency project teams."

    read_text("hall", "\n\n".join([*asides, subject, *asides]))

    assert parsed == [(9, 13)]
