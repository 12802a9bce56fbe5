"""Weigh what the stance engine says with what the codebook and the form of the statement say."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from flows.reading.narrated import AGAINST, HELD, MEASURES
from flows.reading.occasions import goes_back
from storage.domain.stance import Stance
from storage.domain.statement import StanceVerdict

# Of annotated positions 93 % are on the supporting side: bodies speak up for what they want. The engine is
# trained on balanced pairs, so that its odds of even are no news.
PRIOR = 0.7
HINT = 1.6  # a coder's cue that the words repeat
PROPOSED = 1.2  # a body's own plan, proposal or call
NONE_ABOVE = 0.62  # more likely than this not a position
MIXED_OVER = 1.4  # both sides only when clearly likelier than one
ALARM = frozenset("concern worry fear alarm anxiety concerned worried alarmed fearful anxious warn warning".split())
BRINGS = frozenset(
    "announce launch introduce unveil fund pledge promise plan propose back recommend commission invest establish create pilot test adopt implement legislate".split()
)


@dataclass(frozen=True, slots=True)
class Form:
    """How a statement is made, as far as that bears on its stance."""

    hint: float = 0.0  # -1 to 1: the words repeat what coders take for opposition or support
    proposed: int = 0  # 1: the holder's own plan for it, -1: their own plan against it
    rejects: bool = False  # the words are another's view that the holder rejects
    alarm: bool = False  # worry about a subject that has no direction of its own
    certain: bool = False  # the words themselves name the measure

    @classmethod
    def of(cls, *, cue: str, kind: str, content: str, hint: float, side: int, certain: bool) -> Form:
        """`cue` is the lemma of the cue, `side` what the matched term names: the measure, what it limits, or the subject."""
        own = kind == "list" or cue in BRINGS or (cue in HELD | MEASURES and cue not in AGAINST)
        proposed = -1 if own and goes_back(content) else 1 if own and side >= 0 else 0
        return cls(hint, proposed, kind == "rejects", cue in ALARM and side == 0, certain)


def weigh(verdict: StanceVerdict, form: Form) -> StanceVerdict:
    """Return `verdict` with the stance that all evidence together supports; None when it is no position."""
    limit = NONE_ABOVE + (0.13 if form.certain else -0.07) + (0.1 if form.proposed or abs(form.hint) > 0.5 else 0.0)
    if verdict.none > limit:
        return replace(verdict, stance=None)
    engine = abs(verdict.odds) if form.alarm else verdict.odds
    odds = engine + PRIOR + HINT * form.hint + PROPOSED * form.proposed
    odds = -odds if form.rejects else odds
    mixed = max(0.0, 1.0 - verdict.none - verdict.signed)
    why = f"engine {engine:+.2f}, base rate {PRIOR:+.2f}, codebook {HINT * form.hint:+.2f}"
    why += f", own plan {PROPOSED * form.proposed:+.2f}" if form.proposed else ""
    why += ", rejected by the holder" if form.rejects else ""
    if mixed > MIXED_OVER * verdict.signed and abs(odds) < 1.5:
        return replace(verdict, stance=Stance.UNCOMMITTED, confidence=mixed, path=(*verdict.path, why))
    size = abs(int(verdict.stance)) if verdict.stance else 1 if mixed > verdict.signed else 2
    sure = 1 / (1 + math.exp(-abs(odds)))
    stance = Stance(size if odds >= 0 else -size)
    return replace(verdict, stance=stance, confidence=sure * (1 - verdict.none), path=(*verdict.path, why))
