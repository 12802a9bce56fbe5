"""Turn a passage and a proposition into signed features, which change side with the target, and plain ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Token

from flows.reading.stancing.clauses import SUBJECT
from flows.reading.stancing.frame import Frame, frame_of
from flows.reading.stancing.happenings import happening, undone
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.passage import Passage
from flows.reading.stancing.signed_path import Path, in_context, walk
from flows.reading.stancing.stems import STOP, stem
from flows.reading.stancing.targets import Target, named, pointers
from storage.domain.sector import Proposition

Weights = defaultdict[str, float]
LEXICAL = 0.4  # single words weigh less than what the rules have made of them (sign .720 -> .729 in folds)


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
    senses = senses_of(passage.judged)
    before = senses_of(passage.before)
    event = _event(passage.before, before, frame)
    targets = named(passage.judged, frame)
    points = pointers(passage.judged, event=event, mentions=targets)
    paths = _agreed([walk(target, senses) for target in (*targets, *points)])
    orientation = _orientation(targets, senses, event)
    signed, plain = _features(passage, frame, senses, paths, event, orientation)
    return Evidence(paths, event, orientation, signed, plain)


def _agreed(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Under one attitude the measure goes before the thing: to back "a ceiling on intakes" is not to back intakes."""
    led = {path.holder for path in paths if path.attitude and path.target.kind in {"measure", "act"}}
    return tuple(path for path in paths if not (path.attitude and path.target.kind == "thing" and path.holder in led))


def senses_of(tokens: Sequence[Token]) -> dict[int, Sense]:
    """The sense of each matched entry, held by its first word (the one that governs)."""
    found: dict[int, Sense] = {}
    for start, end, sense in lexicon().senses.matches(tokens):
        if end - start == 1 and tokens[start].pos_ == "PROPN" and tokens[start].i > tokens[start].sent.start:
            continue  # the Schools Trust trusts nobody
        if end - start == 1 and _misread(tokens[start]):
            continue
        head = min(range(start, end), key=lambda at: _depth(tokens[at])) if end - start > 1 else start
        found[tokens[head].i] = sense
    for token in tokens:  # "watering the rule down": verb and particle stand apart
        particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None) if token.pos_ == "VERB" else None
        if particle and (apart := lexicon().sense(token.lemma_.lower(), particle)):
            found[token.i] = apart
    return found


def _misread(token: Token) -> bool:
    """A word whose sense belongs to another part of speech: the right to a pet, people like us, Miss Lane."""
    if token.lower_ in {"right", "clear"}:
        return token.pos_ == "NOUN"
    return token.lower_ in _VERBS_ONLY and token.pos_ != "VERB"


_VERBS_ONLY = frozenset({"back", "like", "close", "last", "pull", "open", "miss", "mean", "start", "force", "trust"})


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < 40:
        token, depth = token.head, depth + 1
    return depth


def _event(tokens: Sequence[Token], senses: Mapping[int, Sense], frame: Frame) -> float:
    """Whether what came before tells of the measure coming (+1) or going (-1); what is on the table is the measure."""
    if not tokens:
        return 0.0
    mentions = named(tokens, frame)
    found = [(_depth(target.token), happening(target, senses)) for target in mentions]
    told = [sign for _, sign in sorted(found) if sign]
    if told:
        return told[0]
    return -1.0 if _undone(tokens, senses, mentions) else 1.0


def _undone(tokens: Sequence[Token], senses: Mapping[int, Sense], mentions: Sequence[Target]) -> bool:
    roots = {token.sent.root.i: token.sent.root for token in tokens}
    return any(undone(root, senses, {m.token.i: m for m in mentions}) for root in roots.values())


def _orientation(targets: Sequence[Target], senses: Mapping[int, Sense], event: float) -> float:
    """-1 when what is being judged is the measure's undoing, told before the passage or in it; else +1."""
    if event:
        return event
    told = [happening(target, senses, own=True) for target in targets if target.kind != "thing"]
    going = any(sign < 0 for sign in told) or _undoing_named(targets, senses)
    return -1.0 if going else 1.0


def _undoing_named(targets: Sequence[Target], senses: Mapping[int, Sense]) -> bool:
    """ "The postponement", "its climbdown": the undoing has a noun of its own."""
    if not targets:
        return False
    doc, mine = targets[0].token.doc, {target.token.i for target in targets}
    undoings = lexicon().sets["stands_for.undoing"]
    return any(doc[i].pos_ == "NOUN" and doc[i].lemma_ in undoings and i not in mine for i in senses)


def _features(
    passage: Passage, frame: Frame, senses: Mapping[int, Sense], paths: Sequence[Path], event: float, orientation: float
) -> tuple[dict[str, float], dict[str, float]]:
    signed: Weights = defaultdict(float)
    plain: Weights = defaultdict(float)
    words = tuple(t for t in passage.judged if not t.is_punct and not t.is_space)
    _of_paths(paths, signed, plain)
    _of_tone(passage, senses, paths, orientation, signed, plain)
    _of_words(words, frame, orientation, signed, plain)
    signed["event"] = event
    signed["orientation"] = orientation
    asked = any(t.text == "?" for t in passage.judged)
    signed["question"] = orientation * asked
    plain["question"] = float(asked)
    plain["before"] = float(bool(passage.before))
    plain["quoted"] = float(any(t.text in _QUOTES for t in passage.judged))
    plain["length"] = len(words) / 30
    return dict(signed), dict(plain)


_QUOTES = frozenset('“”"‘')


def _of_paths(paths: Sequence[Path], signed: Weights, plain: Weights) -> None:
    for path in paths:
        signed[f"path:{path.channel}"] += path.value
        signed[f"path:{path.target.kind}"] += path.value
        signed["path"] += path.value
        if not path.attitude:
            signed[f"course:{path.target.kind}:{path.target.token.dep_ in SUBJECT}"] += path.course
        plain[f"channel:{path.channel}"] = 1.0
    plain["path:abs"] = abs(sum(p.value for p in paths))
    plain["path:conflict"] = float(any(p.value > 0 for p in paths) and any(p.value < 0 for p in paths))


def _of_tone(
    passage: Passage, senses: Mapping[int, Sense], paths: Sequence[Path], orientation: float,
    signed: Weights, plain: Weights,
) -> None:  # fmt: skip
    """How the words sound, apart from what they govern: the side of "but" they stand on matters."""
    turn = max((t.i for t in passage.judged if t.lower_ in _TURNS), default=-1)
    restoring = {t.sent.start for t in passage.judged if orientation < 0 and _restores(t)}
    signed["restore"] = float(bool(restoring))
    total = 0.0
    for i, sense in senses.items():
        token = passage.doc[i]
        flip = in_context(token, senses)
        value = sense.polarity * flip
        total += value
        if sense.attitude > 0 and token.sent.start in restoring:
            continue  # a wish to have it back is no praise of its going
        signed["tone"] += value * orientation
        if turn >= 0:
            signed["tone:after" if i > turn else "tone:before"] += value * orientation
        for role, degree in sense.roles:
            signed[f"{role}:{flip:+.0f}"] += degree * flip * orientation
        if i >= passage.judged[-1].sent.start:
            signed["tone:last"] += value * orientation
    _of_turns(passage, orientation, signed, plain)
    plain["tone"] = abs(total)
    plain["tone:conflict"] = float(
        any(s.polarity > 0 for s in senses.values()) and any(s.polarity < 0 for s in senses.values())
    )


def _opens_a_clause(token: Token) -> bool:
    """ "Until somebody shows us" makes a condition; "until Monday" and "a day without rain" make none."""
    if token.lower_ in {"until", "till", "unless", "once"}:
        return token.dep_ == "mark" or (token.head.pos_ in {"VERB", "AUX"} and token.dep_ == "advmod")
    if token.lower_ == "without":
        return token.i == token.sent.start or token.nbor(-1).lower_ in {"not", "but", ",", "“", "‘"}
    return True


def _restores(token: Token) -> bool:
    return token.lemma_.lower() in lexicon().sets["restoring.words"]


_UNSIDED = frozenset({"both_sides", "neutral", "praise_people", "told_of_others"})


def _of_turns(passage: Passage, orientation: float, signed: Weights, plain: Weights) -> None:
    for start, end, turn in lexicon().turns.matches(passage.judged):
        if end - start == 1 and not _opens_a_clause(passage.judged[start]):
            continue
        if turn not in _UNSIDED:
            signed[f"turn:{turn}"] = orientation
        plain[f"turn:{turn}"] = 1.0


_TURNS = frozenset({"but", "however", "yet", "still", "nevertheless", "nonetheless"})


def _of_words(words: Sequence[Token], frame: Frame, orientation: float, signed: Weights, plain: Weights) -> None:
    stems = {stem(t.text) for t in words if t.lower_ not in STOP}
    signed["means"] = float(len(stems & frame.pro) - len(stems & frame.con))
    plain["topic"] = float(len(stems & frame.topic))
    plain["near"] = max((len(n & stems) / max(1, len(n)) for n in frame.near), default=0.0)
    negations = _negations(words)
    for token in words:
        s = stem(token.text)
        if s in frame.things or s in frame.acts:
            continue
        name = token.lemma_.lower()
        plain[f"w:{name}"] = 1.0
        signed[f"w:{name}"] = LEXICAL * orientation * (-1.0 if _negated(token, negations) else 1.0)
    lows = [t.lower_ for t in words]
    for a, b in pairwise(lows):
        plain[f"b:{a} {b}"] = 1.0


def _negations(tokens: Sequence[Token]) -> frozenset[int]:
    words = lexicon().sets["negation.words"]
    return frozenset(token.i for token in tokens if token.dep_ == "neg" or token.lower_ in words)


def _negated(token: Token, negations: frozenset[int]) -> bool:
    """True when a negation stands among the four words before, in the same sentence."""
    near = [i for i in range(token.i - 4, token.i) if i in negations]
    return bool(near) and near[-1] >= token.sent.start
