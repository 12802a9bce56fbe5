"""Judge series whose truth is known: drawn from the change process, read by a reader that errs at a stated rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from flows.judging.calibration import LEVELS, Array, Calibration, ordinal_table, transition
from flows.judging.established import MOVES, Move, unbridged
from flows.judging.finding import cases, numbered
from storage.domain.attribution import Directness, Modality
from storage.domain.finding import Status
from storage.domain.sector import Proposition, Registry, Stakeholder
from storage.domain.span import Span
from storage.domain.stance import Stance
from storage.domain.statement import Speaker, Statement
from storage.domain.when import When

Indices = npt.NDArray[np.int64]
MEAN_GAP = 45.0  # days between statements
START = date(2015, 1, 1)
BODY, QUESTION = "simulated-body", "simulated-question"
# A claim at .5 needs a change to be at least that likely; shorter histories than this are not worth judging.
WORTH_JUDGING = 0.4


@dataclass(frozen=True, slots=True)
class Reader:
    """How often it is exact, one level off, and further off."""

    exact: float
    one_off: float
    further: float

    @property
    def confusion(self) -> Array:
        return ordinal_table(exact=self.exact, one_off=self.one_off, further=self.further)

    def __str__(self) -> str:
        return "/".join(f"{share * 100:.0f}" for share in (self.exact, self.one_off, self.further))


@dataclass(frozen=True)
class World:
    """Many series: what was held, what the reader read, and on which day."""

    held: Indices  # series x statement, index into LEVELS
    read: Indices
    days: Indices

    @property
    def statements(self) -> int:
        return int(self.held.size)

    def true_changes(self) -> list[tuple[int, int]]:
        """Every (series, statement) after which the next one finds another stance held."""
        series, place = np.nonzero(self.held[:, 1:] != self.held[:, :-1])
        return list(zip(series.tolist(), place.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's assertion that between statements `last` and `first` there was this move."""

    series: int
    last: int
    first: int
    move: Move
    confidence: float
    made_at: int  # the statement at which it was made

    def holds(self, world: World) -> bool:
        held = world.held[self.series]
        return bool(self.move.cells[held[self.last], held[self.first]])


def draw(
    rng: np.random.Generator,
    *,
    series: int,
    length: int,
    confusion: Array,
    calibration: Calibration,
    mean_gap: float = MEAN_GAP,
) -> World:
    """Draw series from the change process of `calibration`, read with errors by `confusion`."""
    gaps = np.maximum(1, rng.exponential(mean_gap, size=(series, length - 1)).round()).astype(np.int64)
    days = np.concatenate([np.zeros((series, 1), np.int64), gaps.cumsum(axis=1)], axis=1)
    held = np.empty((series, length), np.int64)
    held[:, 0] = _pick(rng, np.tile(calibration.prior, (series, 1)))
    steps = step_table(calibration, int(gaps.max()))
    for t in range(1, length):
        held[:, t] = _pick(rng, steps[gaps[:, t - 1], held[:, t - 1]])
    read = _pick(rng, confusion[held])
    return World(held, read, days)


def _pick(rng: np.random.Generator, chances: Array) -> Indices:
    """One index per row of `chances`, drawn by it."""
    bounds = chances.cumsum(axis=-1)
    picked: Indices = (rng.random(chances.shape[:-1])[..., None] * bounds[..., -1:] > bounds).sum(axis=-1)
    return picked


def step_table(calibration: Calibration, longest: int) -> Array:
    """The transition matrix of every gap up to `longest` days."""
    hazard, jump = calibration.hazard_per_year, calibration.jump
    return np.array([transition(hazard_per_year=hazard, jump=jump, days=d) for d in range(longest + 1)])


# -- our own conclusions ------------------------------------------------------------------------------------------


def _registry() -> Registry:
    question = Proposition(QUESTION, 1, "Simulated", None, "It should be so.", "", "", (), (), (), ())
    body = Stakeholder(BODY, "Simulated body", "association", None, None)
    return Registry("simulation", None, "", {QUESTION: question}, {BODY: body}, {}, {})


REGISTRY = _registry()


def statements(world: World, series: int) -> list[Statement]:
    """Return one series as statements, each a quotation in words of its own."""
    pairs = zip(world.read[series].tolist(), world.days[series].tolist(), strict=True)
    return [_statement(series, place, LEVELS[level], day) for place, (level, day) in enumerate(pairs)]


def _statement(series: int, place: int, stance: Stance, day: int) -> Statement:
    said = START + timedelta(days=day)
    text = f"{series} {place}"
    return Statement(
        article=text, revision=text, url=None, outlet="", speaker=Speaker(BODY, BODY), proposition=QUESTION, version=1,
        stance=stance, confidence=1.0, directness=Directness.QUOTED, modality=Modality.ASSERTED,
        content=(Span(0, len(text)),), text=text, source=(), source_text="", said_on=When.on(said),
        seen_at=datetime(said.year, said.month, said.day, 12, tzinfo=UTC),
    )  # fmt: skip


def with_confusion(calibration: Calibration, confusion: Array) -> Calibration:
    """Return `calibration` believing that every directness is read with these errors."""
    return replace(calibration, confusion=dict.fromkeys(Directness, confusion), transitions={})


@dataclass(frozen=True)
class Replay:
    """What judging published, statement by statement, and what it held once everything was known."""

    published: tuple[Claim, ...]  # each shift when it was first confirmed
    final: tuple[Claim, ...]  # every shift, provisional ones too, at the end
    final_confirmed: tuple[Claim, ...]


def replay(world: World, *, calibration: Calibration) -> Replay:
    """Judge every series after every statement, as a reader of the digest would have seen it."""
    changed = chance_of_change(world, calibration)
    published: list[Claim] = []
    final: list[Claim] = []
    confirmed: list[Claim] = []
    for series in np.nonzero((changed >= WORTH_JUDGING).any(axis=1))[0].tolist():
        said = statements(world, series)
        seen: set[tuple[int, int]] = set()
        for place in np.nonzero(changed[series] >= WORTH_JUDGING)[0].tolist():
            found = dict(_judged(said[: place + 1], series, calibration))
            sure = {key: claim for key, (claim, status) in found.items() if status is Status.CONFIRMED}
            published += [claim for key, claim in sure.items() if key not in seen]
            seen |= sure.keys()
            if place == len(said) - 1:
                final += [claim for claim, _ in found.values()]
                confirmed += sure.values()
    return Replay(tuple(published), tuple(final), tuple(confirmed))


def _judged(
    said: Sequence[Statement], series: int, calibration: Calibration
) -> Iterator[tuple[tuple[int, int], tuple[Claim, Status]]]:
    place = {s.id: i for i, s in enumerate(said)}
    for case in cases(said, registry=REGISTRY, calibration=calibration):
        for rank, change in numbered(case, calibration=calibration):
            if change.pair and change.kind.is_shift:
                last, first = place[change.pair.early.key], place[change.pair.late.key]
                claim = Claim(series, last, first, change.pair.move, change.confidence, len(said) - 1)
                yield (change.direction, rank), (claim, change.status)


# -- the generating model -----------------------------------------------------------------------------------------


def chance_of_change(world: World, calibration: Calibration) -> Array:
    """After each statement, the chance that some change has happened by then. Any claim needs at least its own."""
    tables, steps = _tables(world, calibration)
    forward = calibration.prior * tables[:, 0]
    constant = forward.copy()
    chances = [np.zeros(len(forward))]
    for t in range(1, world.held.shape[1]):
        step = steps[:, t - 1]
        forward = np.einsum("ni,nij->nj", forward, step) * tables[:, t]
        constant = constant * np.einsum("nii->ni", step) * tables[:, t]
        scale = forward.sum(axis=1, keepdims=True)
        forward, constant = forward / scale, constant / scale
        chances.append(1 - constant.sum(axis=1))
    return np.array(chances).T


def _tables(world: World, calibration: Calibration) -> tuple[Array, Array]:
    gaps = np.diff(world.days, axis=1)
    likelihoods = calibration.emission(Directness.QUOTED).T[world.read]
    return likelihoods, step_table(calibration, int(gaps.max()))[gaps]


def chance_between(world: World, calibration: Calibration) -> Array:
    """For each two consecutive statements, the posterior chance that the stance changed between them."""
    tables, steps = _tables(world, calibration)
    forward, backward = _passes(tables, steps, calibration)
    both = forward[:, :-1, :, None] * steps * (tables[:, 1:] * backward[:, 1:])[:, :, None, :]
    chance: Array = 1 - np.einsum("ntii->nt", both) / both.sum(axis=(2, 3))
    return chance


def change_brier(world: World, calibration: Calibration) -> tuple[float, float, float]:
    """Brier score of "the stance changed between these two": the posterior's, never's, last-two-differ's."""
    chance = chance_between(world, calibration)
    changed = world.held[:, 1:] != world.held[:, :-1]
    differ = world.read[:, 1:] != world.read[:, :-1]
    model, never, last = (float(np.mean((c - changed) ** 2)) for c in (chance, np.zeros_like(chance), differ * 1.0))
    return model, never, last


def ceiling_claims(world: World, *, calibration: Calibration) -> list[Claim]:
    """Every claim the generating model itself would make, best first: over all pairs, none overlapping."""
    tables, steps = _tables(world, calibration)
    length = world.held.shape[1]
    forward, backward = _passes(tables, steps, calibration)
    found: list[Claim] = []
    for i in range(length - 1):
        path = forward[:, i, :, None] * np.eye(5)
        for j in range(i + 1, length):
            path = np.einsum("nij,njk->nik", path, steps[:, j - 1]) * tables[:, j, None, :]
            path /= path.sum(axis=(1, 2), keepdims=True)
            joint = path * backward[:, j, None, :]
            joint /= joint.sum(axis=(1, 2), keepdims=True)
            found += _assertions(joint, i, j, length - 1)
    return _apart(found, provisional=calibration.provisional)


def _assertions(joint: Array, i: int, j: int, made_at: int) -> Iterator[Claim]:
    for move in {id(m): m for m in MOVES.values()}.values():
        chances = (joint * move.cells).sum(axis=(1, 2))
        for series in np.nonzero(chances >= WORTH_JUDGING)[0].tolist():
            yield Claim(series, i, j, move, float(chances[series]), made_at)


def _passes(tables: Array, steps: Array, calibration: Calibration) -> tuple[Array, Array]:
    forward, backward = np.empty_like(tables), np.ones_like(tables)
    forward[:, 0] = calibration.prior * tables[:, 0]
    for t in range(1, tables.shape[1]):
        forward[:, t] = np.einsum("ni,nij->nj", forward[:, t - 1], steps[:, t - 1]) * tables[:, t]
        forward[:, t] /= forward[:, t].sum(axis=1, keepdims=True)
    for t in range(tables.shape[1] - 2, -1, -1):
        backward[:, t] = np.einsum("nij,nj->ni", steps[:, t], tables[:, t + 1] * backward[:, t + 1])
        backward[:, t] /= backward[:, t].sum(axis=1, keepdims=True)
    return forward, backward


def _apart(claims: list[Claim], *, provisional: float) -> list[Claim]:
    """As judging does: of claims that overlap the surest, and a chain of likely ones before the one over them all."""
    likely: dict[int, set[tuple[int, int]]] = {}
    for claim in claims:
        if claim.confidence >= provisional:
            likely.setdefault(claim.series, set()).add((claim.last, claim.first))
    bridged = {series: ends - set(unbridged(ends)) for series, ends in likely.items()}
    taken: dict[int, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.first - c.last, c.series, c.last)):
        others = taken.setdefault(claim.series, [])
        if (claim.last, claim.first) in bridged.get(claim.series, ()):
            continue
        if all(claim.first <= o.last or claim.last >= o.first for o in others):
            others.append(claim)
    return sorted((c for group in taken.values() for c in group), key=lambda c: -c.confidence)


# -- baselines ----------------------------------------------------------------------------------------------------


def last_two_differ(world: World) -> list[Claim]:
    """Believe every reading: a shift wherever two consecutive ones differ."""
    return [
        Claim(s, t, t + 1, MOVES[LEVELS[a], LEVELS[b]], 1.0, t + 1)
        for s, row in enumerate(world.read.tolist())
        for t, (a, b) in enumerate(pairwise(row))
        if a != b
    ]


def two_agreeing(world: World) -> list[Claim]:
    """Believe two consecutive readings that agree: a shift when the next such pair says something else."""
    claims: list[Claim] = []
    for s, row in enumerate(world.read.tolist()):
        known: tuple[int, int] | None = None  # stance, and the last place that said so
        for t, (a, b) in enumerate(pairwise(row)):
            if a != b:
                continue
            if known and known[0] != a:
                claims.append(Claim(s, known[1], t, MOVES[LEVELS[known[0]], LEVELS[a]], 1.0, t + 1))
            known = (a, t + 1)
    return claims
