"""A system Chromium over a written site. Where there is none, every test here is named as not run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from flows.reporting import html, site
from flows.reporting.library import Library
from tests.flows.reporting import hostile
from tests.flows.reporting.builders import FAILURES, a_digest, a_site, an_empty_digest
from tests.flows.reporting.ferries import FIRST, REGISTRY, UNTIL

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.service)
            item.add_marker(pytest.mark.xdist_group("browser"))  # one browser for all of them


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("VOLTEFACE_TEST_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no browser found (looked for {', '.join(NAMES)})")
    with sync_playwright() as playwright:
        # A container seldom lets Chromium build its sandbox; it opens our own files only.
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """A site as it is written: a digest, the pages for a quiet period, and a hostile sector beside it."""
    root = tmp_path_factory.mktemp("site")
    quiet = {
        "empty.html": html.render(an_empty_digest()),
        "failures.html": html.render(an_empty_digest(failures=FAILURES)),
        "first.html": html.render(a_digest(FIRST, conclusions=())),
    }
    left = site.unfollowed(Library(registry=REGISTRY, until=UNTIL), ["stakeholders/lighthouse-keepers.html"])
    evil = {page.path: page.render() for page in site.pages(hostile.library())}
    evil["digest.html"] = html.render(hostile.digest())
    for path, content in {
        **a_site(),
        **quiet,
        **{p.path: p.render() for p in left},
        **{f"hostile/{p}": c for p, c in evil.items()},
    }.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return root


@dataclass
class Visit:
    """A page in a window, and everything it did that it should not."""

    page: Page
    folder: Path
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto((self.folder / path).as_uri())
        return self.page

    def watch(self) -> None:
        own = self.folder.as_uri()
        self.page.on("console", lambda m: self.complaints.append(f"console: {m.text}"))
        self.page.on("pageerror", lambda e: self.complaints.append(f"error: {e}"))
        self.page.on("dialog", lambda d: (self.complaints.append(f"dialog: {d.message}"), d.dismiss()))
        self.page.on(
            "request",
            lambda r: None if r.url.startswith((own, "data:,")) else self.complaints.append(f"request: {r.url}"),
        )


SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture(params=["desktop"])
def size(request) -> str:
    return request.param


@pytest.fixture(params=["light"])
def scheme(request) -> str:
    return request.param


@pytest.fixture
def visit(browser: Browser, folder: Path, size: str, scheme: str) -> Iterator[Visit]:
    """A fresh window. Whatever a test does in it: no error, no dialog, no request may come of it."""
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)
    seen = Visit(context.new_page(), folder)
    seen.watch()
    yield seen
    context.close()
    assert seen.complaints == []
