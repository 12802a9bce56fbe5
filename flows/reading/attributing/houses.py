"""Which kind of body a noun tells of, and which kind a person's post belongs to: language data, read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# Secretaries who are ministers; unions and societies have a secretary, too.
_OF_STATE = frozenset({
    "state", "foreign", "home", "health", "education", "defence", "defense", "justice", "transport", "culture",
    "environment", "business",
})  # fmt: skip


@cache
def _table() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    bodies: dict[str, set[str]] = {}
    people: dict[str, set[str]] = {}
    for line in files(__package__).joinpath("houses.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition(":")
            nouns, _, posts = words.partition("|")
            for into, listed in ((bodies, nouns), (people, posts)):
                for word in listed.split():
                    into.setdefault(word, set()).add(kind)
    return ({w: frozenset(k) for w, k in bodies.items()}, {w: frozenset(k) for w, k in people.items()})


@cache
def posts() -> frozenset[str]:
    """The words for those who belong to one kind of body: "vicar", "headteacher"."""
    return frozenset(_table()[1])


def kinds_of_body(nouns: Iterable[str]) -> frozenset[str]:
    table = _table()[0]
    return frozenset(kind for noun in nouns for kind in table.get(noun, ()))


def kinds_of_post(words: Iterable[str]) -> frozenset[str]:
    table, said = _table()[1], frozenset(words)
    kinds = frozenset(kind for word in said for kind in table.get(word, ()))
    if said == {"head"}:  # "Tola Oyelaran, the head"
        return kinds | {"school"}
    if {"cabinet", "member"} <= said:
        return kinds | {"council"}
    if {"chief", "inspector"} <= said:
        return kinds | {"police"}
    return kinds | {"ministry"} if "secretary" in said and said & _OF_STATE else kinds
