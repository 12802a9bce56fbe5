"""Digests and sites of the fictional ferries, whole or with whatever a test changes."""

from __future__ import annotations

from flows.reporting import Material, build, html, json, markdown, site
from flows.reporting.library import Library, Listed
from flows.reporting.sections import file_name
from storage.domain.digest import Filters, Period
from storage.domain.run import Failure, Stage
from storage.domain.statement import SeriesId, Statement
from tests.flows.reporting.evidence import ADMISSIONS, CONCLUSIONS, POSITIONS, STATEMENTS
from tests.flows.reporting.ferries import ARTICLES, PERIOD, REGISTRY, SINCE, TEXTS, UNTIL

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
    return build(some_material(**fields), period=period, filters=filters)


def an_empty_digest(period: Period = PERIOD, **fields):
    nothing = {
        "conclusions": (), "positions": (), "statements": (), "articles": {}, "texts": {}, "admissions": {},
        "read": (), "counts": (), "failures": (), "unknown": {},
    }  # fmt: skip
    return a_digest(period, **(nothing | fields))


def a_library(**fields):
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
    digest = a_digest()
    name = file_name(digest)
    files = {page.path: page.render() for page in site.pages(library or a_library())}
    return files | {
        f"{name}.html": html.render(digest),
        f"{name}.md": markdown.render(digest),
        f"{name}.json": json.render(digest),
    }
