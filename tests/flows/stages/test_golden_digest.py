"""The digest of the seed set in every format, as it was looked at: the whole main job, from text to page."""

from pathlib import Path

from tests.flows.reporting import gold
from tests.flows.stages.conftest import run


def test_the_digest_of_the_seed_set_is_the_golden_one(a_desk):
    desk = a_desk()
    written = desk.settings.data / run(desk).path

    for ending in (".html", ".md", ".json"):
        gold.holds(f"seeds{ending}", written.with_suffix(ending).read_text(encoding="utf-8"))
    feed = Path(written.parent / "feeds" / "all.atom").read_text(encoding="utf-8")
    gold.holds("seeds.atom", feed)
