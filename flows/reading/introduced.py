"""Whose words those of "a spokesperson" are, and those of the opposition in a council."""

from __future__ import annotations

import re

from flows.reading.cast import Cast
from flows.reading.folding import fold, lower
from flows.reading.personal import PERSONAL
from storage.domain.attribution import Attribution
from storage.domain.statement import Speaker

_SPEAKS = re.compile(r"(?:a|its) spokes(?:person|man|woman)", re.IGNORECASE)
_OPPOSES_IT = re.compile(r"\b(?:opposition|shadow|back-?bench\w*)\b", re.IGNORECASE)


def speaks_for_the_last(said: str) -> bool:
    """ "The inspectorate said that it could not comment. But a spokesperson said": whose, the sentence before tells."""
    return bool(_SPEAKS.fullmatch(said))


def against_it(attribution: Attribution, heard: dict[tuple[str, Speaker], None], cast: Cast) -> Speaker | None:
    """ "Opposition leader Jo Tate called for ... he said": he did not speak for the council, nor does he now."""
    if not attribution.source or not attribution.speaker:
        return None
    if lower(attribution.source[0].of(cast.text)).strip() not in PERSONAL:
        return None
    for said, speaker in reversed(heard):
        if speaker.person and fold(attribution.speaker) in fold(said):
            return speaker if speaker.stakeholder is None and _OPPOSES_IT.search(said) else None
    return None
