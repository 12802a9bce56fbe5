"""What a flow's command prints when it is done."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.commands.flow_runs import tell
from flows.stages.publish import Published
from storage.domain.run import RunReport

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DEEP = Path("/home/somebody/where [the paths] are longer than a terminal is wide") / "volteface"
DIGEST = Published("digests/2026-03-01t000000-first.html", "1 change of position.", written=True, markdown="")


def test_the_path_of_the_digest_is_printed_in_one_piece(capsys):
    tell(RunReport("ingest", NOW, (("new articles", 5),)), DIGEST, data=DEEP)

    told = capsys.readouterr().out.splitlines()
    assert told[-1] == f"digest: {DEEP / DIGEST.path}"
    assert any("1 change of position." in line for line in told)


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        (("no host [b]could be reached",), "note: no host [b]could be reached"),
        (("one", "two"), "2 notes: volteface runs --last 1"),
    ],
)
def test_a_single_note_is_told_and_several_are_counted(capsys, notes, shown):
    tell(RunReport("ingest", NOW, notes=notes), None, data=DEEP)

    assert shown in capsys.readouterr().out
