"""Measure stance on propositions that no weight has seen: five folds over all pairs, and a part set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.fitting.stance import Pair
    from flows.reading.stancing.features import Evidence
    from flows.scoring.stance import Scored


def lines(root: Path) -> Iterator[str]:
    """Yield the stance section of `make evaluate`."""
    import spacy

    from flows.fitting.stance import PARSER, load_pairs
    from flows.reading.stancing.features import evidence

    folder = root / "tests" / "training" / "stance"
    pairs = load_pairs(spacy.load(PARSER, disable=["ner"]), folder)
    seen = [evidence(pair.passage, pair.proposition) for pair in pairs]
    scored = _folded(pairs, seen)
    about = len({pair.proposition.id for pair in pairs})
    yield f"Stance, {len(pairs)} pairs on {about} propositions, five folds by proposition"
    yield from _figures(scored)
    yield from _phenomena(scored)
    yield from _confusions(scored)
    yield from _trade(scored)
    yield from _ablation(pairs, seen)
    aside = set((folder / "aside.txt").read_text("utf-8").split())
    yield from _set_aside(pairs, seen, aside)


def _folded(pairs: Sequence[Pair], seen: Sequence[Evidence]) -> list[Scored]:
    from flows.fitting.stance import cross_validate, scored, train

    judged, slope = cross_validate(pairs, seen)
    model = train(pairs, seen, slope=slope)
    return [scored(pair, verdict, model) for pair, verdict in zip(pairs, judged, strict=True)]


def _figures(scored: Sequence[Scored]) -> Iterator[str]:
    from flows.scoring.stance import SIDES, f1, table

    for name, value in table(scored).items():
        yield f"  {name:42s} {value:.3f}"
    yield "  F1 by side: " + "  ".join(f"{side} {f1(scored, side):.3f}" for side in SIDES)


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


def _trade(scored: Sequence[Scored]) -> Iterator[str]:
    """What relying on more signs costs."""
    from flows.scoring.stance import commitment, side

    yield "  sign relied upon from    given  wrong"
    for sure in (0.5, 0.6, 0.7, 0.8, 0.85, 0.88, 0.9, 0.94):
        given, wrong = commitment(
            [replace(p, committed=p.agreed and p.sign_sure >= sure and side(p.read) in ("+", "-")) for p in scored]
        )
        yield f"  {sure:20.2f}    {given:5.3f}  {wrong:5.3f}"


GROUPS = {
    "signed path": ("path", "course:", "channel:", "restore"),
    "turns of phrase": ("turn:",),
    "tone of words in context": ("tone", "attitude:", "worth:", "effect:"),
    "both poles as written": ("means",),
    "topic and near misses": ("topic", "near"),
    "single words": ("w:",),
    "pairs of words (side taken or not)": ("b:",),
}


def _ablation(pairs: Sequence[Pair], seen: Sequence[Evidence]) -> Iterator[str]:
    """Each group of features off in turn, over the same folds."""
    from flows.scoring.stance import accuracy, macro_f1, most_confident, sign_accuracy

    yield "  without                                  F1     sign   most confident 40 %"
    for name, prefixes in {"(nothing left out)": (), **GROUPS}.items():
        scored = _folded(pairs, [_without(found, prefixes) for found in seen])
        figures = (macro_f1(scored), sign_accuracy(scored), accuracy(most_confident(scored, 0.4)))
        yield f"  {name:38s} " + "  ".join(f"{figure:.3f}" for figure in figures)


def _without(found: Evidence, prefixes: tuple[str, ...]) -> Evidence:
    if not prefixes:
        return found
    return replace(
        found,
        signed={name: value for name, value in found.signed.items() if not name.startswith(prefixes)},
        plain={name: value for name, value in found.plain.items() if not name.startswith(prefixes)},
    )


def _set_aside(pairs: Sequence[Pair], seen: Sequence[Evidence], aside: set[str]) -> Iterator[str]:
    from flows.fitting.stance import cross_validate, scored, train
    from flows.reading.stancing.deciding import judge

    kept = [i for i, pair in enumerate(pairs) if pair.proposition.id not in aside]
    held = [i for i, pair in enumerate(pairs) if pair.proposition.id in aside]
    _, slope = cross_validate([pairs[i] for i in kept], [seen[i] for i in kept])
    model = replace(train([pairs[i] for i in kept], [seen[i] for i in kept]), slope=slope)
    yield f"  set aside until the end: {len(held)} pairs on {len(aside)} propositions, trained on the other {len(kept)}"
    yield from _figures([scored(pairs[i], judge(seen[i], model), model) for i in held])
