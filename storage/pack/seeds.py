"""What each file of a pack may say: its fields, their types, and a word on each for whoever writes one."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from storage.domain.article import ArticleKind
from storage.domain.sector import Certainty
from storage.domain.source import SourceKind
from storage.domain.stance import Stance
from storage.domain.when import When

NEAR_MISS = "none"
STANCES = (*(stance.label for stance in reversed(Stance)), NEAR_MISS)
NATION = r"[a-z][a-z-]*"
_DATES = "write 2024, 2024-04, 2024-04-12 or 2024-04/2024-06"
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
ID = "a short name for files and exports: letters, digits, hyphens"


def _when(value: object) -> When:
    """Dates may be written with or without quotes; a bare year is a number to YAML."""
    if isinstance(value, When):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"not a date; {_DATES}")
    try:
        return When.parse(str(value))
    except ValueError as error:
        reason = "" if str(error).startswith("not a date") else f" ({error})"
        raise ValueError(f"{value} is not a date{reason}; {_DATES}") from error


def _plain(text: str) -> str:
    """Refuse what a reader cannot see: it could turn the digest's own words around."""
    hidden = _HIDDEN.search(text)
    if hidden:
        raise ValueError(f"holds the invisible character U+{ord(hidden.group()):04X}; remove it")
    return text


def _address(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"https?://[^\s@\\<>\"]+", value):
        raise ValueError(f"{value!r} is not a web address; write it out with https://, or null when it is not known")
    return value


def _zone(value: object) -> object:
    try:
        if isinstance(value, str):
            ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{value!r} is not a time zone; write one like Europe/London") from error
    return value


Day = Annotated[When, BeforeValidator(_when)]
Url = Annotated[str, BeforeValidator(_address)]
TimeZone = Annotated[str, BeforeValidator(_zone)]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), AfterValidator(_plain)]
Term = Annotated[str, StringConstraints(min_length=2, max_length=120, pattern=r"^\S(.*\S)?$"), AfterValidator(_plain)]
Nation = Annotated[str, StringConstraints(pattern=rf"^{NATION}$")]
# A sentence that one can be for or against, so not a question.
Sentence = Annotated[str, StringConstraints(min_length=10, max_length=600, pattern=r"^[\p{Lu}\p{N}][\s\S]*[^?\s]$")]


class Seed(BaseModel, extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True):
    """The strictness of every record: no unknown field, no silent conversion."""


class NationSeed(Seed):
    id: Annotated[Nation, Field(description=ID)]
    names: Annotated[list[Term], Field(description="the words that name it in a text")] = []
    within: Annotated[Nation | None, Field(description="id of the larger nation it is part of")] = None


class SectorSeed(Seed):
    name: Annotated[Text, Field(description="what the sector is called in the digest")]
    nation: Annotated[Nation | None, Field(description="the nation its news is about when it does not say")] = None
    nations: Annotated[
        list[NationSeed], Field(description="the nations told apart; one within another meets it; leave out if one")
    ] = []
    percent_in_favour: Annotated[
        int,
        Field(
            description="of positions that people annotated, how many are in favour; leave out if nobody counted",
            gt=0,
            lt=100,
        ),
    ] = 50


class ExampleSeed(Seed):
    stance: Annotated[
        Literal["support", "qualified_support", "mixed", "qualified_oppose", "oppose", "none"],
        Field(description="what a coder would give it; none for a near miss"),
    ]
    text: Annotated[Text, Field(description="an invented sentence, in your own words")]


class MilestoneSeed(Seed):
    date: Annotated[Day, Field(description="when it happened")]
    what: Annotated[Text, Field(description="what happened, in a few words")]


class PropositionSeed(Seed):
    id: Annotated[Slug, Field(description=ID)]
    version: Annotated[
        int, Field(ge=1, description="raise it when the meaning changes: positions are never compared across versions")
    ] = 1
    label: Annotated[Text | None, Field(description="heading in the digest; the proposition itself unless given")] = (
        None
    )
    nation: Annotated[Nation | None, Field(description="the nation it is about; null for any")] = None
    proposition: Annotated[Sentence, Field(description="the one sentence to be for or against; not a question")]
    supports_means: Annotated[Text, Field(description="what somebody says who is for it")]
    opposes_means: Annotated[Text, Field(description="what somebody says who is against it")]
    measure_terms: Annotated[list[Term], Field(description="names of the measure: being for these is support")] = []
    restricted_terms: Annotated[
        list[Term], Field(description="names of what it would limit or end: being for these is opposition")
    ] = []
    topic_terms: Annotated[list[Term], Field(description="names of the subject that carry no direction")] = []
    near_misses: Annotated[list[Text], Field(description="what sounds alike and is something else")] = []
    support_cues: Annotated[
        list[Term], Field(description="what those in favour say: it helps to find the topic and weighs on the side")
    ] = []
    oppose_cues: Annotated[list[Term], Field(description="what those against say: likewise")] = []
    examples: Annotated[
        list[ExampleSeed],
        Field(
            description="at least one of each pole and one near miss: how such sentences are worded is learnt from them"
        ),
    ] = []
    said_for: Annotated[
        list[Text],
        Field(description="invented sentences as those in favour say it, in all the ways they do; twenty or more help"),
    ] = []
    said_against: Annotated[list[Text], Field(description="as those against say it: as many")] = []
    opened: Annotated[
        Day | None, Field(description="when it became a question: nothing said before is about it; null if unknown")
    ] = None
    closed: Annotated[Day | None, Field(description="when it ceased to be one, for its page; null if open")] = None
    milestones: Annotated[list[MilestoneSeed], Field(description="dated events around it")] = []
    note: Annotated[Text | None, Field(description="for the curator")] = None


class TopicsFile(Seed):
    sector: Annotated[SectorSeed, Field(description="name and nation of the sector")]
    propositions: Annotated[list[PropositionSeed], Field(min_length=1, description="the codebook")]


class OfficeSeed(Seed):
    person: Annotated[Text, Field(description="the name as printed")]
    role: Annotated[Text, Field(description="the title of the office")]
    since: Annotated[Day | None, Field(description="null if unknown")] = None
    until: Annotated[Day | None, Field(description="null while they hold it, or if the end is unknown")] = None
    certainty: Annotated[
        Certainty, Field(strict=False, description="how well it is known: low is never resolved on alone")
    ]
    joint: Annotated[bool, Field(description="true when several hold the role at the same time")] = False
    source: Annotated[Text | None, Field(description="where it is documented")] = None
    note: Annotated[Text | None, Field(description="for the curator")] = None


class AdministrationSeed(Seed):
    party: Annotated[Text, Field(description="who governs")]
    since: Annotated[Day | None, Field(description="first day; null if unknown")]
    until: Annotated[Day | None, Field(description="last day; null while it governs")]


class AliasRuleSeed(Seed):
    alias: Annotated[Term, Field(description="one of the aliases, spelt alike")]
    after_full_name: Annotated[bool, Field(description="true: only once the article has printed the full name")] = False
    nation: Annotated[Nation | None, Field(description="only in a story of that nation")] = None
    since: Annotated[Day | None, Field(description="only in articles from then on")] = None
    until: Annotated[Day | None, Field(description="only in articles until then")] = None
    near: Annotated[list[Term], Field(description="only with one of these words in the same sentence")] = []
    why: Annotated[Text, Field(description="what else the alias could mean")]


class StakeholderSeed(Seed):
    id: Annotated[Slug, Field(description=ID)]
    name: Annotated[
        Text, Field(description="full name, found in texts; what stands in brackets is for the reader only")
    ]
    kind: Annotated[
        Slug,
        Field(description="one word; person, collective, council, department and government mean what they say"),
    ] = "organisation"
    nation: Annotated[Nation | None, Field(description="where it works; null if anywhere")] = None
    parent: Annotated[Slug | None, Field(description="id of the larger body; for display only")] = None
    aliases: Annotated[list[Term], Field(description="other proper names, found anywhere")] = []
    descriptive_refs: Annotated[list[Term], Field(description="'the association': only once it has been named")] = []
    disambiguation: Annotated[list[AliasRuleSeed], Field(description="conditions for ambiguous aliases")] = []
    offices: Annotated[list[OfficeSeed], Field(description="who speaks for it, and when")] = []
    administrations: Annotated[list[AdministrationSeed], Field(description="of a government, in order")] = []
    since: Annotated[Day | None, Field(description="when it came into being, for its page; null if unknown")] = None
    until: Annotated[Day | None, Field(description="when it ceased to exist, for its page; null if it has not")] = None
    successor: Annotated[Slug | None, Field(description="id of the body it became")] = None
    note: Annotated[Text | None, Field(description="for the curator")] = None


class StakeholdersFile(Seed):
    stakeholders: Annotated[list[StakeholderSeed], Field(min_length=1, description="who can hold a position")]


class VolumeSeed(Seed):
    least: Annotated[int, Field(ge=0, description="fewer items a week are worth a look")]
    most: Annotated[int, Field(ge=1, description="more items a week are worth a look")]


class SourceSeed(Seed):
    id: Annotated[Slug, Field(description=ID)]
    name: Annotated[Text, Field(description="what it is called in the digest")]
    kind: Annotated[
        SourceKind,
        Field(strict=False, description="feeds are polled, pages only listed; seeds is the set of articles below"),
    ]
    url: Annotated[Url | None, Field(description="address of the feed or page; null for the seed set")] = None
    owner: Annotated[Slug | None, Field(description="stakeholder id when it is its own channel")] = None
    outlet: Annotated[Text | None, Field(description="the publisher: groups its sources")] = None
    country: Annotated[
        str, StringConstraints(pattern=r"^[A-Z]{2}$"), Field(description="two letters; GB unless given")
    ] = "GB"
    timezone: Annotated[TimeZone, Field(description="for dates without a zone; Europe/London unless given")] = (
        "Europe/London"
    )
    expected_per_week: Annotated[
        VolumeSeed | None, Field(description="usual number of items a week; null if unknown")
    ] = None
    seen: Annotated[
        Literal["strong", "medium", "pattern", "weak", "unconfirmed"] | None,
        Field(description="how well the address is known"),
    ] = None
    enabled: Annotated[bool, Field(description="false: known, but not polled")] = True


class SourcesFile(Seed):
    sources: Annotated[list[SourceSeed], Field(description="where articles come from")]


class DatedSeed(Seed):
    date: Annotated[
        Day, Field(description="2024, 2024-04, 2024-04-12, or a range 2024-04/2024-06: no more than is known")
    ]
    basis: Annotated[Text, Field(description="where it stands, or why it is inferred")]
    raw: Annotated[Text | None, Field(description="as printed")] = None


class ArticleSeed(Seed):
    id: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=100),
        Field(description="a short name: letters, digits, hyphens, underscores"),
    ]
    file: Annotated[Text, Field(description="name of the text file in articles/")]
    title: Annotated[Text, Field(description="headline")]
    outlet: Annotated[Text, Field(description="who published it")]
    kind: Annotated[ArticleKind, Field(strict=False, description="what sort of text it is")]
    url: Annotated[Url | None, Field(description="address of the original; null when not known for certain")] = None
    published: Annotated[DatedSeed | None, Field(description="null when unknown: it then never enters a timeline")]
    said: Annotated[DatedSeed | None, Field(description="the occasion, when it differs from publication")] = None
    author: Annotated[
        Text | None, Field(description="stakeholder id or name of whoever writes in the first person")
    ] = None
    updated: Annotated[Day | None, Field(description="when the outlet says it was updated")] = None
    note: Annotated[Text | None, Field(description="for the curator")] = None


class ArticlesFile(Seed):
    articles: Annotated[list[ArticleSeed], Field(description="the seed set; may be empty")]
