"""The order and the headings of the page, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flows.reporting.inert import safe_name
from storage.domain.digest import Digest

_INSTANT = "%Y-%m-%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page. `empty` is what it says when there is nothing to tell."""

    id: str
    title: str
    kind: str  # flags, standing, read, failures, unknown
    rows: tuple[Any, ...]
    size: int
    empty: str
    blurb: str = ""


def sections(digest: Digest) -> list[Section]:
    """Return the sections in page order. Corrections and archive finds are left out when there are none."""
    flags = [
        _flags("shifts", "Confirmed changes of position", digest.shifts, "No confirmed change of position."),
        _flags(
            "observations", "Observations", digest.observations, "Nothing else to report.",
            "Worth telling, but not a change of position by our rules: “confirmed” says how sure the observation is.",
        ),
        _flags(
            "unconfirmed", "Not confirmed", digest.unconfirmed, "Nothing is waiting for confirmation.",
            "There are signs of a change, but not enough evidence to say so.",
        ),
        _flags(
            "corrections", "Corrections", digest.corrections, "",
            "What we said before and now say differently, with the reason.",
        ),
        _flags(
            "archive", "Found in the archive", digest.archive, "",
            "Changes that happened before the last look, and that we learned of in this period.",
        ),
    ]  # fmt: skip
    kept = [s for s in flags if s.size or s.empty]
    return [
        *kept,
        Section("standing", "Where they stand", "standing", digest.standing, len(digest.standing),
                "No position is known yet.", "The newest established position of each, by topic."),
        Section("read", "What was read", "read", digest.read, max(len(digest.read), len(digest.counts) and 1),
                "No article was read."),
        Section("failures", "What could not be read", "failures", digest.failures, len(digest.failures),
                "Everything that was tried could be read."),
        Section("unknown", "Speakers we do not know", "unknown", digest.unknown, len(digest.unknown),
                "Every speaker is known." if digest.read else "Nobody was quoted.",
                "Quoted by name, but not in the registry; their words move no position."),
    ]  # fmt: skip


def _flags(id_: str, title: str, rows: tuple[Any, ...], empty: str, blurb: str = "") -> Section:
    return Section(id_, title, "flags", rows, len(rows), empty, blurb)


def file_name(digest: Digest) -> str:
    """The name of the digest's files, without ending: it sorts by time."""
    until, since = digest.period.until, digest.period.since
    wanted = digest.filters
    as_of = digest.period.as_of
    parts = [f"{until:{_INSTANT}}".lower(), f"since-{since:{_INSTANT}}".lower() if since else "first"]
    parts += [f"as-of-{as_of:{_INSTANT}}".lower()] if as_of != until else []
    parts += [safe_name(part) for part in (wanted.stakeholder, wanted.topic, wanted.min_status) if part]
    return "-".join(parts)
