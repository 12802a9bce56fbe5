"""Turn a passage and a proposition into signed features (which change side with the target) and plain ones (which do not)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from flows.reading.stancing.frame import Frame, frame_of
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.passage import Passage
from flows.reading.stancing.signed_path import Path, walk
from flows.reading.stancing.stems import STOP, stem
from flows.reading.stancing.targets import Target, named, pointers
from storage.domain.sector import Proposition


@dataclass(frozen=True)
class Evidence:
    """All that the rules see: paths of the passage, the event before it, and the features made of both."""

    paths: tuple[Path, ...]
    event: float
    orientation: float
    signed: Mapping[str, float] = field(default_factory=dict)
    plain: Mapping[str, float] = field(default_factory=dict)


def evidence(passage: Passage, proposition: Proposition) -> Evidence:
    frame = frame_of(proposition)
    senses = _senses(passage.judged)
    before = _senses(passage.before)
    event = _event(passage.before, before, frame)
    targets = named(passage.judged, frame)
    points = pointers(passage.judged, event=event, measure=1.0 if targets or event else 0.0)
    paths = tuple(walk(target, senses) for target in (*targets, *points))
    orientation = _orientation(paths, event)
    signed, plain = _features(passage, frame, senses, paths, event, orientation)
    return Evidence(paths, event, orientation, signed, plain)


def _senses(tokens: Sequence[Token]) -> dict[int, Sense]:
    """The sense of each matched entry, held by its first word (the one that governs)."""
    found: dict[int, Sense] = {}
    for start, end, sense in lexicon().matches(tokens):
        head = min(range(start, end), key=lambda at: _depth(tokens[at])) if end - start > 1 else start
        found[tokens[head].i] = sense
    return found


def _depth(token: Token) -> int:
    depth = 0
    while token.head is not token and depth < 40:
        token, depth = token.head, depth + 1
    return depth


def _event(tokens: Sequence[Token], senses: Mapping[int, Sense], frame: Frame) -> float:
    """Whether what came before tells of the measure coming (+1) or going (-1)."""
    paths = [walk(target, senses) for target in named(tokens, frame)]
    total = sum(path.course for path in paths)
    return (total > 0) - (total < 0) if total else (0.0 if not paths else paths[0].course)


def _orientation(paths: Sequence[Path], event: float) -> float:
    own = sum(path.course for path in paths if path.target.kind in {"measure", "thing", "act"})
    if own:
        return 1.0 if own > 0 else -1.0
    return event


def _features(
    passage: Passage, frame: Frame, senses: Mapping[int, Sense], paths: Sequence[Path], event: float, orientation: float
) -> tuple[dict[str, float], dict[str, float]]:
    signed: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for path in paths:
        signed[f"path:{path.channel}"] += path.value
        signed[f"path:{path.target.kind}"] += path.value
        signed["path"] += path.value
        if not path.attitude:
            signed[f"course:{path.target.kind}"] += path.course
        plain[f"has:{path.target.kind}"] = 1.0
        plain[f"channel:{path.channel}"] = 1.0
    tone = 0.0
    for i, sense in senses.items():
        token = passage.doc[i]
        value = sense.polarity * (-1.0 if _negated(token) else 1.0)
        tone += value
        local = _nearest(token, paths, orientation)
        signed["tone:near"] += value * local
        signed["tone:whole"] += value * orientation
        if sense.course and not sense.polarity:
            plain["course"] += 1
    signed["event"] = event
    signed["orientation"] = orientation
    plain["tone"] = abs(tone)
    plain["path:abs"] = abs(sum(p.value for p in paths))
    plain["path:conflict"] = float(any(p.value > 0 for p in paths) and any(p.value < 0 for p in paths))
    stems = [stem(t.text) for t in passage.judged if not t.is_punct and t.lower_ not in STOP]
    signed["means"] = float(len(set(stems) & frame.pro) - len(set(stems) & frame.con))
    plain["topic"] = float(len(set(stems) & frame.topic))
    plain["near"] = max((len(n & set(stems)) / max(1, len(n)) for n in frame.near), default=0.0)
    for token in passage.judged:
        if token.is_punct or token.is_space:
            continue
        own = stem(token.text) in frame.things or stem(token.text) in frame.acts
        if not own:
            name = token.lemma_.lower()
            plain[f"w:{name}"] = 1.0
            if orientation:
                signed[f"w:{name}"] = orientation * (-1.0 if _negated(token) else 1.0)
    lows = [t.lower_ for t in passage.judged if not t.is_space]
    for a, b in zip(lows, lows[1:], strict=False):
        plain[f"b:{a} {b}"] = 1.0
        if orientation:
            signed[f"b:{a} {b}"] = orientation
    return dict(signed), dict(plain)


def _nearest(token: Token, paths: Sequence[Path], orientation: float) -> float:
    same = [p for p in paths if p.target.token.sent.start == token.sent.start]
    if not same:
        return orientation
    best = min(same, key=lambda p: abs(p.target.token.i - token.i))
    return best.course


def _negated(token: Token) -> bool:
    words = lexicon().sets["negation.words"]
    start = max(token.sent.start, token.i - 4)
    return any(t.dep_ == "neg" or t.lower_ in words for t in token.doc[start : token.i])
