"""What `volteface read` takes, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.commands.reading import _objects
from flows.commands.texts import LightDesk, readings, stance_rows
from flows.settings import Settings
from storage.domain.errors import InputError
from storage.registry import load_pack

HARBOURS = Path(__file__).parents[2] / "sectors" / "harbours"


@pytest.mark.parametrize("before", ["7", '["We agree."]', '"\\ud800"'])
def test_words_before_a_text_that_are_no_text_are_named_with_their_line(before: str, tmp_path: Path):
    lines = tmp_path / "in.jsonl"
    lines.write_text(f'{{"id": 1, "text": "It is.", "before": {before}}}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"in\.jsonl:1 "):
        list(_objects(lines))


def test_a_topic_that_is_no_name_at_all_is_refused_like_one_that_the_pack_lacks():
    desk = LightDesk(Settings(seeds=HARBOURS), load_pack(HARBOURS))
    for topic in (["flat-earth"], None):
        with pytest.raises(InputError, match="the pack has no topic"):
            list(stance_rows(desk, [{"id": 7, "topic": topic, "text": "It is flat."}]))


def test_a_month_that_the_year_does_not_have_is_no_date():
    desk = LightDesk(Settings(seeds=HARBOURS), load_pack(HARBOURS))
    with pytest.raises(InputError, match=r"^'2024-13' is not a date \(write 2024,"):
        list(readings(desk, [], published="2024-13"))
