"""Take in an archive by hand: the seed set, addresses, a sitemap, a folder of saved files, WARC files."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from flows.desk import Desk
from flows.fetching.archives import walk_sitemap
from flows.fetching.client import Client
from flows.fetching.sitemaps import read_sitemap
from flows.fetching.workshop import Workshop
from flows.revising.identity import article_id
from flows.revising.urls import canonical, outlet_of
from flows.stages.copies import note_copies
from flows.stages.fetch import open_client, poll_sources
from flows.stages.look import Looker, fetch_each, keep_safely
from flows.stages.saved import readers_of, saved_in, take_folder, workshop_of
from flows.stages.take import seed_article, take_seeds
from flows.stages.tally import Tally
from storage.domain.article import Article, Look
from storage.domain.hashing import content_id
from storage.domain.polling import PageCheck
from storage.domain.run import Failure, Stage

SEEDS = "seeds"
# Addresses fetched before what they brought is kept: at two seconds each, hours of a long list would be lost.
TOGETHER = 40


@dataclass(frozen=True)
class Archive:
    """What a backfill takes in. Nothing chosen: the seed set."""

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    folder: str | None = None
    sitemap: str | None = None
    dry_run: bool = False

    @property
    def wants_seeds(self) -> bool:
        return SEEDS in self.sources or not (self.sources or self.urls or self.folder or self.sitemap)

    @property
    def feeds(self) -> tuple[str, ...]:
        return tuple(source for source in self.sources if source != SEEDS)

    def includes(self, article: Article) -> bool:
        """True when the article may have been published in the range. Without a date it is in no range."""
        if self.since is None and self.until is None:
            return True
        if article.published is None:
            return False
        when = article.published.when
        return (self.since is None or when.last >= self.since) and (self.until is None or when.first <= self.until)


def take_archive(desk: Desk, archive: Archive, *, now: datetime) -> Tally:
    """Take in what `archive` names. With `dry_run` nothing is fetched or written: the counts say what would be."""
    tally = Tally()
    if archive.wants_seeds:
        tally += _seeds(desk, archive, now=now)
    if archive.folder:
        tally += _folder(desk, Path(archive.folder), now=now, dry_run=archive.dry_run)
    if archive.dry_run:
        asked = {"addresses that would be fetched": len(archive.urls) + bool(archive.sitemap)}
        return tally + Tally({**asked, "sources that would be polled": len(archive.feeds)})
    if archive.feeds:
        tally += poll_sources(desk, now=now, only=archive.feeds)
    if archive.urls or archive.sitemap:
        with open_client(desk, now=now) as client:
            tally += _addresses(desk, archive, client, now=now)
    return tally + note_copies(desk, now=now) if tally.counts.get("new revisions") else tally


def _seeds(desk: Desk, archive: Archive, *, now: datetime) -> Tally:
    chosen = [name for name, entry in desk.registry.articles.items() if archive.includes(seed_article(entry))]
    if archive.dry_run:
        return Tally({"seed articles that would be taken in": len(chosen)})
    return take_seeds(desk, now=now, only=chosen)


def _folder(desk: Desk, folder: Path, *, now: datetime, dry_run: bool) -> Tally:
    """Take every saved page or text below the folder; what cannot be used is quarantined by name."""
    if dry_run:
        usable = sum(not isinstance(found, Failure) for found in saved_in(folder))
        return Tally({"files that would be taken in": usable})
    with workshop_of(desk) as workshop, ThreadPoolExecutor(readers_of(desk), "reader") as readers:
        return take_folder(Looker(desk, workshop, now), folder, readers)


def _addresses(desk: Desk, archive: Archive, client: Client, *, now: datetime) -> Tally:
    listed, tally = list(archive.urls), Tally()
    if archive.sitemap:
        with Workshop() as workshop:
            walk = walk_sitemap(
                archive.sitemap,
                client=client,
                since=archive.since,
                until=archive.until,
                read=lambda raw: workshop.run(read_sitemap, raw),
            )
        desk.ledger.add_requests(walk.requests)
        listed += [page.url for page in walk.pages]
        tally += Tally(failures=walk.failures)
    known = {article.id for article in desk.ledger.articles()} | _elsewhere(desk)
    wanted: dict[str, str] = {}
    for url in listed:
        address = canonical(url)
        if address is None:
            tally += Tally(failures=(Failure(Stage.FETCH, url, f"{url} is not an address that can be fetched."),))
        elif article_id(address) in known:
            tally += Tally({"addresses seen before": 1})
        else:
            wanted[address] = article_id(address)
            known.add(wanted[address])
    with Workshop() as workshop:
        looker = Looker(desk, workshop, now)
        for start in range(0, len(wanted), TOGETHER):
            tally += _fetched(looker, dict(islice(wanted.items(), start, start + TOGETHER)), client)
    return tally


def _elsewhere(desk: Desk) -> set[str]:
    """The articles that other addresses would name: pages moved there, or said that they belong there."""
    names = (name.key for source in (*desk.registry.sources, "urls") for name in desk.ledger.entry_keys(source))
    return {content_id("article", name) for name in names if name.startswith("link:")}


def _fetched(looker: Looker, wanted: Mapping[str, str], client: Client) -> Tally:
    """Fetch some addresses and keep what they brought: a backfill that is stopped has lost only these."""
    ledger, tally = looker.desk.ledger, Tally()
    looks = fetch_each(dict.fromkeys(wanted), client=client)
    for url, name in wanted.items():
        page, article = looks[url], Article(name, "urls", url, url, outlet_of(url))
        if page.body is None:  # an address that brought nothing leaves no empty article behind
            ledger.add_requests(page.requests)
            tally += Tally(failures=(page.failure,) if page.failure else ())
            continue
        ledger.add_articles([article], seen_at=looker.now)
        tally += Tally({"new articles": 1})
        tally += keep_safely(looker, article, PageCheck(name, url, first_seen=looker.now), page, look=Look.BACKFILL)
    ledger.save_host_states(client.hosts)
    return tally
