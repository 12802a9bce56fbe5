"""A finding is announced once a channel."""

from datetime import UTC, datetime

from storage.ledger import Ledger

AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_what_was_announced_is_not_announced_again_there(tmp_path):
    with Ledger.open(data=tmp_path) as ledger:
        assert ledger.unannounced(["b", "a"], channel="event") == ["b", "a"]
        ledger.announced(["a"], channel="event", at=AT)
        ledger.announced(["a"], channel="event", at=AT)
        assert ledger.unannounced(["b", "a"], channel="event") == ["b"]


def test_another_channel_is_told_for_itself(tmp_path):
    with Ledger.open(data=tmp_path) as ledger:
        ledger.announced(["a"], channel="event", at=AT)
        assert ledger.unannounced(["a"], channel="slack-webhook/desk") == ["a"]
