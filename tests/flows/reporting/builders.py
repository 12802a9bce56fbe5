"""A fictional sector, ferries, with enough history for every part of a digest. No real person or body is quoted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flows.reporting import Material
from storage.domain.article import Article, ArticleKind, Dated, Look, Revision
from storage.domain.attribution import Directness, Modality
from storage.domain.digest import Filters, Period
from storage.domain.finding import (
    Admission,
    ChangeKind,
    Conclusion,
    Evidence,
    Finding,
    Kind,
    Position,
    Role,
    Status,
)
from storage.domain.run import Failure, Stage
from storage.domain.sector import Certainty, Milestone, Office, Proposition, Registry, Stakeholder
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import SeriesId, Speaker, Statement
from storage.domain.when import When

SINCE = datetime(2026, 3, 1, tzinfo=UTC)
UNTIL = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
PERIOD = Period(SINCE, UNTIL, UNTIL)
FIRST = Period(None, UNTIL, UNTIL)


def a_proposition(identifier: str, label: str, sentence: str, **fields) -> Proposition:
    given = {
        "version": 1, "nation": "Norrland", "supports_means": f"In favour: {sentence}",
        "opposes_means": f"Against: {sentence}", "measure_terms": (label.lower(),), "restricted_terms": (),
        "topic_terms": (), "near_misses": (),
    }  # fmt: skip
    return Proposition(id=identifier, label=label, proposition=sentence, **(given | fields))


def a_stakeholder(identifier: str, name: str, kind: str = "association", parent: str | None = None, **fields):
    return Stakeholder(id=identifier, name=name, kind=kind, nation="Norrland", parent=parent, **fields)


def _office(person: str, organisation: str, role: str, since: str, until: str | None = None) -> Office:
    return Office(person, organisation, role, When.parse(since), When.parse(until) if until else None, Certainty.HIGH)


REGISTRY = Registry(
    name="Ferries in Norrland",
    nation="Norrland",
    digest="fixture",
    propositions={
        p.id: p
        for p in (
            a_proposition(
                "fare-cap", "Fare cap", "Fares on lifeline routes should be capped by law.",
                milestones=(Milestone(When.parse("2025-05"), "The ministry consults on a cap"),),
            ),
            a_proposition("night-sailings", "Night sailings", "Night sailings should be kept on every lifeline route."),
            a_proposition("crew-size", "Minimum crew", "The minimum crew of a ferry should rise from five to seven."),
            a_proposition("profit-ban", "Profit limits", "Operators of lifeline routes should pay no dividends."),
            a_proposition("single-regulator", "One regulator", "Harbours and ferries should have one regulator."),
        )
    },
    stakeholders={
        s.id: s
        for s in (
            a_stakeholder(
                "island-councils", "Association of Island Councils",
                aliases=("AIC",), offices=(_office("Maren Voss", "island-councils", "president", "2024", "2025-08"),
                                           _office("Tolla Reed", "island-councils", "president", "2025-09")),
            ),
            a_stakeholder("harbour-union", "Harbour and Deck Workers’ Union", "union"),
            a_stakeholder("transport-ministry", "Ministry of Sea Transport", "department"),
            a_stakeholder("ferry-operators", "Federation of Ferry Operators", "association"),
            a_stakeholder("blue-line", "Blue Line Ferries", "operator", "ferry-operators"),
            a_stakeholder("passenger-voice", "Passenger Voice", "charity"),
            a_stakeholder("coast-inspectorate", "Coast Inspectorate", "regulator"),
        )
    },
    sources={},
)  # fmt: skip

_TEXTS = {
    "a-budget": (
        "Island councils press for cap on ferry fares",
        "Harbour Gazette", "2024-04-12", ArticleKind.NEWS,
        "Ministers will hear from island leaders next week.\n"
        "The president of the Association of Island Councils, Maren Voss, said the sums were plain. "
        "“A legal cap on fares is the only thing that will keep young families on the islands, and we want it in this "
        "bill,” she told the harbour forum in Skerrow. Her members had seen fares rise by a third in two winters.\n"
        "The ministry declined to comment.",
    ),
    "a-turn": (
        "Councils’ new president on fares, crews and winter",
        "Norrland Post", "2026-03-03", ArticleKind.INTERVIEW,
        "Tolla Reed took over in the autumn, and has spent the winter on boats.\n"
        "Asked about fares, she does not hesitate. “A legal cap on fares would empty the timetable before it filled "
        "a single cabin. We cannot support it,” she says, stirring her coffee as the Hesper backs away from the quay. "
        "The association will put its case to the ministry this month.\n"
        "On crews she is more patient.",
    ),
    "a-turn-2": (
        "Response to the consultation on lifeline fares",
        "Association of Island Councils", "2026-03-05", ArticleKind.SUBMISSION,
        "1. Summary\n"
        "We do not support a statutory cap on fares. Our members would rather see the subsidy per seat made public and "
        "the timetable protected by contract.\n"
        "2. Detail",
    ),
    "a-crew-1": (
        "Union sets out its stall on crews",
        "Deck and Quay", "2025-06-10", ArticleKind.RELEASE,
        "The union’s general council met on Tuesday.\n"
        "We will support raising the minimum crew from five to seven on every route, summer and winter, without "
        "exception.\n"
        "Copies of the resolution are sent to every branch.",
    ),
    "a-crew-2": (
        "Union on crews: new resolution",
        "Deck and Quay", "2026-03-04", ArticleKind.RELEASE,
        "The union’s general council met again this week.\n"
        "We will support raising the minimum crew from five to seven on every route in winter, if the state pays for "
        "training.\n"
        "Copies of the resolution are sent to every branch.",
    ),
    "a-night": (
        "Night boats: operators and unions far apart",
        "Harbour Gazette", "2025-11", ArticleKind.NEWS,
        "The federation’s director, Ansel Brook, was blunt. “Nobody is on the two o’clock boat but the crew,” he said, "
        "and the federation “would not mourn” night sailings.\n"
        "Passenger Voice called that reckless. Its chair, Ida Marr, said night boats were “the difference between a "
        "job and no job” for shift workers.",
    ),
    "a-profit": (
        "Dividend row at Blue Line",
        "Norrland Post", "2026-03-06", ArticleKind.NEWS,
        "Blue Line’s chief executive, Per Aasen, said a ban on dividends “may be something we could live with, in "
        "time”.\n"
        "According to two people familiar with the talks, the ministry has dropped its opposition to limits on "
        "dividends.",
    ),
    "a-ministry": (
        "Minister: no limits on dividends",
        "Norrland Post", "2024", ArticleKind.NEWS,
        "“This government will not tell companies what to do with their profits,” the minister for sea transport, Odd "
        "Lunde, told the chamber.",
    ),
}  # fmt: skip

ARTICLES = {
    identifier: Article(
        id=identifier,
        source="fixture",
        url=f"https://news.example/{identifier}",
        title=title,
        outlet=outlet,
        kind=kind,
        published=Dated(
            When.parse(published),
            "printed under the title" if len(published) == 10 else "named in the text; no date is printed",
            raw=published if len(published) == 10 else None,
        ),
    )
    for identifier, (title, outlet, published, kind, _) in _TEXTS.items()
}
_REVISIONS = {
    identifier: Revision(identifier, text, seen_at=SINCE, look=Look.SEED, extractor="fixture 1")
    for identifier, (*_, text) in _TEXTS.items()
}
TEXTS = {revision.id: revision.text for revision in _REVISIONS.values()}


def a_statement(
    words: str | tuple[str, ...],
    *,
    article: str = "a-budget",
    by: str = "island-councils",
    on: str = "fare-cap",
    stance: Stance = Stance.SUPPORTS,
    person: str | None = None,
    role: str | None = None,
    **fields,
) -> Statement:
    """A statement whose words stand in the article's text. Several words: one quotation in pieces."""
    revision = _REVISIONS[article]
    pieces = (words,) if isinstance(words, str) else words
    starts = [revision.text.index(piece) for piece in pieces]
    content = tuple(Span(at, at + len(piece)) for at, piece in zip(starts, pieces, strict=True))
    published = ARTICLES[article].published
    given = {
        "confidence": 0.9, "directness": Directness.QUOTED, "modality": Modality.ASSERTED, "source": (),
        "source_text": person or by, "said_on": published.when if published else None, "seen_at": SINCE,
    }  # fmt: skip
    return Statement(
        article=article,
        revision=revision.id,
        url=ARTICLES[article].url,
        outlet=ARTICLES[article].outlet,
        speaker=Speaker(name=person or by, stakeholder=by, person=person, role=role),
        proposition=on,
        version=1,
        stance=stance,
        content=content,
        text=revision.text[content[0].start : content[-1].end],
        **(given | fields),
    )


WANTS_CAP = a_statement(
    "A legal cap on fares is the only thing that will keep young families on the islands, and we want it in this bill,",
    person="Maren Voss", role="president",
)  # fmt: skip
REFUSES_CAP = a_statement(
    "A legal cap on fares would empty the timetable before it filled a single cabin. We cannot support it,",
    article="a-turn", stance=Stance.OPPOSES, person="Tolla Reed", role="president",
)  # fmt: skip
REFUSES_CAP_IN_WRITING = a_statement(
    "We do not support a statutory cap on fares.",
    article="a-turn-2", stance=Stance.OPPOSES, directness=Directness.PUBLISHED,
)  # fmt: skip
CREW_ALWAYS = a_statement(
    "We will support raising the minimum crew from five to seven on every route, summer and winter, without exception.",
    article="a-crew-1", by="harbour-union", on="crew-size", directness=Directness.PUBLISHED,
)  # fmt: skip
CREW_IN_WINTER = a_statement(
    "We will support raising the minimum crew from five to seven on every route in winter, if the state pays for "
    "training.",
    article="a-crew-2", by="harbour-union", on="crew-size", stance=Stance.LEANS_FOR, directness=Directness.PUBLISHED,
    conditions=("the state pays for training",),
)  # fmt: skip
NO_NIGHT_BOATS = a_statement(
    ("Nobody is on the two o’clock boat but the crew,", "would not mourn” night sailings"),
    article="a-night", by="ferry-operators", on="night-sailings", stance=Stance.LEANS_AGAINST, person="Ansel Brook",
    role="director", directness=Directness.MIXED, confidence=0.74,
)  # fmt: skip
NIGHT_BOATS = a_statement(
    "the difference between a job and no job",
    article="a-night", by="passenger-voice", on="night-sailings", person="Ida Marr", role="chair",
)  # fmt: skip
LIVE_WITH_IT = a_statement(
    "may be something we could live with, in time",
    article="a-profit", by="blue-line", on="profit-ban", stance=Stance.LEANS_FOR, person="Per Aasen",
    role="chief executive", modality=Modality.HEDGED, confidence=0.61,
)  # fmt: skip
MINISTRY_FREE = a_statement(
    "This government will not tell companies what to do with their profits,",
    article="a-ministry", by="transport-ministry", on="profit-ban", stance=Stance.OPPOSES, person="Odd Lunde",
    role="minister for sea transport",
)  # fmt: skip
MINISTRY_DROPS = a_statement(
    "the ministry has dropped its opposition to limits on dividends",
    article="a-profit", by="transport-ministry", on="profit-ban", stance=Stance.LEANS_FOR,
    directness=Directness.HEARSAY, confidence=0.5, reported_reversal=True,
)  # fmt: skip
STATEMENTS = (
    WANTS_CAP, REFUSES_CAP, REFUSES_CAP_IN_WRITING, CREW_ALWAYS, CREW_IN_WINTER, NO_NIGHT_BOATS, NIGHT_BOATS,
    LIVE_WITH_IT, MINISTRY_FREE, MINISTRY_DROPS,
)  # fmt: skip
ADMISSIONS = {s.id: Admission(s.id, True, "") for s in STATEMENTS} | {
    MINISTRY_DROPS.id: Admission(MINISTRY_DROPS.id, False, "hearsay: the speaker is not named", "hearsay")
}


def a_finding(
    *evidence: tuple[Role, Statement], kind: Kind = Kind.REVERSAL, status: Status = Status.CONFIRMED, **fields
) -> Finding:
    before = next((s for role, s in evidence if role is Role.BEFORE), None)
    after = next((s for role, s in evidence if role is Role.AFTER), before)
    assert after is not None
    given = {
        "id": f"{after.id}"[:12], "before": before.stance if before else None, "after": after.stance,
        "confidence": 0.93, "said_on": after.said_on, "why": (), "wording": "Somebody has moved.",
    }  # fmt: skip
    return Finding(
        kind=kind,
        status=status,
        stakeholder=after.speaker.stakeholder or after.speaker.name,
        proposition=after.proposition,
        version=1,
        evidence=tuple(Evidence(statement, role) for role, statement in evidence),
        **(given | fields),
    )


def a_conclusion(
    finding: Finding, change: ChangeKind = ChangeKind.NEW, *, at: datetime = UNTIL, reason: str = ""
) -> Conclusion:
    return Conclusion(finding, change, at, reason)


REVERSAL = a_finding(
    (Role.BEFORE, WANTS_CAP), (Role.AFTER, REFUSES_CAP), (Role.AFTER, REFUSES_CAP_IN_WRITING),
    confidence=0.94, notes=("under new leadership",),
    wording="The Association of Island Councils has moved from supporting to opposing a legal cap on fares.",
    why=("two of its own statements within three days say so, one of them in its own publication.",),
)  # fmt: skip
SOFTENING = a_finding(
    (Role.BEFORE, CREW_ALWAYS), (Role.AFTER, CREW_IN_WINTER), kind=Kind.NEW_CONDITION, confidence=0.86,
    wording="The Harbour and Deck Workers’ Union has attached a condition to its support for a larger minimum crew.",
    why=("one own publication before and one after.",),
)  # fmt: skip
REPORTED = a_finding(
    (Role.BEFORE, MINISTRY_FREE), (Role.AFTER, MINISTRY_DROPS), kind=Kind.REPORTED_REVERSAL, status=Status.PROVISIONAL,
    confidence=0.5,
    wording="The Ministry of Sea Transport is reported to have moved on limits on dividends.",
    why=("only others say so, and they are not named.",),
)  # fmt: skip
UNSURE = a_finding(
    (Role.AFTER, LIVE_WITH_IT), kind=Kind.SOFTENING, status=Status.PROVISIONAL, confidence=0.58, before=Stance.OPPOSES,
    wording="Blue Line Ferries appears to have moved on limits on dividends.",
    why=("one hedged quotation", "a second statement would settle it.",),
)  # fmt: skip
ARCHIVED = a_finding(
    (Role.AFTER, NO_NIGHT_BOATS), kind=Kind.HARDENING, confidence=0.81, before=Stance.UNCOMMITTED,
    wording="The Federation of Ferry Operators had moved towards opposing night sailings by November 2025.",
)  # fmt: skip
WITHDRAWN = a_finding(
    (Role.AFTER, NIGHT_BOATS), kind=Kind.REVERSAL, status=Status.RETRACTED, confidence=0.3, before=Stance.OPPOSES,
    wording="No longer held: Passenger Voice appears to have moved on night sailings.",
)  # fmt: skip
BEFORE_PERIOD = datetime(2026, 2, 20, tzinfo=UTC)
CONCLUSIONS = (
    a_conclusion(REVERSAL),
    a_conclusion(SOFTENING),
    a_conclusion(REPORTED),
    a_conclusion(UNSURE),
    a_conclusion(ARCHIVED, ChangeKind.ARCHIVE),
    a_conclusion(replace(WITHDRAWN, status=Status.PROVISIONAL), at=BEFORE_PERIOD),
    a_conclusion(WITHDRAWN, ChangeKind.RETRACTED, reason="The earlier quotation was somebody else’s."),
)


def a_position(*evidence: Statement, status: Status = Status.CONFIRMED, confidence: float = 0.9) -> Position:
    last = evidence[-1]
    return Position(
        series=SeriesId(last.speaker.stakeholder or "", last.proposition),
        version=1,
        stance=last.stance,
        conditions=last.conditions,
        since=evidence[0].said_on or When.parse("2026"),
        until=None,
        confidence=confidence,
        status=status,
        evidence=evidence,
    )


POSITIONS = (
    a_position(REFUSES_CAP, REFUSES_CAP_IN_WRITING, confidence=0.94),
    a_position(CREW_IN_WINTER, confidence=0.86),
    a_position(NO_NIGHT_BOATS, confidence=0.81),
    a_position(NIGHT_BOATS, confidence=0.88),
    a_position(MINISTRY_FREE, confidence=0.7, status=Status.PROVISIONAL),
)
FAILURES = (
    Failure(Stage.FETCH, "norrland-radio", "The feed did not answer within 30 seconds.", transient=True),
    Failure(Stage.READ, "a-budget-scan.pdf", "The page has no text."),
)


def some_material(**fields) -> Material:
    given = {
        "conclusions": CONCLUSIONS, "positions": POSITIONS, "statements": STATEMENTS, "articles": ARTICLES,
        "texts": TEXTS, "admissions": ADMISSIONS, "read": tuple(ARTICLES),
        "counts": (("articles", 8), ("new revisions", 8), ("attributions", 24), ("statements", 10)),
        "failures": FAILURES, "unknown": {"Berit Sand": 3, "a harbour master": 1},
    }  # fmt: skip
    return Material(registry=REGISTRY, **(given | fields))


def a_digest(period: Period = PERIOD, filters: Filters | None = None, **fields):
    from flows.reporting import build

    return build(some_material(**fields), period=period, filters=filters)


def an_empty_digest(period: Period = PERIOD, **fields):
    nothing = {
        "conclusions": (), "positions": (), "statements": (), "articles": {}, "texts": {}, "admissions": {},
        "read": (), "counts": (), "failures": (), "unknown": {},
    }  # fmt: skip
    return a_digest(period, **(nothing | fields))


def a_library(**fields):
    from flows.reporting.sections import file_name
    from flows.reporting.site import Library, Listed

    digest = a_digest()
    listed = Listed(file_name(digest), digest.summary[0], SINCE, UNTIL, len(digest.flags), len(digest.failures))
    grouped: dict[SeriesId, list[Statement]] = {}
    for statement in STATEMENTS:
        grouped.setdefault(statement.series, []).append(statement)
    given = {
        "until": UNTIL, "digests": (listed,), "positions": POSITIONS, "conclusions": CONCLUSIONS,
        "statements": grouped, "articles": ARTICLES, "texts": TEXTS, "admissions": ADMISSIONS,
    }  # fmt: skip
    return Library(registry=REGISTRY, **(given | fields))


def a_site(library=None) -> dict[str, str]:
    """Every file of the site and of one digest, by path."""
    from flows.reporting import html, json, markdown, site
    from flows.reporting.sections import file_name

    digest = a_digest()
    name = file_name(digest)
    files = {page.path: page.render() for page in site.pages(library or a_library())}
    return files | {
        f"{name}.html": html.render(digest),
        f"{name}.md": markdown.render(digest),
        f"{name}.json": json.render(digest),
    }
