"""A bar is for a person at a terminal: elsewhere nothing is written, and the work is the same either way."""

import io
import sys

import pytest

from flows import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_nothing_is_written(capsys: pytest.CaptureFixture[str]):
    assert list(progress.watched([1, 2, 3], "reading")) == [1, 2, 3]
    with progress.bar("reading", total=3) as advance:
        advance(3)
    assert capsys.readouterr() == ("", "")


def test_at_a_terminal_the_bar_is_on_standard_error_alone(monkeypatch: pytest.MonkeyPatch):
    shown, out = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(sys, "stdout", out)
    assert list(progress.watched(iter(range(4)), "replaying", total=4)) == [0, 1, 2, 3]
    assert "replaying" in shown.getvalue()
    assert out.getvalue() == ""


def test_work_whose_end_is_not_known_shows_life(monkeypatch: pytest.MonkeyPatch):
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    assert sum(progress.watched(iter([1, 2]), "fetching")) == 3
    assert "fetching" in shown.getvalue()
