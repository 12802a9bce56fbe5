"""Turn a passage and a proposition into signed features, which change side with the target, and plain ones."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import negators
from flows.reading.stancing.consequences import Effect, effects
from flows.reading.stancing.deeds import with_deeds
from flows.reading.stancing.frame import Frame, frame_of, lemma_of
from flows.reading.stancing.happenings import happening, undone
from flows.reading.stancing.lexicon import Sense, lexicon
from flows.reading.stancing.manner import of_manner
from flows.reading.stancing.modality import modality_of, reports_a_question
from flows.reading.stancing.passage import Passage
from flows.reading.stancing.reacting import reactions
from flows.reading.stancing.signed_path import Path, walk
from flows.reading.stancing.stakes import Stake, as_paths, stakes
from flows.reading.stancing.stems import STOP, stem
from flows.reading.stancing.targets import Target, named, pointers
from storage.domain.attribution import Modality
from storage.domain.sector import Proposition

Weights = defaultdict[str, float]


@dataclass(frozen=True)
class Evidence:
    """All that the rules see: paths of the passage, the event before it, and the features made of both."""

    paths: tuple[Path, ...]
    event: float
    orientation: float
    modality: Modality = Modality.ASSERTED
    signed: Mapping[str, float] = field(default_factory=dict)
    plain: Mapping[str, float] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    stakes: tuple[Stake, ...] = ()

    @property
    def tied(self) -> bool:
        """Whether any word names the measure, what it would limit or its topic, or points back to them."""
        return bool(self.paths or self.plain.get("topic"))


def evidence(passage: Passage, proposition: Proposition) -> Evidence:
    frame = frame_of(proposition)
    senses = senses_of(passage.judged)
    event = _event(passage.before, proposition, whole=not passage.in_article)
    targets = named(passage.judged, frame)
    points = pointers(passage.judged, event=event, mentions=targets, done=lambda mention: happening(mention, senses))
    paths = _agreed([walk(target, senses) for target in (*targets, *points)])
    orientation = _orientation(targets, senses, event)
    staked = stakes(passage.judged, paths)
    paths = tuple(with_deeds(passage, as_paths(paths, staked), senses))
    supposed = {i for stake in staked for i in stake.inside}
    signed, plain = _features(passage, frame, senses, paths, event, orientation, supposed)
    followed = {stake.head.i for stake in staked}
    argued = [
        effect
        for effect in effects(passage.judged, targets=targets, pointers=points, senses=senses)
        if effect.head.i not in followed
    ]
    _add(signed, (part for stake in staked for part in stake.features()))
    modality = modality_of(passage)
    if event and not any(path.value for path in paths):
        _add(signed, _taken(passage.judged, senses, event))
    _add(signed, (part for effect in argued for part in effect.features(orientation)), under="cons:")
    _add(signed, of_manner(passage.judged, paths, orientation=orientation, modality=modality))
    plain[f"modality:{modality}"] = 1.0
    if modality is Modality.QUESTION and reports_a_question(passage):
        plain["asks to know"] = 2.0
    return Evidence(paths, event, orientation, modality, signed, plain, tuple(argued), tuple(staked))


def _taken(tokens: Sequence[Token], senses: Mapping[int, Sense], event: float) -> Iterator[tuple[str, float]]:
    """Where no path leads to the measure, how that which was told before is taken."""
    found = [  # yes is said to the measure, whatever has become of it
        (word, value * event if kind == "answer" else value, kind) for word, value, kind in reactions(tokens, senses)
    ]
    for _, value, kind in found:
        yield f"takes:{kind}", event * value
    if total := sum(value for _, value, _ in found):
        side = math.copysign(event, event * total)
        yield "takes", side
        yield "path:side", side


def _agreed(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Under one attitude the measure goes before the thing: to back "a ceiling on intakes" is not to back intakes."""
    led = {path.holder for path in paths if path.attitude and path.target.kind in {"measure", "act"}}
    return tuple(path for path in paths if not (path.attitude and path.target.kind == "thing" and path.holder in led))


@lru_cache(maxsize=8)  # of one passage, the sentences before it, and the same again for the next proposition or term
def senses_of(tokens: tuple[Token, ...]) -> Mapping[int, Sense]:
    """The sense of each matched entry, held by its first word (the one that governs)."""
    found: dict[int, Sense] = {}
    for start, end, sense in lexicon().senses.matches(tokens):
        if end - start == 1 and tokens[start].pos_ == "PROPN" and tokens[start].i > tokens[start].sent.start:
            continue  # the Schools Trust trusts nobody
        if end - start == 1 and _misread(tokens[start]):
            continue
        head = min(range(start, end), key=lambda at: _depth(tokens[at])) if end - start > 1 else start
        found[tokens[head].i] = sense
    for token in tokens:  # "watering the rule down", "bring the trial to an end": the two halves stand apart
        if token.lower_.endswith("ing") and token.i not in found and any(c.dep_ == "dobj" for c in token.children):
            gerund = lexicon().sense(lemma_of(token.lower_))  # "Lifting it", which the parser takes for a noun
            if gerund is not None and gerund.course:
                found[token.i] = gerund
        if token.pos_ == "VERB" and (apart := lexicon().apart(token)) is not None:
            found[token.i] = apart
    return found


def _misread(token: Token) -> bool:
    """A word whose sense belongs to another part of speech: the right to a pet, people like us, Miss Lane."""
    if token.lower_ == "no":
        return token.dep_ == "det"  # "no plans" is no answer
    if token.lower_ in _ADJECTIVES_ONLY:
        return token.pos_ != "ADJ"
    return token.lower_ in _VERBS_ONLY and token.pos_ != "VERB"


_VERBS_ONLY = frozenset(
    {"back", "like", "close", "last", "pull", "open", "miss", "mean", "start", "force", "trust", "game", "object",
     "empty", "slow", "narrow", "gut", "hammer", "free", "build", "test", "pilot"}
)  # fmt: skip
_ADJECTIVES_ONLY = frozenset({"right", "clear", "just", "kind", "sound", "cold", "wise", "safe"})


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < 40:
        token, depth = token.head, depth + 1
    return depth


def _event(before: Sequence[tuple[Token, ...]], proposition: Proposition, *, whole: bool) -> float:
    """Whether what came before tells of the measure coming (+1) or going (-1); what is on the table is the measure.

    Unless it is `whole`, it may be somebody else's words on something else: then the measure itself must be named.
    """
    if not before:
        return 0.0
    told = [_told(sentence, proposition, whole=whole) for sentence in before]
    if not (whole or any(mentions for mentions, _ in told)):
        return 1.0
    if signs := [sign for _, sign in sorted(one for _, found in told for one in found) if sign]:
        return signs[0]
    gone = any(_undone(sentence, mentions) for sentence, (mentions, _) in zip(before, told, strict=True))
    return -1.0 if gone else 1.0


@lru_cache(maxsize=64)  # a sentence stands before the stretches of the next one and of the one after that
def _told(
    sentence: tuple[Token, ...], proposition: Proposition, *, whole: bool
) -> tuple[Sequence[Target], Sequence[tuple[int, float]]]:
    """What one sentence names, and what it tells of each, with how deep in the sentence that stands."""
    mentions = [target for target in named(sentence, frame_of(proposition)) if whole or target.kind != "thing"]
    senses = senses_of(sentence) if mentions else {}
    return mentions, [(_depth(target.token), happening(target, senses)) for target in mentions]


def _undone(sentence: tuple[Token, ...], mentions: Sequence[Target]) -> bool:
    return undone(sentence[0].sent.root, senses_of(sentence), {m.token.i: m for m in mentions})


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
    passage: Passage,
    frame: Frame,
    senses: Mapping[int, Sense],
    paths: Sequence[Path],
    event: float,
    orientation: float,
    supposed: set[int],
) -> tuple[dict[str, float], dict[str, float]]:
    signed: Weights = defaultdict(float)
    plain: Weights = defaultdict(float)
    words = tuple(t for t in passage.judged if not t.is_punct and not t.is_space)
    _of_paths(paths, signed, plain)
    _of_turns(passage, orientation, supposed, signed, plain)
    _of_words(words, frame, signed, plain)
    _of_tone(senses, plain)
    asked = any(t.text == "?" for t in passage.judged)
    signed["event"] = event
    signed["orientation"] = orientation
    signed["question"] = orientation * asked
    signed["restore"] = float(orientation < 0 and any(_restores(t) for t in passage.judged))
    if frame.restrictive:
        signed["orientation:restrictive"] = orientation
    plain["question"] = float(asked)
    plain["before"] = float(bool(passage.before))
    plain["quoted"] = float(any(t.text in _QUOTES for t in passage.judged))
    plain["length"] = len(words) / 30
    return dict(signed), dict(plain)


_QUOTES = frozenset('“”"‘')


_ASIDE = ("past", "conceded")  # views once held, and views granted before the other side is taken


def _of_paths(paths: Sequence[Path], signed: Weights, plain: Weights) -> None:
    told = [path for path in paths if path.value and path.channel not in _ASIDE]
    for channel in _ASIDE:
        signed[f"path:{channel}"] = sum(path.value for path in paths if path.channel == channel)
    for path in told:
        signed[f"path:{path.channel}"] += path.value
        signed[f"path:{path.target.kind}"] += path.value
        signed["path"] += path.value
        plain[f"channel:{path.channel}"] = 1.0
    if told:  # what is said last weighs more: "welcome ..., but ..."
        signed["path:last"] = max(told, key=lambda path: path.target.token.i).value
        signed["path:side"] = math.copysign(1.0, signed["path"]) if signed["path"] else 0.0
    plain["path:abs"] = abs(sum(path.value for path in told))
    plain["path:conflict"] = float(any(p.value > 0 for p in told) and any(p.value < 0 for p in told))


def _add(signed: dict[str, float], parts: Iterable[tuple[str, float]], *, under: str = "") -> None:
    for name, side in parts:
        signed[under + name] = signed.get(under + name, 0.0) + side


def _of_tone(senses: Mapping[int, Sense], plain: Weights) -> None:
    """Loud words take a side, loud words of both kinds take both; which side, only what they govern can tell."""
    sounds = [sense.polarity for sense in senses.values()]
    plain["tone"] = abs(sum(sounds))
    plain["tone:conflict"] = float(any(sound > 0 for sound in sounds) and any(sound < 0 for sound in sounds))


def _opens_a_clause(token: Token) -> bool:
    """ "Until somebody shows us" makes a condition; "until Monday" and "a day without rain" make none."""
    if token.lower_ in {"until", "till", "unless", "once"}:
        return token.dep_ == "mark" or (token.head.pos_ in {"VERB", "AUX"} and token.dep_ == "advmod")
    if token.lower_ == "without":
        return token.i == token.sent.start or token.nbor(-1).lower_ in {"not", "but", ",", "“", "‘"}
    return True


def _restores(token: Token) -> bool:
    return token.lemma_lower in lexicon().sets["restoring.words"]


_UNSIDED = frozenset({"both_sides", "neutral", "praise_people", "told_of_others"})


def _of_turns(passage: Passage, orientation: float, supposed: set[int], signed: Weights, plain: Weights) -> None:
    for start, turn in _turns(passage.judged):
        if start in supposed:
            continue  # "without the cap, rents will rise" sets no condition
        if turn not in _UNSIDED:
            signed[f"turn:{turn}"] = orientation
        plain[f"turn:{turn}"] = 1.0


@lru_cache(maxsize=2)  # of one passage, and the same again for the next proposition
def _turns(tokens: tuple[Token, ...]) -> tuple[tuple[int, str], ...]:
    found = lexicon().turns.matches(tokens)
    return tuple(
        (tokens[start].i, turn)
        for start, end, turn in found
        if (end - start > 1 or _opens_a_clause(tokens[start])) and not _denied(tokens[start:end])
    )


def _denied(phrase: Sequence[Token]) -> bool:
    """ "Could not live with it" consents to nothing: what the phrase says is denied from outside it."""
    top = min(phrase, key=_depth)
    inside = {token.i for token in phrase}
    return any(no.i not in inside and no.i < top.i for no in negators(top))


def _of_words(words: Sequence[Token], frame: Frame, signed: Weights, plain: Weights) -> None:
    """Single words and pairs tell how a side is taken, not which: their signs do not carry over to other writers."""
    stemmed = [stem(t.text) for t in words]
    stems = {s for t, s in zip(words, stemmed, strict=True) if t.lower_ not in STOP}
    signed["means"] = float(len(stems & frame.pro) - len(stems & frame.con))
    plain["topic"] = float(len(stems & frame.topic))
    plain["near"] = max((len(n & stems) / max(1, len(n)) for n in frame.near), default=0.0)
    for token, s in zip(words, stemmed, strict=True):
        if s not in frame.signed:
            plain["w:" + token.lemma_lower] = 1.0
    for a, b in pairwise([t.lower_ for t in words]):
        plain[f"b:{a} {b}"] = 1.0
