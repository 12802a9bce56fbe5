"""The classes of words that can be cues, sources or parts of names: language data, read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

GENITIVE = frozenset({"’s", "'s", "’", "'"})  # as the tokeniser cuts them off: "Ofsted", "'s", "inspector"


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


@cache
def name_words() -> dict[str, frozenset[str]]:
    """Return the words of each class of names.txt."""
    lines = files(__package__).joinpath("names.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.partition(":") for line in lines if line and not line.startswith("#")]
    return {name: frozenset(words.split()) for name, _, words in rows}


@cache
def listed(*classes: str) -> frozenset[str]:
    """Return the words of any of these classes of names.txt."""
    return frozenset().union(*(name_words()[name] for name in classes))


def is_male(words: Iterable[str]) -> bool | None:
    """By the first of `words`, in small letters, that tells: a title or a given name; None where none does."""
    for word in words:
        if word in listed("either"):  # "Sandy Urquill-Booth ... Mr Urquill-Booth"
            return None
        if word in listed("male", "man"):
            return True
        if word in listed("female", "woman"):
            return False
    return None
