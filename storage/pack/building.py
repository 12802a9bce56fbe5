"""Turn the checked files of a pack into the registry that everything else reads."""

from __future__ import annotations

import orjson

from storage.domain.article import Dated, SeedArticle
from storage.domain.hashing import content_id
from storage.domain.sector import (
    Administration,
    AliasRule,
    CodedExample,
    Milestone,
    Nation,
    Office,
    Proposition,
    Registry,
    Stakeholder,
)
from storage.domain.source import Source
from storage.domain.stance import Stance
from storage.pack.bundle import Bundle
from storage.pack.seeds import (
    NEAR_MISS,
    ArticleSeed,
    DatedSeed,
    ExampleSeed,
    OfficeSeed,
    PropositionSeed,
    Seed,
    SourceSeed,
    StakeholderSeed,
)


def build_registry(bundle: Bundle) -> Registry:
    """Return the registry of a pack in which nothing is wrong."""
    assert bundle.sector is not None
    return Registry(
        name=bundle.sector.name,
        nation=bundle.sector.nation,
        digest=_digest(bundle),
        propositions={entry.id: _proposition(entry) for entry in bundle.propositions},
        stakeholders={entry.id: _stakeholder(entry) for entry in bundle.stakeholders},
        sources={entry.id: _source(entry) for entry in bundle.sources},
        articles={entry.id: _article(entry) for entry in bundle.articles},
        nations={entry.id: Nation(entry.id, tuple(entry.names), entry.within) for entry in bundle.sector.nations},
        share_in_favour=bundle.sector.percent_in_favour / 100,
    )


def _digest(bundle: Bundle) -> str:
    """A hash of what a reader can know: a new feed or seed article does not make old readings stale."""
    assert bundle.sector is not None
    known: list[Seed] = [bundle.sector, *bundle.propositions, *bundle.stakeholders]
    return content_id("pack", *(orjson.dumps(entry.model_dump(), default=str).decode() for entry in known))


def _proposition(seed: PropositionSeed) -> Proposition:
    return Proposition(
        id=seed.id,
        version=seed.version,
        label=seed.label or seed.proposition,
        nation=seed.nation,
        proposition=seed.proposition,
        supports_means=seed.supports_means,
        opposes_means=seed.opposes_means,
        measure_terms=tuple(seed.measure_terms),
        restricted_terms=tuple(seed.restricted_terms),
        topic_terms=tuple(seed.topic_terms),
        near_misses=tuple(seed.near_misses),
        support_cues=tuple(seed.support_cues),
        oppose_cues=tuple(seed.oppose_cues),
        examples=tuple(_example(example) for example in seed.examples),
        said_for=tuple(seed.said_for),
        said_against=tuple(seed.said_against),
        opened=seed.opened,
        closed=seed.closed,
        milestones=tuple(Milestone(when=entry.date, what=entry.what) for entry in seed.milestones),
        note=seed.note,
    )


def _example(seed: ExampleSeed) -> CodedExample:
    return CodedExample(seed.text, None if seed.stance == NEAR_MISS else Stance.from_label(seed.stance))


def _stakeholder(seed: StakeholderSeed) -> Stakeholder:
    return Stakeholder(
        id=seed.id,
        name=seed.name,
        kind=seed.kind,
        nation=seed.nation,
        parent=seed.parent,
        aliases=tuple(seed.aliases),
        descriptive_refs=tuple(seed.descriptive_refs),
        offices=tuple(_office(office, seed.id) for office in seed.offices),
        active=(seed.since, seed.until),
        successor=seed.successor,
        note=seed.note,
        administrations=tuple(Administration(term.party, term.since, term.until) for term in seed.administrations),
        disambiguation=tuple(
            AliasRule(**{**rule.model_dump(), "near": tuple(rule.near), "since": rule.since, "until": rule.until})
            for rule in seed.disambiguation
        ),
    )


def _office(seed: OfficeSeed, organisation: str) -> Office:
    return Office(
        person=seed.person,
        organisation=organisation,
        role=seed.role,
        since=seed.since,
        until=seed.until,
        certainty=seed.certainty,
        source=seed.source,
        note=seed.note,
    )


def _source(seed: SourceSeed) -> Source:
    volume = seed.expected_per_week
    return Source(
        id=seed.id,
        name=seed.name,
        kind=seed.kind,
        url=seed.url,
        owner=seed.owner,
        outlet=seed.outlet,
        country=seed.country,
        timezone=seed.timezone,
        expected_per_week=(volume.least, volume.most) if volume else None,
        seen=seed.seen,
        enabled=seed.enabled,
    )


def _article(seed: ArticleSeed) -> SeedArticle:
    return SeedArticle(
        id=seed.id,
        file=seed.file,
        title=seed.title,
        outlet=seed.outlet,
        kind=seed.kind,
        url=seed.url,
        published=_dated(seed.published),
        said=_dated(seed.said),
        author=seed.author,
        updated=seed.updated,
    )


def _dated(seed: DatedSeed | None) -> Dated | None:
    return Dated(when=seed.date, basis=seed.basis, raw=seed.raw) if seed else None
