import base64
import hashlib
import itertools
import re
from dataclasses import replace

import pytest

from flows.reporting import html
from storage.domain.digest import Unknown
from tests.flows.reporting import pages
from tests.flows.reporting.builders import FAILURES, a_digest, an_empty_digest
from tests.flows.reporting.evidence import REVERSAL, WANTS_CAP
from tests.flows.reporting.ferries import FIRST

DIGESTS = {
    "full": a_digest(),
    "first": a_digest(FIRST, conclusions=()),
    "empty": an_empty_digest(),
    "failures": an_empty_digest(failures=FAILURES),
    "nothing": an_empty_digest(FIRST),
}


@pytest.fixture(params=DIGESTS, name="digest")
def _digest(request):
    return DIGESTS[request.param]


def test_the_page_is_valid_html(digest):
    pages.parsed(html.render(digest))


def test_ids_are_unique_and_links_within_the_page_arrive(digest):
    tree = pages.parsed(html.render(digest))
    anchors = pages.anchors(tree)

    assert len(anchors) == len(set(anchors))
    assert {link[1:] for link in pages.links(tree) if link.startswith("#")} <= set(anchors)


def test_headings_go_down_one_level_at_a_time(digest):
    levels = [int(e.tag[-1]) for e in pages.parsed(html.render(digest)).iter() if re.search(r"}h[1-6]$", str(e.tag))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_nothing_can_be_loaded_from_anywhere(digest):
    tree = pages.parsed(html.render(digest))

    assert not pages.tags(tree) & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "base",
        "form",
        "link-",
    }
    assert not pages.attributes(tree) & {"src", "srcset", "style", "background", "action", "formaction"}


def test_the_policy_allows_our_style_sheet_and_nothing_else():
    page = html.render(a_digest())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_same_digest_gives_the_same_bytes():
    assert html.render(a_digest()) == html.render(a_digest())


def test_a_flag_tells_who_on_what_from_what_to_what_when_and_how_sure():
    text = pages.words(pages.parsed(html.render(a_digest())))

    for told in (
        REVERSAL.wording, "▲ support", "▼ opposition", "Fares on lifeline routes should be capped by law.",
        "3 March 2026",
        "Confirmed, 94 %: two of its own statements", "Under new leadership.", "Maren Voss , president (Association",
        "Harbour Gazette: Island councils press for cap on ferry fares", "in 2024 (month unknown)",
    ):  # fmt: skip
        assert " ".join(told.replace(" , ", ", ").split()) in text.replace(" ,", ",")


def test_the_quotation_is_highlighted_inside_its_paragraph():
    page = html.render(a_digest())

    assert f"said the sums were plain. “<mark>{WANTS_CAP.text}</mark>” she told the harbour forum" in page


def test_the_picture_has_its_words_for_those_who_do_not_see_it():
    assert (
        'role="img" aria-label="Association of Island Councils on Fare cap, oldest first. 12 April 2024: support'
        in (html.render(a_digest()))
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty", "Nothing changed in this period."),
        ("failures", "Nothing could be read in this period; what failed is listed below."),
        ("first", "No change of position so far; these are the first known positions."),
        ("nothing", "Nothing is known yet."),
    ],
)
def test_a_period_without_news_says_so_in_its_headline(name, sentence):
    tree = pages.parsed(html.render(DIGESTS[name]))

    assert "".join(tree.find(f".//{pages.HTML}h1").itertext()) == sentence


def test_topics_stand_in_the_order_of_their_labels_as_in_every_format():
    captions = [e for e in pages.parsed(html.render(a_digest())).iter() if e.tag == f"{pages.HTML}caption"]
    told = list(dict.fromkeys(row.topic for row in a_digest().standing))

    # Their ids are in another order: "crew-size" is "Minimum crew", "profit-ban" is "Profit limits".
    assert ["".join(e.itertext()) for e in captions] == told == sorted(told, key=str.casefold)


def test_a_source_without_an_address_says_so():
    flag = a_digest().findings[0]
    nowhere = replace(flag, citations=(replace(flag.citations[0], url=None),))

    assert "(address not known)" in html.render(replace(a_digest(), shifts=(nowhere,)))


def test_a_long_list_of_positions_is_folded_by_topic_and_a_short_one_is_open():
    short, row = a_digest(), a_digest().standing[0]
    rows = [replace(row, topic_id=f"t-{n // 2:02}", topic=f"Topic {n // 2:02}") for n in range(30)]
    long = html.render(replace(short, standing=tuple(rows)))

    assert html.render(short).count('<details class="topic" open>') == len({r.topic for r in short.standing})
    assert long.count('<details class="topic">') == 15
    assert "Topic 00 ▼ opposition 2" in pages.words(pages.parsed(long))


def test_the_newest_words_say_whose_they_are():
    page = html.render(a_digest(FIRST, conclusions=()))

    assert '“would not mourn” night sailings</q> <span class="how">Partly quoted: Harbour Gazette' in page


def test_a_long_list_of_articles_or_speakers_is_folded():
    digest = a_digest()
    many = replace(
        digest,
        read=tuple(replace(digest.read[0], id=f"a-{n}") for n in range(60)),
        unknown=tuple(Unknown(f"Speaker {n}", 1) for n in range(70)),
    )
    page = html.render(many)

    pages.parsed(page)
    assert page.count(">10 more articles<") == page.count(">10 more speakers<") == 1
    assert page.count("Speaker ") == 70
