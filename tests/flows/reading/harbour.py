"""A fictional sector for reading: harbours, with bodies, offices that change hands, and three propositions."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.readers import build_reader
from flows.reading.reading import read
from storage.domain.article import Article, ArticleKind, Dated, Look, Revision
from storage.domain.sector import Certainty, Office, Proposition, Registry, Stakeholder
from storage.domain.statement import Reading
from storage.domain.when import When


def office(person, of, role, since=None, until=None, certainty=Certainty.HIGH):
    return Office(
        person, of, role, When.parse(since) if since else None, When.parse(until) if until else None, certainty
    )


def body(id_, name, kind, *, aliases=(), refs=(), offices=(), nation="england", parent=None):
    return Stakeholder(id_, name, kind, nation, parent, tuple(aliases), tuple(refs), tuple(offices))


BODIES = (
    body(
        "harbour-guild", "Guild of Harbour Masters", "association", aliases=("GHM",), refs=("the guild",),
        offices=(
            office("Mabel Thornquist", "harbour-guild", "President", "2023-04", "2024-03"),
            office("Orrin Vasey", "harbour-guild", "President", "2024-04", "2025-03"),
            office("Pella Quaintance", "harbour-guild", "Vice-president", "2024-04", "2025-03"),
        ),
    ),
    body(
        "ports-ministry", "Ministry of Ports", "department", aliases=("MoP",), refs=("the ministry", "the department"),
        offices=(
            office("Idris Fenwater", "ports-ministry", "Ports minister", "2022-01", "2024-06"),
            office("Hesper Lanyon", "ports-ministry", "Ports minister", "2024-07"),
        ),
    ),
    body("dockers-union", "Union of Dock Hands", "union", aliases=("UDH",), refs=("the union",)),
    body("crown", "Crown Government", "government", refs=("the government", "ministers"), nation="uk"),
    body(
        "wexley-council", "Wexley Town Council", "council",
        offices=(office("Orrin Vasey", "wexley-council", "Harbour director"),),
    ),
    body("tide-review", "Tide Review", "review", aliases=("the Tide Review",), refs=("the review",),
         offices=(office("Corwin Pask", "tide-review", "Chair", "2021-01", "2022-06"),)),
    body("cymric-government", "Cymric Government", "government", nation="wales"),
)  # fmt: skip

PROPOSITIONS = (
    Proposition(
        "night-ban", 1, "Ban on night dredging", "england", "Night dredging in harbours should be banned.",
        "Wants night dredging stopped.", "Wants night dredging to go on.",
        ("ban on night dredging", "night dredging ban"), ("night dredging",), (), ("night fishing",),
        ("dredging at night keeps towns awake",), ("night work keeps channels open",),
    ),
    Proposition(
        "pilot-levy", 1, "Levy for pilots", "england", "A levy on ferries should pay for harbour pilots.",
        "Wants the levy.", "Does not want the levy.",
        ("pilot levy", "levy on ferries", "ferry levy"), (), ("harbour pilots",), ("tourist tax",),
        ("ferries should pay their share",), ("fares would rise",),
    ),
    Proposition(
        "crane-cap", 1, "Cap on crane hours", None, "There should be a cap on the hours a crane crew works.",
        "Wants a cap.", "Does not want a cap.",
        ("crane cap", "cap on crane hours", "maximum crane hours"), (), ("crane crew",), ("cap on prices",),
    ),
)  # fmt: skip


def harbours(bodies=BODIES, propositions=PROPOSITIONS, *, digest="harbours"):
    return Registry("Harbours", "england", digest, {p.id: p for p in propositions}, {b.id: b for b in bodies}, {})


def read_text(text: str, *, on: str | None = "2024-09-12", registry=None, outlet="The Quay", **about) -> Reading:
    """Read `text` as an article of the day `on`."""
    dated = Dated(When.parse(on), "printed") if on else None
    article = Article("a1", "s1", None, "A title", outlet, published=dated, **about)
    revision = Revision("a1", text, datetime(2026, 1, 1, tzinfo=UTC), Look.SEED, "plain")
    return read(revision, article=article, registry=registry or harbours(), reader=build_reader())


def held(reading: Reading) -> set[tuple[str | None, str, int]]:
    """(stakeholder, proposition, sign) of every statement."""
    return {(s.speaker.stakeholder, s.proposition, s.stance.sign) for s in reading.statements}


__all__ = ["ArticleKind", "harbours", "held", "read_text"]
