"""What a sector expert knows: propositions, stakeholders and their offices, and the registry that holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from storage.domain.article import SeedArticle
from storage.domain.source import Source
from storage.domain.stance import Stance
from storage.domain.when import When


class Certainty(StrEnum):
    """How well a fact of the pack is known. LOW: do not resolve a name on it alone."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Office:
    """A person's dated role in an organisation. `since`/`until` None: unknown start / still held or unknown end."""

    person: str
    organisation: str  # stakeholder id
    role: str
    since: When | None
    until: When | None
    certainty: Certainty
    source: str | None = None
    note: str | None = None

    def held_on(self, day: When) -> bool:
        """True when the office may have been held on some day of `day` (overlap; unknown ends are open)."""
        started = self.since is None or self.since.first <= day.last
        not_over = self.until is None or day.first <= self.until.last
        return started and not_over


@dataclass(frozen=True, slots=True)
class Administration:
    """Who governed, and when: a change of administration is told apart from a change of mind."""

    party: str
    since: When | None
    until: When | None

    def governed_on(self, day: When) -> bool:
        """True when it may have governed on some day of `day` (overlap; unknown ends are open)."""
        started = self.since is None or self.since.first <= day.last
        return started and (self.until is None or day.first <= self.until.last)


@dataclass(frozen=True, slots=True)
class AliasRule:
    """When an ambiguous `alias` names the stakeholder. Every condition that is given must hold."""

    alias: str
    after_full_name: bool = False  # only once the article has printed the full name
    nation: str | None = None  # only in a story of that nation
    since: When | None = None  # only in articles of that time: a name since changed, or passed on
    until: When | None = None
    near: tuple[str, ...] = ()  # only with one of these words in the same sentence
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """An organisation, collective or person who can hold a position."""

    id: str
    name: str
    kind: str  # association, union, department, government, regulator, charity, collective, person, ...
    nation: str | None
    parent: str | None  # id of the larger body: rolled up for display, never for judging
    aliases: tuple[str, ...] = ()  # proper names: found anywhere
    descriptive_refs: tuple[str, ...] = ()  # "the association": only when the article has named it before
    offices: tuple[Office, ...] = ()
    active: tuple[When | None, When | None] = (None, None)  # since, until
    successor: str | None = None  # id of the body it became, by merger or renaming
    note: str | None = None
    administrations: tuple[Administration, ...] = ()  # of a government: in order, a new one is not a change of mind
    disambiguation: tuple[AliasRule, ...] = ()  # aliases that name it only under a condition

    def rule_for(self, alias: str) -> AliasRule | None:
        """Return the condition under which `alias` names it; None when it always does."""
        return next((rule for rule in self.disambiguation if rule.alias == alias), None)


@dataclass(frozen=True, slots=True)
class CodedExample:
    """An invented sentence with the stance a coder would give it; None is a near miss: no position."""

    text: str
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Milestone:
    when: When
    what: str


@dataclass(frozen=True, slots=True)
class Proposition:
    """The one sentence about a topic that a stakeholder can be for or against, with both poles written out."""

    id: str
    version: int
    label: str
    nation: str | None
    proposition: str
    supports_means: str
    opposes_means: str
    measure_terms: tuple[str, ...]  # names of the measure: being for them is support
    restricted_terms: tuple[str, ...]  # names of what it limits or ends: being for them is opposition
    topic_terms: tuple[str, ...]  # names of the subject that carry no direction
    near_misses: tuple[str, ...]
    support_cues: tuple[str, ...] = ()  # what those in favour say: it helps to find the topic and weighs on the side
    oppose_cues: tuple[str, ...] = ()
    examples: tuple[CodedExample, ...] = ()
    said_for: tuple[str, ...] = ()  # invented sentences, as those in favour say it
    said_against: tuple[str, ...] = ()
    opened: When | None = None
    closed: When | None = None
    milestones: tuple[Milestone, ...] = ()
    note: str | None = None

    def __hash__(self) -> int:
        """What is worked out of a proposition is kept under it and asked for hundreds of times a text."""
        return hash((self.id, self.version))


@dataclass(frozen=True, slots=True)
class Nation:
    """A nation, the words that name it in a text, and the larger one it is part of."""

    id: str
    names: tuple[str, ...] = ()
    within: str | None = None


@dataclass(frozen=True)
class Registry:
    """A validated sector pack. `digest` is a hash of its content: part of the identity of every reading."""

    name: str
    nation: str | None  # the nation that the sector's news is about when it does not say
    digest: str
    propositions: Mapping[str, Proposition]
    stakeholders: Mapping[str, Stakeholder]
    sources: Mapping[str, Source]
    articles: Mapping[str, SeedArticle] = field(default_factory=dict)
    nations: Mapping[str, Nation] = field(default_factory=dict)
    share_in_favour: float = 0.5  # of annotated positions of the sector; even where nobody counted

    def meet(self, nation: str | None, other: str | None) -> bool:
        """True when what is said about one nation can be about the other: the same, unknown, or part of it."""
        if nation is None or other is None:
            return True
        return nation in self._and_around(other) or other in self._and_around(nation)

    def nations_named(self, text: str) -> tuple[str, ...]:
        """Return the nations that `text` names; one that others are part of says nothing about which of them."""
        larger = {nation.within for nation in self.nations.values()}
        return tuple(n for n, pattern in self._nation_patterns.items() if n not in larger and pattern.search(text))

    @cached_property
    def _nation_patterns(self) -> dict[str, re.Pattern[str]]:
        named = {nation.id: "|".join(map(re.escape, nation.names)) for nation in self.nations.values() if nation.names}
        return {nation: re.compile(rf"\b(?:{words})\b") for nation, words in named.items()}

    def _and_around(self, nation: str) -> tuple[str, ...]:
        around = [nation]
        while (known := self.nations.get(around[-1])) and known.within and known.within not in around:
            around.append(known.within)
        return tuple(around)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        return tuple(office for body in self.stakeholders.values() for office in body.offices)

    def offices_of(self, person: str) -> tuple[Office, ...]:
        return tuple(office for office in self.offices if office.person == person)
