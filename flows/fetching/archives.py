"""Read archives for a backfill: a folder of saved pages, a list of URLs, a WARC file, a sitemap with a date range."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from flows.fetching import pages
from flows.fetching.client import Client
from flows.fetching.guard import place_of
from flows.fetching.sitemaps import Sitemap, SitemapPage, read_sitemap
from flows.fetching.wire import DECODED_LIMIT, RAW_LIMIT
from flows.mishap import named
from storage.domain.errors import InputError, RefusedAddress
from storage.domain.polling import RequestRecord, StoredBody
from storage.domain.run import Failure, Stage

TEXT_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"}
MOST_SITEMAPS = 200


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved document: its bytes, what they are, and where they came from as far as known."""

    name: str
    data: bytes
    content_type: str
    url: str | None = None
    fetched_at: datetime | None = None

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_plain(self) -> bool:
        return self.content_type == "text/plain"


def read_folder(folder: Path) -> Iterator[Saved | Failure]:
    """Yield each .txt and .html file below `folder`, by name. Raises InputError when there is no such folder.

    What cannot be read is yielded as a Failure, and the rest goes on. Links out of the folder are not followed.
    """
    if folder.is_file():
        yield _saved(folder, name=folder.name)
        return
    if not folder.is_dir():
        raise InputError(f"There is no file or folder {folder}.")
    root = folder.resolve()
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in TEXT_TYPES):
        name = path.relative_to(folder).as_posix()
        if not path.is_file():
            continue
        if not path.resolve().is_relative_to(root):
            yield Failure(Stage.FETCH, name, f"{name} is a link that leads out of the folder.")
            continue
        yield _saved(path, name=name)


def _saved(path: Path, *, name: str) -> Saved | Failure:
    kind = TEXT_TYPES.get(path.suffix.lower(), "text/plain")
    try:
        size = path.stat().st_size
        if size > RAW_LIMIT:
            return Failure(Stage.FETCH, name, f"{name} is larger than 10 MB ({size:,} bytes).")
        return Saved(name, path.read_bytes(), kind)
    except OSError as error:
        return Failure(Stage.FETCH, name, f"{name} cannot be read: {(error.strerror or 'unknown reason').lower()}.")


def read_url_list(text: str) -> tuple[tuple[str, ...], tuple[Failure, ...]]:
    """Return the addresses of a list, one a line, each once, and a Failure for each line that is none."""
    found: dict[str, None] = {}
    faults = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        url = line.strip()
        if not url or url.startswith("#"):
            continue
        try:
            found[place_of(url).url] = None
        except RefusedAddress as error:
            faults.append(Failure(Stage.FETCH, f"line {number}", str(error)))
    return tuple(found), tuple(faults)


def read_warc(path: Path) -> Iterator[StoredBody | Failure]:
    """Yield the pages a WARC (or .warc.gz) file holds: responses with status 200 and markup or plain text.

    What cannot be read, the file itself or the rest of it, is yielded as a Failure.
    """
    found = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response" and (page := _archived(record)) is not None:
                    found += 1
                    yield page
    except OSError as error:
        yield Failure(
            Stage.FETCH, path.name, f"{path.name} cannot be read: {(error.strerror or 'unknown reason').lower()}."
        )
    except Exception as error:  # noqa: BLE001 - warcio trips over one wrong byte in ways that it does not declare
        told = f"{path.name} is damaged or no WARC file ({type(error).__name__}); what came before is kept."
        yield Failure(Stage.FETCH, path.name, told)
    else:
        if not found:
            yield Failure(Stage.FETCH, path.name, f"{path.name} holds no pages.")


def _archived(record: ArcWarcRecord) -> StoredBody | Failure | None:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    if headers is None or headers.get_statuscode() != "200" or not kind.lower().startswith(("text/", "application/xh")):
        return None
    data = record.content_stream().read(DECODED_LIMIT + 1)
    if len(data) > DECODED_LIMIT:
        return Failure(Stage.FETCH, url, f"{url} unpacks to more than 20 MB.")
    raw = record.rec_headers.get_header("WARC-Date") or ""
    try:
        at = datetime.fromisoformat(raw.replace("Z", "+00:00"))
        at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)  # without an offset it is not this machine's time
    except (ValueError, OverflowError):
        return Failure(Stage.FETCH, url, f"{url} carries no readable WARC-Date.")
    return StoredBody(hashlib.sha256(data).hexdigest(), data, url, at, kind)


@dataclass(frozen=True, slots=True)
class SitemapWalk:
    pages: tuple[SitemapPage, ...]
    requests: tuple[RequestRecord, ...]
    failures: tuple[Failure, ...]


def walk_sitemap(
    url: str,
    *,
    client: Client,
    since: date | None = None,
    until: date | None = None,
    read: Callable[[bytes], Sitemap] = read_sitemap,
) -> SitemapWalk:
    """Return the pages that a sitemap, or an index of sitemaps, lists within the dates; each address once.

    `read` may be one that reads elsewhere, within limits: a sitemap is as hostile as a feed.
    """
    queue, seen, asked = [url], {url}, 0
    found: dict[str, SitemapPage] = {}
    requests: list[RequestRecord] = []
    faults: list[Failure] = []
    while queue and asked < MOST_SITEMAPS:
        asked += 1
        look = pages.fetch(queue.pop(0), client=client, purpose="sitemap")
        requests.extend(look.requests)
        sitemap = _sitemap_of(look, read)
        if isinstance(sitemap, Failure):
            faults.append(sitemap)
            continue
        found.update((page.url, page) for page in sitemap.pages if page.within(since, until))
        fresh = [child for child in sitemap.worth_asking(since) if child not in seen]
        seen.update(fresh)
        queue.extend(fresh)
    if queue:
        faults.append(
            Failure(Stage.FETCH, url, f"{url} lists more than {MOST_SITEMAPS} sitemaps; {len(queue):,} were left out.")
        )
    return SitemapWalk(tuple(found.values()), tuple(requests), tuple(faults))


def _sitemap_of(look: pages.Page, read: Callable[[bytes], Sitemap]) -> Sitemap | Failure:
    if look.body is None:
        return look.failure or Failure(Stage.FETCH, look.url, f"{look.url} brought no sitemap.")
    try:
        return read(look.body.data)
    except InputError as error:
        return Failure(Stage.FETCH, look.url, f"{look.url}: {error}")
    except Exception as problem:  # noqa: BLE001 - logged and named: one sitemap ends no walk
        return named(Stage.FETCH, look.url, problem)
