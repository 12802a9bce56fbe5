"""Take in the seed set and saved files: from bytes on disk to articles and revisions in the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from flows.desk import Desk
from flows.mishap import named
from flows.revising.plain import article_text
from flows.stages.tally import Tally
from storage.domain.article import Article, Look, Revision, SeedArticle
from storage.domain.errors import InputError
from storage.domain.run import Failure, Stage

SEED_EXTRACTOR = "plain text 1"


def take_seeds(desk: Desk, *, now: datetime, only: Collection[str] | None = None) -> Tally:
    """Take in the pack's seed set, or those of its articles whose ids are in `only`."""
    chosen = [entry for entry in desk.registry.articles.values() if only is None or entry.id in only]
    articles: list[Article] = []
    revisions: list[Revision] = []
    failures: list[Failure] = []
    for entry in chosen:
        try:
            text = article_text(_bytes_of(desk.settings.seeds / "articles" / entry.file), name=entry.file)
        except Exception as problem:  # noqa: BLE001 - logged and named: one article ends no run
            failures.append(named(Stage.REVISE, entry.file, problem))
            continue
        articles.append(seed_article(entry))
        revisions.append(Revision(entry.id, text, now, Look.SEED, SEED_EXTRACTOR))
    desk.ledger.quarantine(failures, at=now)
    return Tally(
        {
            "new articles": desk.ledger.add_articles(articles, seen_at=now),
            "new revisions": desk.ledger.add_revisions(revisions),
        },
        tuple(failures),
    )


def seed_article(entry: SeedArticle) -> Article:
    return Article(
        id=entry.id,
        source="seeds",
        url=entry.url,
        title=entry.title,
        outlet=entry.outlet,
        kind=entry.kind,
        published=entry.published,
        said=entry.said,
        updated=entry.updated,
        author=entry.author,
        file=entry.file,
    )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise InputError(f"the file {path} cannot be read: {problem.strerror}") from problem
