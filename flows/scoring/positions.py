"""Score statements against annotated positions: matched one to one, by stance, and aggregated per document."""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.domain.stance import Stance

Row = Mapping[str, Any]
Edge = tuple[float, int, int]  # closeness of the spans, prediction, gold
OVERLAP = 0.3  # share of the shorter span's words that must be shared
NEUTRAL = 0.5  # a mean stance nearer to zero than this has no sign


@dataclass(frozen=True)
class Ratio:
    """Precision, recall and F1 of `hits` among `predicted` and `gold`."""

    hit_predicted: int
    predicted: int
    hit_gold: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hit_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hit_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class PositionScores:
    """What the annotation says of a set of predictions. `false_attributions` are credited outside of the body."""

    positions: Ratio
    aggregated: Ratio
    aggregated_without_sign: Ratio
    matched: int
    stance_accuracy: float | None
    sign_accuracy: float | None
    weighted_kappa: float | None
    false_attributions: int
    in_reader_comments: int
    outcomes: Mapping[str, int]
    missed: tuple[str, ...]
    pairs: tuple[tuple[Stance, Stance], ...] = ()  # of what matched: the stance annotated, the stance read


class GoldPositions:
    """Annotated positions with the words of their documents."""

    def __init__(
        self,
        *,
        documents: Iterable[Row],
        positions: Iterable[Row],
        borderline: Iterable[Row],
        tokens: Mapping[str, Sequence[Sequence[int]]],
    ) -> None:
        self.documents = {row["doc"]: row for row in documents}
        self.positions = [row for row in positions if row["doc"] in self.documents]
        self.borderline = [row for row in borderline if row["doc"] in self.documents]
        self._tokens = tokens
        self._starts = {doc: [pair[0] for pair in pairs] for doc, pairs in tokens.items()}
        self.spans = [[self.words(p["doc"], s["start"], s["end"]) for s in _spans(p)] for p in self.positions]

    @property
    def scored(self) -> list[int]:
        return [i for i, p in enumerate(self.positions) if p["scored"]]

    def words(self, doc: str, start: int, end: int) -> frozenset[int]:
        """Return the numbers of the words that overlap `start` to `end`."""
        pairs = self._tokens[doc]
        i = bisect.bisect_left(self._starts[doc], start)
        if i and pairs[i - 1][1] > start:
            i -= 1
        found = set()
        while i < len(pairs) and pairs[i][0] < end:
            found.add(i)
            i += 1
        return frozenset(found)

    def region(self, doc: str, words: frozenset[int]) -> str | None:
        """Return the kind of region that a span stands in when most of it is outside the body, else None."""
        document = self.documents[doc]
        inside = len(words & self.words(doc, document["body"]["start"], document["body"]["end"]))
        hits: Counter[str] = Counter()
        for region in document["regions"]:
            count = len(words & self.words(doc, region["start"], region["end"]))
            hits[region["kind"]] += count
            inside -= count if region["nested_in_body"] else 0
        if inside * 2 > max(1, len(words)):
            return None
        return hits.most_common(1)[0][0] if any(hits.values()) else "outside"


@dataclass(frozen=True)
class _Judged:
    """One prediction against the gold: what it matched, and what becomes of it when it is not matched."""

    edges: tuple[Edge, ...]
    outcome: str
    spare: bool
    region: str | None


def score(gold: GoldPositions, predictions: Iterable[Row]) -> PositionScores:
    """Score rows of {doc, stakeholder, topic, stance, start, end, is_past?}; documents without gold are left out."""
    rows = [p for p in predictions if p["doc"] in gold.documents and p.get("topic")]
    words = [gold.words(p["doc"], p["start"], p["end"]) for p in rows]
    judged = [_judge(gold, i, row, words[i]) for i, row in enumerate(rows)]
    paired = _pair_up([edge for one in judged for edge in one.edges], len(rows))
    counted = [i for i, one in enumerate(judged) if one.outcome != "ignored"]
    against = sum(not (judged[i].spare and i not in paired) for i in counted)
    pairs = [(_stance(gold.positions[j]), _stance(rows[i])) for i, j in sorted(paired.items())]
    signs = [(a.sign, b.sign) for a, b in pairs]
    regions = [one.region for one in judged if one.region]
    aggregated, without = _aggregated(gold, [rows[i] for i in counted])
    hit = set(paired.values())
    return PositionScores(
        positions=Ratio(len(paired), against, len(paired), len(gold.scored)),
        aggregated=aggregated,
        aggregated_without_sign=without,
        matched=len(pairs),
        stance_accuracy=_share(a == b for a, b in pairs),
        sign_accuracy=_share(a == b for a, b in signs),
        weighted_kappa=weighted_kappa(pairs),
        false_attributions=len(regions),
        in_reader_comments=regions.count("reader_comment"),
        outcomes=dict(Counter(one.outcome for one in judged)),
        missed=tuple(gold.positions[j]["id"] for j in gold.scored if j not in hit),
        pairs=tuple(sorted(pairs)),
    )


def _judge(gold: GoldPositions, number: int, row: Row, words: frozenset[int]) -> _Judged:
    region = gold.region(row["doc"], words)
    edges: list[Edge] = []
    seen: set[str] = set()
    for j, position in enumerate(gold.positions):
        near = (
            max((_overlap(words, span) for span in gold.spans[j]), default=0.0) if position["doc"] == row["doc"] else 0
        )
        if near >= OVERLAP:
            seen.add(relation := _relation(row, position))
            if relation == "match":
                exact = 0.01 if row["stakeholder"] == position["stakeholder"] else 0.0
                edges.append((_jaccard(words, gold.spans[j][0]) + exact, number, j))
    spare = bool(seen & {"unscored", "alternative"})
    return _Judged(tuple(edges), _outcome(gold, row, words, seen, region), spare, region)


def _relation(row: Row, position: Row) -> str:
    holder = row["stakeholder"] in (position["stakeholder"], *position["alt_stakeholders"])
    if holder and row["topic"] == position["topic"]:
        return "match" if position["scored"] else "unscored"
    if holder:
        return "alternative" if row["topic"] in position["alt_topics"] else "wrong_topic"
    return "wrong_stakeholder" if row["topic"] == position["topic"] else "wrong_both"


def _outcome(gold: GoldPositions, row: Row, words: frozenset[int], seen: set[str], region: str | None) -> str:
    if "match" in seen:
        return "match"
    if region:
        return "outside_body"
    if seen & {"unscored", "alternative"}:
        return "ignored"
    near = (b for b in gold.borderline if b["doc"] == row["doc"])
    if not seen and any(_overlap(words, gold.words(b["doc"], b["start"], b["end"])) >= OVERLAP for b in near):
        return "ignored"
    return next((kind for kind in ("wrong_topic", "wrong_stakeholder", "wrong_both") if kind in seen), "no_gold_here")


def _pair_up(edges: Sequence[Edge], predictions: int) -> dict[int, int]:
    """Pair one to one: the closest spans first, then augmenting paths for what is left."""
    after: dict[int, list[int]] = defaultdict(list)
    of_gold: dict[int, int] = {}
    paired: dict[int, int] = {}
    for _, i, j in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
        after[i].append(j)
        if i not in paired and j not in of_gold:
            paired[i], of_gold[j] = j, i

    def augment(i: int, seen: set[int]) -> bool:
        for j in after[i]:
            if j not in seen:
                seen.add(j)
                if j not in of_gold or augment(of_gold[j], seen):
                    paired[i], of_gold[j] = j, i
                    return True
        return False

    for i in range(predictions):
        if i in after and i not in paired:
            augment(i, set())
    return paired


def _aggregated(gold: GoldPositions, rows: Sequence[Row]) -> tuple[Ratio, Ratio]:
    """One position per (document, holder, topic): past statements count only where there is nothing else."""
    scored = [gold.positions[i] for i in gold.scored]
    accepted: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for p in scored:
        accepted[p["doc"], p["topic"]][p["stakeholder"]] |= set(p["alt_stakeholders"])

    def key(row: Row) -> tuple[str, str, str]:
        holders, holder = accepted.get((row["doc"], row["topic"]), {}), row["stakeholder"]
        if holder not in holders:
            holder = next((own for own, others in sorted(holders.items()) if holder in others), holder)
        return row["doc"], holder, row["topic"]

    wanted = _signs(scored, lambda p: (p["doc"], p["stakeholder"], p["topic"]))
    given = _signs(rows, key)
    right = sum(k in wanted and given[k][0] in wanted[k] for k in given)
    there = sum(k in wanted for k in given)
    return Ratio(right, len(given), right, len(wanted)), Ratio(there, len(given), there, len(wanted))


def _signs(
    rows: Iterable[Row], key: Callable[[Row], tuple[str, str, str]]
) -> dict[tuple[str, str, str], tuple[int, int]]:
    grouped: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    return {k: (_sign([r for r in v if not r.get("is_past")] or v), _sign(v)) for k, v in grouped.items()}


def _sign(rows: Sequence[Row]) -> int:
    mean = sum(_stance(row) for row in rows) / len(rows)
    return 0 if abs(mean) < NEUTRAL else 1 if mean > 0 else -1


def weighted_kappa(pairs: Sequence[tuple[Stance, Stance]]) -> float | None:
    """Agreement beyond chance on five ordered levels, with quadratic weights."""
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(((a - b) / 4) ** 2 for a, b in pairs) / len(pairs)
    chance = sum(((a - b) / 4) ** 2 * first[a] * second[b] for a in first for b in second) / len(pairs) ** 2
    return (1.0 if seen == 0 else 0.0) if chance == 0 else 1 - seen / chance


def _stance(row: Row) -> Stance:
    return Stance.from_label(row["stance"])


def _share(hits: Iterable[bool]) -> float | None:
    found = list(hits)
    return sum(found) / len(found) if found else None


def _spans(position: Row) -> Iterator[Row]:
    yield position["content"]
    yield from position["extra"]
    if position["evidence"]:
        yield position["evidence"]


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def score_signs(gold: Iterable[Row], predictions: Iterable[Row]) -> Ratio:
    """Score one sign per (document, holder, topic): gold rows are {doc, stakeholder, topic, sign, optional}.

    Present statements count, past ones only where there is nothing else; optional gold is neither asked for nor held
    against a prediction; words of nobody the pack knows are not predictions.
    """
    rows = list(gold)
    wanted = {_place(g): g["sign"] for g in rows if not g.get("optional")}
    optional = {_place(g) for g in rows if g.get("optional")}
    given = {
        k: v[0] for k, v in _signs((p for p in predictions if p["stakeholder"]), _place).items() if k not in optional
    }
    right = sum(wanted.get(k) == sign for k, sign in given.items())
    return Ratio(right, len(given), right, len(wanted))


def sign_pairs(gold: Iterable[Row], predictions: Iterable[Row]) -> list[tuple[int, int]]:
    """Return the annotated and the read sign of every (document, holder, topic) that has both."""
    given = _signs((p for p in predictions if p["stakeholder"]), _place)
    wanted = {_place(g): g["sign"] for g in gold if not g.get("optional")}
    return [(sign, given[place][0]) for place, sign in wanted.items() if place in given]


def _place(row: Row) -> tuple[str, str, str]:
    return row["doc"], row["stakeholder"], row["topic"]
