"""Measure stance on propositions that no weight has seen: five folds over all pairs, and a part set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.fitting.stance import Pair
    from flows.reading.stancing.deciding import Judgement
    from flows.reading.stancing.features import Evidence
    from flows.reading.stancing.model import StanceModel
    from flows.scoring.stance import Scored


def lines(root: Path) -> Iterator[str]:
    """Yield the stance section of `make evaluate`."""
    import spacy

    from flows.fitting.stance import PARSER, cross_validate, load_pairs, scored, writers
    from flows.reading.stancing.features import evidence

    folder = root / "tests" / "training" / "stance"
    every = load_pairs(spacy.load(PARSER, disable=["ner"]), folder)
    aside = set((folder / "aside.txt").read_text("utf-8").split())
    pairs = [pair for pair in every if pair.proposition.id not in aside]
    seen = [evidence(pair.passage, pair.proposition) for pair in pairs]
    about = len({pair.proposition.id for pair in pairs})
    yield f"Stance, {len(pairs)} pairs on {about} propositions, five folds by proposition"
    yield "  (weights, slope and threshold of each fold come from the other folds alone)"
    judged = [scored(pair, *verdict) for pair, verdict in zip(pairs, cross_validate(pairs, seen), strict=True)]
    yield from _figures(judged)
    yield from _phenomena(judged)
    yield from _confusions(judged)
    yield from _trade(judged)
    yield from _writers(pairs, cross_validate(pairs, seen, writers(pairs)))
    yield from _ablation(pairs, seen)
    yield from _set_aside(pairs, seen, [pair for pair in every if pair.proposition.id in aside])
    yield from _unseen(load_pairs(spacy.load(PARSER, disable=["ner"]), root / "tests" / "gold" / "stance"))


UNSEEN = {
    "pairs-n-n": "another, as a newsroom reports (n)",
    "pairs-p-p2": "a third, in the plain words of the press (p: sides only)",
    "pairs-z-z": "a further writer (z)",
}


def _unseen(pairs: Sequence[Pair]) -> Iterator[str]:
    """Pairs of writers who saw neither code nor weights, on which nothing is trained: by the weights as shipped."""
    from flows.fitting.stance import scored
    from flows.reading.stancing.deciding import judge
    from flows.reading.stancing.features import evidence
    from flows.reading.stancing.model import load_model

    model = load_model()
    for writer in sorted({pair.writer for pair in pairs}):
        own = [pair for pair in pairs if pair.writer == writer]
        about = len({pair.proposition.id for pair in own})
        yield f"{len(own)} pairs of {UNSEEN[writer]} on {about} propositions, never trained on, weights as shipped"
        yield from _figures(
            [scored(pair, judge(evidence(pair.passage, pair.proposition), model), model) for pair in own]
        )


def _figures(scored: Sequence[Scored]) -> Iterator[str]:
    from flows.scoring.stance import SIDES, f1, table

    for name, value in table(scored).items():
        yield f"  {name:46s} {value:.3f}"
    yield "  F1 by side: " + "  ".join(f"{side} {f1(scored, side):.3f}" for side in SIDES)


def _writers(pairs: Sequence[Pair], verdicts: Sequence[tuple[Judgement, StanceModel]]) -> Iterator[str]:
    """Each writer's pairs judged by weights that saw none of them: the nearest to pairs that others will write."""
    from flows.fitting.stance import scored
    from flows.scoring.stance import accuracy, commitment, macro_f1, misplaced, most_confident, sign_accuracy

    judged = [scored(pair, *verdict) for pair, verdict in zip(pairs, verdicts, strict=True)]
    yield "  each writer held out   pairs     F1   sign  most sure 40 %  given  wrong  wrong or no side"
    for writer in ("all", *sorted({pair.writer for pair in pairs})):
        chosen = [j for j, pair in zip(judged, pairs, strict=True) if writer in {"all", pair.writer}]
        given, wrong = commitment(chosen)
        yield (
            f"  {writer:20s} {len(chosen):7d}  {macro_f1(chosen):5.3f}  {sign_accuracy(chosen):5.3f}"
            f"  {accuracy(most_confident(chosen, 0.4)):14.3f}  {given:5.3f}  {wrong:5.3f}  {misplaced(chosen):16.3f}"
        )


def _phenomena(scored: Sequence[Scored]) -> Iterator[str]:
    from flows.scoring.stance import accuracy, by_phenomenon, commitment, sign_accuracy, signed

    yield "  phenomenon                   pairs  right  sign  (of signed)  committed  wrong"
    for name, pairs in by_phenomenon(scored).items():
        given, wrong = commitment(pairs)
        yield (
            f"  {name:28s} {len(pairs):5d}  {accuracy(pairs):.2f}   {sign_accuracy(pairs):.2f}  {len(signed(pairs)):9d}"
            f"  {given:9.2f}  {wrong:5.2f}"
        )


def _confusions(scored: Sequence[Scored]) -> Iterator[str]:
    from flows.scoring.stance import LEVELS, confusion

    for form in ("direct", "mixed", "indirect"):
        chosen = [pair for pair in scored if pair.directness == form]
        yield f"  confusion, {form} ({len(chosen)} pairs; rows as coded, columns as read)"
        labels = (*LEVELS, "none")
        yield " " * 22 + "".join(f"{label[:12]:>13s}" for label in labels)
        for label, row in zip(labels, confusion(chosen), strict=True):
            yield f"  {label:20s}" + "".join(f"{count:13d}" for count in row)


def _trade(judged: Sequence[Scored]) -> Iterator[str]:
    """What relying on more signs costs."""
    from flows.scoring.stance import commitment, misplaced, side

    yield "  sign relied upon from    given  wrong  wrong or no side"
    for sure in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        relied = [replace(p, committed=p.agreed and p.sign_sure >= sure and side(p.read) in ("+", "-")) for p in judged]
        given, wrong = commitment(relied)
        yield f"  {sure:20.2f}    {given:5.3f}  {wrong:5.3f}  {misplaced(relied):16.3f}"


GROUPS = {
    "signed path": ("path",),
    "kinds of path (attitude, worth, norm ...)": ("path:", "channel:"),
    "turns of phrase": ("turn:",),
    "what came before (coming or going)": ("event", "orientation", "restore"),
    "what happened, would happen, is good or ill": ("cons:",),
    "how the case is put (compared, asked ...)": ("under:", "dared", "path@", "only ", "asks:", "says:"),
    # Changes nothing here; without it positions in articles fall by .01 to .09 (sum of F1 over eight sets).
    "loudness of words": ("tone",),
    "both poles as written": ("means",),
    "topic and near misses": ("topic", "near"),
    "single words (side taken or not)": ("w:",),
    "what is at stake": ("stake:",),
    "pairs of words (side taken or not)": ("b:",),
}


def _ablation(pairs: Sequence[Pair], seen: Sequence[Evidence]) -> Iterator[str]:
    """Each group of features off in turn, each writer held out: what only fits the writers it was made from is seen."""
    from flows.fitting.stance import plainly, writers
    from flows.scoring.stance import accuracy, macro_f1, most_confident, sign_accuracy

    parts = writers(pairs)
    yield "  each writer held out, without              F1     sign   most sure 40 %   sign wrong in the surest 30 %"
    for name, prefixes in {"(nothing left out)": (), **GROUPS}.items():
        judged = plainly(pairs, [_without(found, prefixes) for found in seen], parts)
        coded = [p for p in judged if not p.gold.startswith(("mixed", "none"))]
        surest = sorted(coded, key=lambda p: -p.sign_sure)[: round(0.3 * len(coded))]
        figures = (macro_f1(judged), sign_accuracy(judged), accuracy(most_confident(judged, 0.4)))
        yield f"  {name:41s} " + "  ".join(f"{f:.3f}" for f in figures) + f"   {1 - sign_accuracy(surest):23.3f}"


def _without(found: Evidence, prefixes: tuple[str, ...]) -> Evidence:
    if not prefixes:
        return found
    return replace(
        found,
        signed={name: value for name, value in found.signed.items() if not name.startswith(prefixes)},
        plain={name: value for name, value in found.plain.items() if not name.startswith(prefixes)},
    )


def _set_aside(pairs: Sequence[Pair], seen: Sequence[Evidence], held: Sequence[Pair]) -> Iterator[str]:
    from flows.fitting.stance import fit, scored
    from flows.reading.stancing.deciding import judge
    from flows.reading.stancing.features import evidence

    model = fit(pairs, seen)
    about = len({pair.proposition.id for pair in held})
    yield f"  set aside until the end: {len(held)} pairs on {about} propositions, trained on the other {len(pairs)}"
    yield from _figures([scored(pair, judge(evidence(pair.passage, pair.proposition), model), model) for pair in held])
