"""Decide between statements that nothing else tells apart: by what was said and where, never by a hash."""

from __future__ import annotations

from datetime import datetime

from storage.domain.statement import Statement

Tie = tuple[str, str, str, str, str, int, str, str, tuple[str, ...], datetime, str]


def tie(statement: Statement) -> Tie:
    """Sorts statements of one day. Of the same words in two revisions of an article, those seen first come first.

    An id is made of the revision too: ordered by it, an edit elsewhere in an article, or a first text that nobody was
    there to see, chose another witness and moved a divergence by eleven days (`tests/sector_site/soak.py`, wild).
    """
    speaker = statement.speaker
    return (
        statement.article, statement.text, speaker.stakeholder or speaker.name, speaker.person or "",
        speaker.document or "", int(statement.stance), statement.directness, statement.modality,
        statement.conditions, statement.seen_at, statement.id,
    )  # fmt: skip
