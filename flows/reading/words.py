"""The classes of words that reading goes by, read once from words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of the class `name`."""
    return frozenset(_classes()[name].split())


@cache
def _classes() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
