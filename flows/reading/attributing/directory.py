"""The people and bodies that an article names, and every place where it names them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from flows.reading.attributing.page import Range


@dataclass(slots=True)
class Entity:
    """A person or body. `organisation` is where a person works, as the article says."""

    name: str
    words: tuple[str, ...]
    person: bool
    first: Range
    male: bool | None = None
    organisation: Entity | None = None
    roles: set[str] = field(default_factory=set)
    surely: bool = False  # a body by its own words ("Union of ...", an acronym), not by elimination
    aliases: set[str] = field(default_factory=set)

    @property
    def head(self) -> str:
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class Mention:
    piece: Range
    entity: Entity


@dataclass(slots=True)
class Directory:
    """Every mention of a name in the order of the text."""

    mentions: list[Mention]
    _ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._ends = [m.piece[1] for m in self.mentions]

    def within(self, piece: Range) -> list[Mention]:
        first = bisect_right(self._ends, piece[0])
        return list(takewhile(lambda m: m.piece[0] < piece[1], islice(self.mentions, first, None)))

    def before(self, token: int) -> Iterator[Mention]:
        return (self.mentions[n] for n in range(bisect_right(self._ends, token) - 1, -1, -1))

    def people(self) -> list[Entity]:
        return list({id(m.entity): m.entity for m in self.mentions if m.entity.person}.values())

    def bodies(self) -> list[Entity]:
        return list({id(m.entity): m.entity for m in self.mentions if not m.entity.person}.values())


def latest_body(directory: Directory, before: int, *nouns: str, required: bool = False) -> Entity | None:
    """The last body named before, one with one of `nouns` in its name if there is one."""
    sure = [m.entity for m in directory.before(before) if not m.entity.person and m.entity.surely]
    fitting = [e for e in sure if any(noun in e.words for noun in nouns)]
    return next(iter(fitting if required else fitting or sure), None)
