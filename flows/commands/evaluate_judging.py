"""Print how well judging does where the truth is known: simulated series, a reader that errs at a stated rate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from flows.fitting.articles import Counts, count_articles
from flows.fitting.judging import fit_hazard, refitted
from flows.judging import Calibration, load_calibration
from flows.judging.calibration import LEVELS, Array, calibration_text
from flows.scoring.claims import Score, brier, calibration_error, recall_at_precision, reliability, score
from flows.scoring.simulation import (
    Claim,
    Reader,
    Replay,
    World,
    ceiling_claims,
    change_brier,
    draw,
    last_two_differ,
    replay,
    two_agreeing,
    with_confusion,
)
from storage.domain.attribution import Directness

COARSE, FINE = Reader(0.80, 0.15, 0.05), Reader(0.90, 0.08, 0.02)
SETTINGS = ((COARSE, 7, 12_000), (COARSE, 16, 4_000), (FINE, 7, 12_000), (FINE, 16, 4_000))
OURS = ((7, 12_000), (16, 4_000))
SEED = 20240301
PRECISION, FALSE_ALARMS, SHORT_OF_CEILING, MISCALIBRATED = 0.88, 0.5, 0.02, 0.05


def lines(root: Path) -> Iterator[str]:
    """Yield the printed lines; `root` is the repository."""
    calibration = load_calibration()
    yield from _refitted(root, calibration)
    yield f"change of position: {calibration.hazard_per_year:g} a year, a statement every 45 days on average"
    # The stated readers read holders of whom nothing is known beforehand.
    stated = replace(calibration, prior=np.full(len(LEVELS), 1 / len(LEVELS)))
    for reader, length, series in SETTINGS:
        yield ""
        yield f"reader {reader} exact/one off/further"
        yield from _setting(stated, reader.confusion, length, series, targets=reader is COARSE)
    for length, series in OURS:
        yield ""
        yield "our own reader, by its emission table for quotations"
        yield from _setting(calibration, calibration.emission(Directness.QUOTED), length, series, targets=False)
    yield ""
    yield from _robustness(calibration)
    yield ""
    yield from _refit(calibration)


def _refitted(root: Path, calibration: Calibration) -> Iterator[str]:
    """Fit anew all that can be fitted, show it beside what is shipped, and say whether that is out of date."""
    measured = json.loads((root / "flows" / "reading" / "stancing" / "confusion.json").read_text("utf-8"))
    counts = count_articles(root)
    fitted = load_calibration(refitted(calibration_text(), measured, counts))
    same = all(np.allclose(fitted.confusion[d], calibration.confusion[d], atol=0.005) for d in calibration.confusion)
    same = same and np.allclose(fitted.prior, calibration.prior, atol=0.005)
    told = "as fitted now" if same else "OUT OF DATE: run python -m flows.fitting.judging"
    yield f"the calibration file is {told}"
    yield f"  how the reader errs: {measured['provenance']};"
    yield f"  {sum(counts.signs.values())} annotated positions of {', '.join(counts.sources)}: {_signs(counts)}"
    yield f"  {'shipped → fitted now':<24}{'right side, against':>20}{'right side, for':>17}{'exact':>15}"
    for directness, table in calibration.confusion.items():
        shares = zip(_shares(table), _shares(fitted.confusion[directness]), strict=True)
        against, favour, exact = (f"{one:.2f} → {other:.2f}" for one, other in shares)
        yield f"  {directness.value:<24}{against:>20}{favour:>17}{exact:>15}"
    held = ", ".join(f"{one:.2f} → {other:.2f}" for one, other in zip(calibration.prior, fitted.prior, strict=True))
    yield f"  held at first, from oppose to support: {held}"


def _signs(counts: Counts) -> str:
    told = {"against": -1, "neither": 0, "for": 1}
    return ", ".join(
        f"{counts.signs[side, side]} of {sum(counts.signs[side, read] for read in told.values())} {name} read as such"
        for name, side in told.items()
    )


def _shares(table: Array) -> tuple[float, float, float]:
    """How often the strongest words against and for are read on their side, and how often any stance exactly."""
    return float(table[0, :2].sum()), float(table[4, 3:].sum()), float(np.mean(np.diag(table)))


def _setting(
    calibration: Calibration, confusion: Array, length: int, series: int, *, targets: bool = True
) -> Iterator[str]:
    known = with_confusion(calibration, confusion)
    world = draw(np.random.default_rng(SEED), series=series, length=length, confusion=confusion, calibration=known)
    judged, best = replay(world, calibration=known), ceiling_claims(world, calibration=known)
    yield f"{length} statements a series, {series:,} series, {_changes(world)}"
    yield HEADER
    ours = score(world, judged.final_confirmed)
    published = score(world, judged.published)
    yield f"{_row('confirmed, all known', ours, delay=False)}{_sound(ours) if targets else ''}"
    yield f"{_row('confirmed, as published', published)}{_sound(published) if targets else ''}"
    at_once = replay(world, calibration=replace(known, looks=length))
    yield _row("  the same, were nothing to wait", score(world, at_once.published))
    yield _row("provisional too", score(world, judged.final), delay=False)
    yield _row("never", score(world, []))
    yield _row("last two differ", score(world, last_two_differ(world)))
    yield _row("two agreeing", score(world, two_agreeing(world)))
    yield from _against_ceiling(world, judged, best, targets=targets)
    yield from _confidence(world, judged.final, known)


HEADER = f"  {'':<32}{'claims':>8}{'precision':>11}{'recall':>8}{'false/1,000':>13}{'delay':>7}"


def _row(name: str, s: Score, *, delay: bool = True) -> str:
    waited = f"{s.delay:>7.1f}" if delay and s.claims else f"{'-':>7}"
    return f"  {name:<32}{s.claims:>8}{s.precision:>11.3f}{s.recall:>8.3f}{s.false_per_thousand:>13.2f}{waited}"


def _sound(s: Score) -> str:
    return _met(s.precision >= PRECISION and s.false_per_thousand <= FALSE_ALARMS)


def _changes(world: World) -> str:
    return f"{len(world.true_changes())} changes in {world.statements:,} statements"


def _against_ceiling(world: World, judged: Replay, best: list[Claim], *, targets: bool) -> Iterator[str]:
    """The generating model's own recall at the precision that we have, and at the one that is asked for."""
    ours = score(world, judged.final_confirmed)
    ceiling = recall_at_precision(world, best, ours.precision)
    told = f"ceiling at that precision, {ours.precision:.3f}, all known: recall {ceiling:.3f}; ours {ours.recall:.3f}"
    yield f"  {told}{_met(ceiling - ours.recall <= SHORT_OF_CEILING) if targets else ''}"
    at = recall_at_precision(world, best, PRECISION), recall_at_precision(world, judged.final, PRECISION)
    yield f"  ceiling at precision {PRECISION}: recall {at[0]:.3f}; ours, were the threshold set there, {at[1]:.3f}"


def _confidence(world: World, claims: tuple[Claim, ...], calibration: Calibration) -> Iterator[str]:
    bins = reliability(world, claims)
    table = "  ".join(f"{b.confidence:.2f}→{b.right:.2f} ({b.claims})" for b in bins)
    error = calibration_error(bins)
    yield f"  said→right: {table}"
    told = f"calibration error {error:.3f}, Brier of claims {brier(world, claims):.3f}"
    yield f"  {told}{_met(error <= MISCALIBRATED)}"
    model, never, differ = change_brier(world, calibration)
    told = f"posterior {model:.4f}, never {never:.4f}, last two differ {differ:.4f}"
    yield f"  Brier of 'changed between these two': {told}"


def _met(held: bool) -> str:
    return "  (targets met)" if held else "  (TARGET MISSED)"


def _robustness(calibration: Calibration) -> Iterator[str]:
    """What wrong assumptions cost: the world stays the same, judging believes something else."""
    even = replace(calibration, prior=np.full(len(LEVELS), 1 / len(LEVELS)))
    true = with_confusion(even, COARSE.confusion)
    world = draw(np.random.default_rng(SEED), series=6_000, length=10, confusion=COARSE.confusion, calibration=true)
    hazard = calibration.hazard_per_year
    believed = {
        "as it is": true,
        "reader thought 90/8/2": with_confusion(even, FINE.confusion),
        "reader thought 70/20/10": with_confusion(even, Reader(0.70, 0.20, 0.10).confusion),
        "hazard thought a third": replace(true, hazard_per_year=hazard / 3, transitions={}),
        "hazard thought threefold": replace(true, hazard_per_year=hazard * 3, transitions={}),
        "hazard thought tenfold": replace(true, hazard_per_year=hazard * 10, transitions={}),
        "nine in ten thought in favour": replace(true, prior=np.array([0.03, 0.03, 0.03, 0.03, 0.88])),
        "one-step moves thought likelier": replace(true, jump=(4.0, 2.0, 1.0, 1.0), transitions={}),
    }
    yield f"wrong assumptions: reader {COARSE}, 10 statements a series, {_changes(world)}"
    yield HEADER + f"{'calibration error':>19}"
    for name, belief in believed.items():
        judged = replay(world, calibration=belief)
        error = calibration_error(reliability(world, judged.final))
        yield f"{_row(name, score(world, judged.published))}{error:>19.3f}"


def _refit(calibration: Calibration) -> Iterator[str]:
    """The hazard can be fitted from readings alone: shown by getting back the one that series were drawn with."""
    for true in (calibration.hazard_per_year / 2, calibration.hazard_per_year, calibration.hazard_per_year * 2):
        known = replace(with_confusion(calibration, COARSE.confusion), hazard_per_year=true, transitions={})
        world = draw(
            np.random.default_rng(SEED), series=2_000, length=10, confusion=COARSE.confusion, calibration=known
        )
        yield f"hazard drawn with {true:.3f} a year, fitted {fit_hazard(world.read, world.days, calibration=known):.3f}"
