"""What is made of a pack once: it takes a second, and one pack is read with thousands of times."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from storage.domain.sector import Registry

T = TypeVar("T")
PACKS = 24  # kept at a time: a service has one or a few, the tests and benches read in turn with a dozen


class _Pack:
    """A registry as a cache key: the same object, or one with the same content."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def __hash__(self) -> int:
        return hash(self.registry.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pack) and (self.registry is other.registry or self.registry == other.registry)


def once_per_pack(make: Callable[[Registry], T]) -> Callable[[Registry], T]:
    """Remember what `make` returns for a pack. A registry itself has no hash: it holds mappings."""

    @lru_cache(maxsize=PACKS)
    def made(pack: _Pack) -> T:
        return make(pack.registry)

    @wraps(make)
    def remembered(registry: Registry) -> T:
        return made(_Pack(registry))

    return remembered
