"""Score stance readings against coded pairs: four-way F1, sign, selective accuracy, kappa, phenomena, confusion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

LEVELS = ("oppose", "qualified_oppose", "mixed", "qualified_support", "support")
SIDES = ("+", "-", "mixed", "none")


@dataclass(frozen=True)
class Scored:
    """One pair with the coder's labels and the reader's. `sign_sure` is the probability of the sign alone."""

    id: str
    gold: str
    read: str
    confidence: float
    committed: bool
    sign: int
    sign_sure: float
    agreed: bool = True  # signed path and model do not contradict each other
    phenomena: tuple[str, ...] = ()
    directness: str = "indirect"
    gold_modality: str = "asserted"
    read_modality: str = "asserted"
    gold_condition: bool = False
    read_condition: bool = False
    gold_parameter: str | None = None
    read_parameters: tuple[str, ...] = ()


def side(label: str) -> str:
    """The four-way class of a label: + or -, mixed, none."""
    if label in ("mixed", "none"):
        return label
    return "+" if label.endswith("support") else "-"


def macro_f1(pairs: Sequence[Scored]) -> float:
    """Mean F1 over the four sides; a side that neither coder nor reader uses is left out."""
    scores = [f1(pairs, of) for of in SIDES if any(of in (side(p.gold), side(p.read)) for p in pairs)]
    return sum(scores) / len(scores) if scores else 0.0


def f1(pairs: Iterable[Scored], of: str) -> float:
    hits = wrong = missed = 0
    for pair in pairs:
        gold, read = side(pair.gold) == of, side(pair.read) == of
        hits += gold and read
        wrong += read and not gold
        missed += gold and not read
    return 2 * hits / (2 * hits + wrong + missed) if hits else 0.0


def accuracy(pairs: Sequence[Scored]) -> float:
    return _share(pairs, lambda pair: side(pair.gold) == side(pair.read))


def sign_accuracy(pairs: Iterable[Scored]) -> float:
    """Of the pairs coded for or against, the share whose sign is right, also where the reader did not commit to one."""
    return _share(signed(pairs), lambda pair: (pair.sign > 0) == (side(pair.gold) == "+"))


def signed(pairs: Iterable[Scored]) -> list[Scored]:
    return [pair for pair in pairs if side(pair.gold) in ("+", "-")]


def most_confident(pairs: Sequence[Scored], share: float) -> list[Scored]:
    ranked = sorted(pairs, key=lambda pair: (-pair.confidence, pair.id))
    return ranked[: round(share * len(ranked))]


def commitment(pairs: Iterable[Scored]) -> tuple[float, float]:
    """At the operating threshold: (share of pairs coded for or against given a sign, share of those wrong)."""
    coded = signed(pairs)
    given = [pair for pair in coded if pair.committed]
    wrong = _share(given, lambda pair: side(pair.read) != side(pair.gold))
    return (len(given) / len(coded) if coded else 0.0), wrong


def misplaced(pairs: Iterable[Scored]) -> float:
    """Of all pairs given a sign at the threshold, the share coded otherwise: the other sign, both sides or none."""
    return _share([pair for pair in pairs if pair.committed], lambda pair: side(pair.read) != side(pair.gold))


def weighted_kappa(pairs: Iterable[Scored]) -> float:
    """Linearly weighted agreement over the five levels, of the pairs to which both give a level."""
    both = [(LEVELS.index(p.gold), LEVELS.index(p.read)) for p in pairs if "none" not in (p.gold, p.read)]
    if not both:
        return 0.0
    n, size = len(both), len(LEVELS)
    gold = [sum(g == level for g, _ in both) / n for level in range(size)]
    read = [sum(r == level for _, r in both) / n for level in range(size)]
    seen = sum(abs(g - r) for g, r in both) / n
    chance = sum(gold[g] * read[r] * abs(g - r) for g in range(size) for r in range(size))
    return 1 - seen / chance if chance else 1.0


def by_phenomenon(pairs: Iterable[Scored]) -> dict[str, list[Scored]]:
    found: dict[str, list[Scored]] = defaultdict(list)
    for pair in pairs:
        for phenomenon in pair.phenomena:
            found[phenomenon].append(pair)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def confusion(pairs: Iterable[Scored]) -> list[list[int]]:
    """Counts of read level (columns: the five levels, then none) by coded level (rows: likewise)."""
    labels = (*LEVELS, "none")
    table = [[0] * len(labels) for _ in labels]
    for pair in pairs:
        table[labels.index(pair.gold)][labels.index(pair.read)] += 1
    return table


def modality_accuracy(pairs: Sequence[Scored]) -> float:
    return _share(pairs, lambda pair: pair.gold_modality == pair.read_modality)


def votes_accuracy(pairs: Sequence[Scored]) -> float:
    """Modality as judging uses it: asserted and hedged may vote, the others may not."""
    return _share(pairs, lambda pair: _votes(pair.gold_modality) == _votes(pair.read_modality))


def _votes(modality: str) -> bool:
    return modality in ("asserted", "hedged")


def condition_f1(pairs: Iterable[Scored]) -> float:
    """Whether a passage that makes its stance conditional is seen to do so."""
    hits = wrong = missed = 0
    for pair in pairs:
        hits += pair.gold_condition and pair.read_condition
        wrong += pair.read_condition and not pair.gold_condition
        missed += pair.gold_condition and not pair.read_condition
    return 2 * hits / (2 * hits + wrong + missed) if hits else 0.0


def parameter_recall(pairs: Iterable[Scored]) -> float:
    coded = [pair for pair in pairs if pair.gold_parameter]
    return _share(coded, lambda pair: any(_same(pair.gold_parameter or "", read) for read in pair.read_parameters))


def _same(gold: str, read: str) -> bool:
    return read.lower() in gold.lower() or gold.lower() in read.lower()


def _share(pairs: Sequence[Scored], right: Callable[[Scored], bool]) -> float:
    return sum(map(right, pairs)) / len(pairs) if pairs else 0.0


def table(pairs: Sequence[Scored]) -> Mapping[str, float]:
    """The figures, by name."""
    given, wrong = commitment(pairs)
    return {
        "four-way macro-F1": macro_f1(pairs),
        "accuracy": accuracy(pairs),
        "sign right": sign_accuracy(pairs),
        "accuracy, most confident 40 %": accuracy(most_confident(pairs, 0.4)),
        "signed pairs given a sign at the threshold": given,
        "of those, the sign is wrong": wrong,
        "of all given a sign: other sign, mixed or none": misplaced(pairs),
        "weighted kappa": weighted_kappa(pairs),
        "modality": modality_accuracy(pairs),
        "modality, votes or not": votes_accuracy(pairs),
        "condition seen, F1": condition_f1(pairs),
        "parameter found, recall": parameter_recall(pairs),
    }
