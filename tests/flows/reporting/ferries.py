"""A fictional sector, ferries: its registry and its articles. No real person or body is quoted."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.domain.article import Article, ArticleKind, Dated, Look, Revision
from storage.domain.digest import Period
from storage.domain.sector import Certainty, Milestone, Office, Proposition, Registry, Stakeholder
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
REVISIONS = {
    identifier: Revision(identifier, text, seen_at=SINCE, look=Look.SEED, extractor="fixture 1")
    for identifier, (*_, text) in _TEXTS.items()
}
TEXTS = {revision.id: revision.text for revision in REVISIONS.values()}
