"""A sector in which every name, title, quotation and message attacks the page that shows it."""

from __future__ import annotations

from dataclasses import replace

from flows.reporting import Material, build
from flows.reporting.site import Library
from storage.domain.article import Article, Dated
from storage.domain.digest import Digest
from storage.domain.finding import Admission, ChangeKind, Kind, Role, Status
from storage.domain.run import Failure, Stage
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import Speaker
from storage.domain.when import When
from tests.flows.reporting.evidence import BEFORE_PERIOD, WANTS_CAP, a_conclusion, a_finding, a_position
from tests.flows.reporting.ferries import PERIOD, REGISTRY, UNTIL, a_proposition, a_stakeholder

PAYLOADS = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title></textarea></script><h1>owned</h1>",
    "<!--<script>",
    "]]><x/>&lt;b&gt;&amp;&#x3c;script&#x3e;",
    "[click](javascript:alert(1)) ![p](https://evil.example/p.png) <https://evil.example>",
    "{{ 7*7 }}{% for x in y %}${7*7}<%= 7 %>",
    "| a | b |\n|---|---|\n\n# heading\n- list\n> quote\n```\ncode\n",
    "a\u202eevil\u2066\u200b\u0000\u001b[31m\u009bm\uffff",
    "https://evil.example/ www.evil.example javascript:alert(1) @everyone",
    "=HYPERLINK(\"https://evil.example\")",
)  # fmt: skip
EVERYTHING = " ".join(PAYLOADS)
_URLS = (
    "javascript:alert(1)",
    'https://news.example/"onmouseover="alert(1)',
    "data:text/html,<script>alert(1)</script>",
)

REGISTRY_OF_EVIL = replace(
    REGISTRY,
    name=EVERYTHING,
    stakeholders={
        '"><b id=x>': a_stakeholder('"><b id=x>', EVERYTHING, EVERYTHING, aliases=(EVERYTHING,), note=EVERYTHING),
        "../../evil": a_stakeholder("../../evil", EVERYTHING, EVERYTHING, '"><b id=x>'),
    },
    propositions={
        "' onclick='x": a_proposition("' onclick='x", EVERYTHING, EVERYTHING),
        "plain": a_proposition("plain", EVERYTHING, EVERYTHING),
    },
)


def _statement(number: int, payload: str):
    text = f"{payload} before\n{EVERYTHING}\nafter {payload}"
    start = text.index("\n") + 1
    stance = Stance.SUPPORTS if number % 2 else Stance.OPPOSES
    return replace(
        WANTS_CAP,
        article=f"a{number}",
        revision=f"r{number}",
        url=_URLS[number % 3],
        outlet=payload,
        speaker=Speaker(payload, ('"><b id=x>', "../../evil")[number % 2], payload, EVERYTHING, document=payload),
        proposition=("' onclick='x", "plain")[number % 2],
        content=(Span(start, start + len(EVERYTHING)),),
        text=EVERYTHING,
        stance=stance,
        conditions=(payload,),
        relayed_by=payload,
    )


STATEMENTS = tuple(_statement(i, payload) for i, payload in enumerate(PAYLOADS))
ARTICLES = {
    s.article: Article(
        s.article, "fixture", s.url, EVERYTHING, s.outlet, published=Dated(When.parse("2026-03-01"), EVERYTHING)
    )
    for s in STATEMENTS
}
TEXTS = {s.revision: f"{s.outlet} before\n{EVERYTHING}\nafter {s.outlet}" for s in STATEMENTS}
_FINDINGS = tuple(
    a_finding(
        (Role.BEFORE, STATEMENTS[i]), (Role.AFTER, STATEMENTS[(i + 2) % len(STATEMENTS)]),
        kind=list(Kind)[i % len(Kind)], status=list(Status)[i % len(Status)], id=f"finding{i}",
        wording=payload, why=(EVERYTHING,), notes=(payload,),
    )
    for i, payload in enumerate(PAYLOADS)
)  # fmt: skip
CONCLUSIONS = tuple(
    conclusion
    for f, finding in enumerate(_FINDINGS)
    for conclusion in (
        a_conclusion(replace(finding, status=Status.CONFIRMED), at=BEFORE_PERIOD),
        a_conclusion(finding, list(ChangeKind)[f % 4], reason=EVERYTHING),
    )
)
POSITIONS = tuple(a_position(s) for s in STATEMENTS)
ADMISSIONS = {s.id: Admission(s.id, False, EVERYTHING, "gate") for s in STATEMENTS[::2]}


def digest() -> Digest:
    material = Material(
        registry=REGISTRY_OF_EVIL, conclusions=CONCLUSIONS, positions=POSITIONS, statements=STATEMENTS,
        articles=ARTICLES, texts=TEXTS, admissions=ADMISSIONS, read=tuple(ARTICLES), counts=((EVERYTHING, 1),),
        failures=(Failure(Stage.FETCH, EVERYTHING, EVERYTHING),), unknown=dict.fromkeys(PAYLOADS, 1),
    )  # fmt: skip
    return build(material, period=PERIOD)


def library() -> Library:
    grouped: dict = {}
    for statement in STATEMENTS:
        grouped.setdefault(statement.series, []).append(statement)
    return Library(
        registry=REGISTRY_OF_EVIL, until=UNTIL, positions=POSITIONS, conclusions=CONCLUSIONS, statements=grouped,
        articles=ARTICLES, texts=TEXTS, admissions=ADMISSIONS,
    )  # fmt: skip
