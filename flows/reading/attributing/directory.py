"""The people and bodies that an article names, and every place where it names them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from flows.reading.attributing.page import Range


@dataclass(slots=True, eq=False)
class Entity:
    """A person or body. `sure` is how far the evidence for which of the two it is stands from even."""

    name: str
    words: tuple[str, ...]
    person: bool
    first: Range
    male: bool | None = None
    guessed: bool = False  # man or woman by one of the rarer given names
    organisation: Entity | None = None  # where the title that the article gives says that a person works
    told: str = ""  # how the article says where a person works: in the title, by a post, beside the name ...
    roles: set[str] = field(default_factory=set)
    past: bool = False  # a post that the person held once: "a former coroner"
    surely: bool = False  # a body by its own words ("Union of ...", an acronym), not by elimination
    said: bool = False  # a body by what is told of it: "Harbour Yard, run by Ann Lee"
    acts: bool = False  # a body that does or says something, whatever its words
    aliases: set[str] = field(default_factory=set)
    called: set[str] = field(
        default_factory=set
    )  # "Shelterline, a housing charity": what kind of body the article says
    sure: float = 0.0

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
    home: Entity | None = None  # for whom the writer of the whole text says "we"
    outlet: Entity | None = None  # the paper that prints it
    letters: bool = False  # written to the outlet by its readers
    pronouns: frozenset[str] = frozenset()  # outside quotations
    staff: dict[str, list[tuple[int, Entity]]] = field(default_factory=dict)  # by post: where it is said whose it is
    _ends: list[int] = field(init=False)
    _bodies: list[Entity] = field(init=False)
    _described: list[Mention] = field(init=False, default_factory=list)  # bodies without a name
    _opening: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._ends = [m.piece[1] for m in self.mentions]
        self._bodies = list({m.entity: None for m in self.mentions if not m.entity.person})

    def within(self, piece: Range) -> list[Mention]:
        first = bisect_right(self._ends, piece[0])
        return list(takewhile(lambda m: m.piece[0] < piece[1], islice(self.mentions, first, None)))

    def before(self, token: int) -> Iterator[Mention]:
        return (self.mentions[n] for n in range(bisect_right(self._ends, token) - 1, -1, -1))

    def after(self, token: int, most: int) -> list[Mention]:
        first = bisect_right(self._ends, token)
        return self.mentions[first : first + most]

    def enter(self, described: list[Mention]) -> None:
        """Take in the bodies without a name, in the order of the text."""
        self._described = described
        self._opening = [m.piece[0] for m in described]

    def described_before(self, token: int) -> Iterator[Mention]:
        return (self._described[n] for n in range(bisect_left(self._opening, token) - 1, -1, -1))

    def described_after(self, token: int, most: int) -> list[Mention]:
        first = bisect_left(self._opening, token)
        return self._described[first : first + most]

    def described_at(self, token: int) -> list[Mention]:
        return [m for m in islice(self.described_before(token + 1), 1) if token < m.piece[1]]

    def bodies(self) -> list[Entity]:
        return self._bodies


def latest_body(directory: Directory, before: int, *nouns: str, required: bool = False) -> Entity | None:
    """The last body named before, one with one of `nouns` in its name if there is one."""
    sure = [m.entity for m in islice(directory.before(before), 200) if not m.entity.person and m.entity.surely]
    fitting = [e for e in sure if any(noun in e.words for noun in nouns)]
    return next(iter(fitting if required else fitting or sure), None)
