"""When two names count as the same name."""

from __future__ import annotations

_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "‐": "-", "\u2011": "-"})


def alias_key(alias: str) -> str:
    """`The LGA` and `LGA` are one name; case counts, since `Become` the charity is not `become`."""
    plain = " ".join(alias.translate(_PLAIN).split())
    return plain[4:] if plain[:4].casefold() == "the " else plain
