"""The site in a real browser: read by people with a phone, a keyboard, a screen reader or a printer."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import conftest

KINDS = (
    "index.html",
    "2026-03-08t063000-since-2026-03-01t000000.html",
    "empty.html",
    "failures.html",
    "first.html",
    "stakeholders/index.html",
    "stakeholders/island-councils.html",
    "stakeholders/coast-inspectorate.html",
    "propositions/index.html",
    "propositions/night-sailings.html",
    "matrix.html",
    "search.html",
    "stakeholders/lighthouse-keepers.html",  # of what is no longer followed
)
DIGEST = KINDS[1]


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"], indirect=True)
@pytest.mark.parametrize("size", ["phone", "desktop"], indirect=True)
def test_axe_finds_no_violation(visit, path):
    page = visit.open(path)
    found = Axe().run(page).response["violations"]

    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_phone_never_scrolls_sideways(visit, path):
    page = visit.open(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_watch_sees_what_a_page_must_not_do(browser, folder, tmp_path):
    bad = tmp_path / "bad.html"
    bad.write_text("<script>console.log(1); alert(2); x.y</script><img src='https://news.example/pixel.png'>")
    page = browser.new_context().new_page()
    seen = conftest.Visit(page, folder)
    seen.watch()
    page.goto(bad.as_uri())
    page.context.close()

    assert {c.split(":")[0] for c in seen.complaints} == {"console", "dialog", "error", "request"}


def test_one_walks_from_the_index_through_a_digest_to_the_evidence(visit):
    page = visit.open("index.html")
    page.click(".digests >> text=2 confirmed changes of position and 1 observation")
    assert page.locator("h1").inner_text() == "2 confirmed changes of position and 1 observation in this period."
    page.click("nav.contents >> text=Observations")
    assert page.url.endswith("#observations")
    page.click(".facts >> text=Association of Island Councils")
    assert page.locator("h1").inner_text() == "Association of Island Councils"
    page.click(".standing >> text=Fare cap")
    assert page.url.endswith("#on-fare-cap")
    page.click("#on-fare-cap-title >> text=Fare cap")
    assert "Fares on lifeline routes should be capped by law." in page.locator("main").inner_text()
    page.click("nav[aria-label=Site] >> text=Digests")
    assert page.locator("h1").inner_text() == "Who has changed position on what"


def test_from_the_page_of_what_is_no_longer_followed_one_finds_the_digests_and_the_search(visit):
    page = visit.open("stakeholders/lighthouse-keepers.html")
    assert page.locator("h1").inner_text() == "No longer followed"
    assert "no longer part of the sector" in page.locator("main").inner_text()
    page.click("main >> text=search")
    assert page.get_by_role("searchbox").is_visible()
    page.go_back()
    page.click("main >> text=digests")
    assert page.locator("h1").inner_text() == "Who has changed position on what"


def test_search_narrows_while_one_types_and_says_how_many(visit):
    page = visit.open("search.html")
    page.get_by_role("searchbox").fill("ISLAND oppos")

    shown = page.locator("#entries > li:visible").all_inner_texts()
    assert len(shown) == 2
    assert all("Association of Island Councils" in entry for entry in shown)
    assert page.get_by_role("status").inner_text() == "2 entries."


def test_search_says_so_when_there_is_nothing(visit):
    page = visit.open("search.html")
    page.get_by_role("searchbox").fill("zeppelin")

    assert page.locator("#entries > li:visible").count() == 0
    assert page.get_by_role("status").inner_text() == "No entry."


def test_a_search_can_be_linked_to(visit):
    page = visit.open("search.html")
    page.goto(page.url + "?q=night%20sailings")

    assert page.get_by_role("searchbox").input_value() == "night sailings"
    assert "Night sailings" in page.locator("#entries > li:visible").first.inner_text()


def test_a_result_is_opened_with_the_keyboard_alone(visit):
    page = visit.open("search.html")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("harbour workers")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**/stakeholders/harbour-union.html")


def test_without_script_search_and_matrix_are_plain_lists_of_links(browser, folder):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "search.html").as_uri())
    assert page.locator("#entries > li:visible").count() == 24
    page.goto((folder / "matrix.html").as_uri())
    assert page.locator("a.cell").count() == 5
    context.close()


def test_arrow_keys_move_through_the_matrix_and_enter_opens_the_evidence(visit):
    page = visit.open("matrix.html")
    focused = "document.activeElement.closest('tr').cells[0].textContent"
    page.locator("a.cell").first.focus()
    assert page.evaluate(focused) == "Association of Island Councils"
    for key, row in (("ArrowDown", "Association of Island Councils"), ("End", "Association of Island Councils")):
        page.keyboard.press(key)  # there is nothing below it in its column, and nothing beside it
        assert page.evaluate(focused) == row
    page.locator("a.cell[href*='ferry-operators']").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "Passenger Voice"
    page.keyboard.press("Enter")
    page.wait_for_url("**/stakeholders/passenger-voice.html#on-night-sailings")


def test_the_matrix_is_one_stop_for_the_tab_key(visit):
    page = visit.open("matrix.html")

    assert page.locator("a.cell[tabindex='0']").count() == 1
    assert page.locator("a.cell[tabindex='-1']").count() == 4


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_names_stay_in_sight_when_the_matrix_is_scrolled(visit):
    page = visit.open("matrix.html")
    page.evaluate("document.querySelector('.tall').scrollLeft = 300")

    box = page.locator("tbody th").first.bounding_box()
    assert 0 <= box["x"] < 40


def test_the_first_tab_leads_past_the_navigation(visit):
    page = visit.open(DIGEST)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_everything_that_takes_the_focus_shows_it(visit):
    page = visit.open(DIGEST)
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_picture_is_read_out_as_words(visit):
    page = visit.open(DIGEST)

    name = page.get_by_role("img").first.get_attribute("aria-label")
    assert name.startswith("Association of Island Councils on Fare cap, oldest first. 12 April 2024: support")


@pytest.mark.parametrize("scheme", ["light", "dark"], indirect=True)
def test_the_marks_of_the_picture_take_the_colours_of_the_page(visit, scheme):
    page = visit.open(DIGEST)

    colour = page.evaluate("getComputedStyle(document.querySelector('.picture path[fill=\"#0b5f6b\"]')).fill")
    assert colour == {"light": "rgb(11, 95, 107)", "dark": "rgb(108, 198, 207)"}[scheme]


def test_print_shows_addresses_and_leaves_the_navigation_out(visit):
    page = visit.open(DIGEST)
    page.emulate_media(media="print")

    assert not page.locator(".masthead nav").is_visible()
    shown = page.evaluate("getComputedStyle(document.querySelector('.source a[rel]'), '::after').content")
    assert "https://news.example/a-budget" in shown.replace('" "', "").replace('"', "") or "attr(href)" in shown
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize(
    "path", ["hostile/digest.html", "hostile/index.html", "hostile/matrix.html", "hostile/search.html"]
)
def test_a_hostile_sector_does_nothing(visit, path):
    page = visit.open(path)
    page.mouse.move(200, 200)
    for _ in range(15):
        page.keyboard.press("Tab")

    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, form').length") == 0
    assert page.evaluate("document.scripts.length") == (
        1 if path in {"hostile/matrix.html", "hostile/search.html"} else 0
    )


def test_every_page_of_a_hostile_stakeholder_does_nothing(visit, folder):
    for file in sorted((folder / "hostile" / "stakeholders").glob("*.html")):
        visit.open(str(file.relative_to(folder)))
        assert visit.page.locator("h1").count() == 1


@pytest.mark.parametrize("words", ["AIC opposition", "“island councils” oppos", 'workers"', "workers’ union attached"])
def test_search_knows_short_names_and_ignores_quotation_marks(visit, words):
    page = visit.open("search.html")
    page.get_by_role("searchbox").fill(words)

    assert page.locator("#entries > li:visible").count() > 0


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_focused_cell_is_never_under_the_names(visit):
    page = visit.open("matrix.html")
    page.evaluate("document.querySelector('.tall').style.maxHeight = '15rem'")
    for cell in page.locator("a.cell").all():
        page.evaluate("const t = document.querySelector('.tall'); t.scrollTo(9999, 9999)")
        cell.focus()
        page.wait_for_timeout(100)
        at, head, name = (
            c.bounding_box() for c in (cell, *(page.locator(f"{p} th").first for p in ("thead", "tbody")))
        )
        assert at["y"] >= head["y"] + head["height"]
        assert at["x"] >= name["x"] + name["width"]


def test_the_whole_matrix_is_printed(visit):
    page = visit.open("matrix.html")
    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.querySelector('.tall')).maxHeight") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.matrix thead th')).position") == "static"


def test_a_matrix_too_wide_for_paper_is_printed_body_by_body_with_the_topic_at_each_position(visit, folder):
    narrow = (folder / "matrix.html").read_text(encoding="utf-8")
    assert 'class="matrix"' in narrow
    (folder / "wide.html").write_text(narrow.replace('class="matrix"', 'class="matrix wide"'), encoding="utf-8")
    page = visit.open("wide.html")
    page.set_viewport_size({"width": 500, "height": 900})
    page.emulate_media(media="print")

    assert page.evaluate("document.documentElement.scrollWidth") <= 500
    label = page.evaluate("getComputedStyle(document.querySelector('a.cell').parentElement, '::before').content")
    assert label.strip('"') == page.locator("a.cell").first.locator("xpath=..").get_attribute("data-label") != ""
    assert not page.locator(".onscreen").is_visible()
