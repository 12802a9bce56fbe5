"""The classes of words that can be cues or sources: language data, read once from cues.txt."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_classes() -> dict[str, tuple[str, ...]]:
    """Return the classes of each lemma, in the order of the file."""
    classes: dict[str, list[str]] = {}
    for line in files(__package__).joinpath("cues.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(":")
            for word in words.split():
                known = classes.setdefault(word, [])
                if name not in known:
                    known.append(name)
    return {word: tuple(names) for word, names in classes.items()}


SPEAKING = frozenset({"say", "write", "ask", "argue", "warn", "admit"})
STANCE = frozenset({"support", "oppose", "praise", "blame", "deny"})
HUMAN_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "you", "it", "who", "his", "her", "their", "my", "our"})
