"""How strongly somebody is for or against a proposition, on five ordered levels."""

from __future__ import annotations

from enum import IntEnum


class Stance(IntEnum):
    """Toward a proposition. UNCOMMITTED is something said ("we see both sides"), never inferred from silence."""

    OPPOSES = -2
    LEANS_AGAINST = -1
    UNCOMMITTED = 0
    LEANS_FOR = 1
    SUPPORTS = 2

    @property
    def label(self) -> str:
        """The name used in files: support, qualified_support, mixed, qualified_oppose, oppose."""
        return _LABELS[self]

    @classmethod
    def from_label(cls, label: str) -> Stance:
        """Raises ValueError for a label that is none of the five."""
        for stance, name in _LABELS.items():
            if name == label:
                return stance
        raise ValueError(f"not a stance: {label!r} (one of {', '.join(_LABELS.values())})")

    @property
    def sign(self) -> int:
        return (self > 0) - (self < 0)

    @property
    def one_level(self) -> Stance:
        """The side without its strength: what hedged words count for."""
        return Stance(self.sign)


_LABELS = {
    Stance.OPPOSES: "oppose",
    Stance.LEANS_AGAINST: "qualified_oppose",
    Stance.UNCOMMITTED: "mixed",
    Stance.LEANS_FOR: "qualified_support",
    Stance.SUPPORTS: "support",
}


def crosses(before: Stance, after: Stance) -> bool:
    """True when the sign changes from for to against or back."""
    return before * after < 0
