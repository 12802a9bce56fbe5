"""The digest of the ferries in every format, as it was looked at."""

import pytest

from flows.reporting import atom, html, json, markdown
from flows.reporting.site import pages
from tests.flows.reporting import gold
from tests.flows.reporting.builders import FAILURES, a_digest, a_library, an_empty_digest
from tests.flows.reporting.ferries import FIRST

FORMATS = {"html": html.render, "md": markdown.render, "json": json.render, "atom": atom.render}


@pytest.mark.parametrize("ending", FORMATS)
def test_the_digest_is_the_golden_one(ending):
    gold.holds(f"ferries.{ending}", FORMATS[ending](a_digest()))


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("empty", an_empty_digest()),
        ("failures", an_empty_digest(failures=FAILURES)),
        ("first", a_digest(FIRST, conclusions=())),
    ],
)
def test_a_quiet_period_is_the_golden_one(name, digest):
    gold.holds(f"{name}.md", markdown.render(digest))


@pytest.mark.parametrize("path", ["stakeholders/island-councils.html", "matrix.html"])
def test_a_page_of_the_site_is_the_golden_one(path):
    page = next(p for p in pages(a_library()) if p.path == path)

    gold.holds(f"ferries-{path.replace('/', '-')}", page.render())
