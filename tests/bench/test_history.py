"""A row is told to be worse only when it is worse by more than it varies anyway."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bench import Part, Row
from tests.bench.__main__ import all_parts, chosen, measure
from tests.bench.history import append, read, regressions, seconds_of, this_machine

HERE = "here, 2 cores"


def a_row(ratio: float, name: str = "reading", *, more_is_better: bool = False) -> Row:
    return Row(name, "1 s", "2 s", ratio, "", None, more_is_better=more_is_better)


def a_run(*ratios: float, machine: str = HERE, name: str = "reading") -> list[dict[str, Any]]:
    return [
        {"at": f"day {n}", "commit": "c", "machine": machine, "seconds": {}, "rows": [{"name": name, "ratio": ratio}]}
        for n, ratio in enumerate(ratios)
    ]


@pytest.mark.parametrize(("now", "told"), [(1.0, False), (1.14, False), (1.2, True), (0.5, False)])
def test_a_ratio_that_grew_by_more_than_the_least_noise_is_told(now, told):
    assert bool(regressions([a_row(now)], a_run(1.0), machine=HERE)) is told


def test_a_row_that_always_varied_must_grow_by_more():
    earlier = a_run(0.7, 1.3, 0.8, 1.2, 1.0)
    assert not regressions([a_row(1.5)], earlier, machine=HERE)
    assert regressions([a_row(2.5)], earlier, machine=HERE)


def test_where_more_is_better_less_is_worse():
    assert regressions([a_row(1.2, more_is_better=True)], a_run(1.9), machine=HERE)
    assert not regressions([a_row(1.9, more_is_better=True)], a_run(1.2), machine=HERE)


def test_another_machine_and_an_unknown_row_are_no_measure():
    assert not regressions([a_row(9.0)], a_run(1.0, machine="there"), machine=HERE)
    assert not regressions([a_row(9.0, "new")], a_run(1.0), machine=HERE)


def test_what_was_appended_is_read_again_with_its_machine_and_its_seconds(tmp_path):
    path = tmp_path / ".bench" / "history.jsonl"
    append(path, [a_row(1.5)], seconds={"reading.seeds": 12.34})
    (run,) = read(path)
    assert run["rows"][0]["ratio"] == 1.5
    assert seconds_of([run], machine=this_machine()) == {"reading.seeds": 12.3}
    assert not regressions([a_row(1.5)], [run], machine=this_machine())


def test_every_row_carries_the_command_that_repeats_it(capsys):
    rows, seconds = measure({"tiny.one": Part("one", lambda: [a_row(1.0)], seconds=1)}, expected={"tiny.one": 1})
    assert [row.command for row in rows] == ["python -m tests.bench tiny.one"]
    assert set(seconds) == {"tiny.one"}
    assert "tiny.one" in capsys.readouterr().err


def test_a_quick_run_leaves_the_long_ones_out_and_a_name_chooses_a_module_or_a_part():
    parts = all_parts()
    assert not any(part.long for part in chosen(parts, ["quick"]).values())
    assert chosen(parts, []) == parts
    assert set(chosen(parts, ["judging.long-series"])) == {"judging.long-series"}
    assert {name.split(".")[0] for name in chosen(parts, ["judging"])} == {"judging"}
    with pytest.raises(SystemExit, match="no benchmark"):
        chosen(parts, ["judgement"])


def test_everything_takes_less_than_half_an_hour_on_a_quiet_machine():
    assert sum(part.seconds for part in all_parts().values()) < 30 * 60
