"""Settings are read once, from the environment and from options, and say plainly what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.settings import parse_instant, read_settings
from storage.domain.errors import InputError


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("VOLTEFACE_DATA", str(tmp_path / "environment"))
    assert read_settings().data == tmp_path / "environment"
    assert read_settings(data=tmp_path / "option").data == tmp_path / "option"


def test_an_option_that_was_not_given_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("VOLTEFACE_DATA", str(tmp_path))
    assert read_settings(data=None).data == tmp_path


def test_a_postgresql_address_gets_the_driver_we_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VOLTEFACE_DATABASE_URL", "postgresql://reader@localhost/ledger")
    assert read_settings().database_url == "postgresql+psycopg://reader@localhost/ledger"


def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VOLTEFACE_BATCH", "many")
    with pytest.raises(InputError, match="VOLTEFACE_BATCH cannot be used"):
        read_settings()


@pytest.mark.parametrize("contact", ["https://volteface.example/\r\nCookie: 1", "https://volteface.example/über-uns"])
def test_a_contact_that_no_header_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch, contact: str):
    monkeypatch.setenv("VOLTEFACE_CONTACT", contact)
    with pytest.raises(InputError, match="VOLTEFACE_CONTACT cannot be used"):
        read_settings()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T06:30:00", datetime(2026, 3, 1, 6, 30, tzinfo=UTC)),
        ("2026-03-01T06:30:00+01:00", datetime(2026, 3, 1, 5, 30, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_as_utc_unless_it_says_otherwise(written: str, meant: datetime):
    assert parse_instant(written) == meant


@pytest.mark.parametrize("far", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-10:00", "9999-12-31"])
def test_an_instant_at_the_end_of_the_calendar_is_refused(far: str):
    """What is counted from it, weeks before or a month later, would leave the calendar."""
    with pytest.raises(InputError, match="not an instant of our time"):
        parse_instant(far)


def test_something_else_than_an_instant_is_refused_in_one_sentence():
    with pytest.raises(InputError, match="not an instant: 'tomorrow'"):
        parse_instant("tomorrow")
