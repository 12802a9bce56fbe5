"""Tell how a passage puts its case: what it passes over for something else, dares, asks, only mentions, insists on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from flows.reading.parsed import Sentence, Token
from flows.reading.stancing.moods import COMMANDS, imperative, said_in
from flows.reading.stancing.signed_path import Path
from storage.domain.attribution import Modality

# Each word group is one feature; what it is worth is learnt. A writer held out, signs were right on .701 without this
# module's features and on .717 with them.
_INSISTS = MappingProxyType(
    {"should": "should", "ought": "should", "must": "should", "still": "still", "yet": "still", "too": "too"}
)
_ASKING = MappingProxyType(
    {"who": ("who", "whom", "whose"), "why": ("why",), "what": ("what",), "how": ("how",), "if": ("if",)}
)
_OPENING = 4  # words of a question among which its asking word stands


def of_manner(
    tokens: tuple[Token, ...], paths: Sequence[Path], *, orientation: float, modality: Modality
) -> Iterator[tuple[str, float]]:
    """Yield signed features; one name may come several times, to be added up."""
    passed = _passed_over(tokens)
    dared = _dared(tokens)
    for path in paths:
        at = path.target.token.i
        for word in passed:
            if at in passed[word] and not (word == "than" and path.value):  # which the path has turned already
                yield f"under:{word}", path.target.sign
        if at in dared:
            yield "dared", path.course
        if set_against := _set_against(path.target.token):
            yield "set against", path.target.sign * set_against
        if path.value and path.channel != "conceded":
            yield f"path@{modality}", path.value
        elif path.channel not in {"past", "conceded"}:
            yield f"only {_fate(path)}:{path.target.kind}", path.course
    for kind in _asked(tokens):
        yield f"asks:{kind}", orientation
    for word in sorted({_INSISTS[t.lower_] for t in tokens if t.lower_ in _INSISTS}):
        yield f"says:{word}", orientation


def _set_against(mention: Token) -> float:
    """ "We need inspectors, not the cap": -1; "we need the cap, not inspectors": +1; else 0."""
    if "not" not in said_in(mention.sent):
        return 0.0
    phrase = [t.i for t in mention.subtree if t.dep_ not in {"appos", "conj", "punct"} and t.lower_ != "not"]
    doc = mention.doc
    first, last = min((i for i in phrase if i <= mention.i), default=mention.i), mention.i
    before = [t.lower_ for t in doc[max(0, first - 2) : first]]
    after = [t.lower_ for t in doc[last + 1 : last + 4]]
    if before[-1:] == ["not"] and before[:1] and before[0] in _PAUSES:
        return -1.0
    if after[1:2] == ["not"] and after[0] in _PAUSES and not {"only", "just", "yet", "because"} & set(after[2:]):
        return 1.0 if doc[last + 2].dep_ == "neg" and doc[last + 2].head.pos_ in {"NOUN", "PROPN"} else 0.0
    return 0.0


_PAUSES = frozenset({",", "and", "but", "-", "–", "—", ";"})


def _fate(path: Path) -> str:
    """What the words do to a mention that nobody judges in them."""
    if path.negated:
        return "denied"
    return "moved" if any("(reversal)" in step or "(gone)" in step for step in path.steps) else "named"


@lru_cache(maxsize=2)  # of one passage, and the same again for the next proposition
def _passed_over(tokens: tuple[Token, ...]) -> Mapping[str, frozenset[int]]:
    """The words that stand under "than", "before" and "instead of": what something else is put before."""
    found: dict[str, set[int]] = {}
    for token in tokens:
        word = token.lower_
        if word == "before" and token.dep_ not in {"mark", "prep", "advmod"}:
            continue
        if word == "of" and token.i and token.nbor(-1).lower_ == "instead":
            word = "instead"
        if word in {"than", "before", "instead"}:
            found.setdefault(word, set()).update(t.i for t in _below(token))
    return {word: frozenset(places) for word, places in found.items()}


def _below(token: Token) -> Iterable[Token]:
    if token.dep_ == "prep":
        return token.subtree
    return token.head.subtree if token.dep_ == "mark" else (t for t in token.head.subtree if t.i > token.i)


@lru_cache(maxsize=2)
def _dared(tokens: tuple[Token, ...]) -> frozenset[int]:
    """ "Put a lawyer beside every family and the inquest becomes a trial": what one is told to do and see."""
    found: set[int] = set()
    for token in (t for t in tokens if t.tag_ == COMMANDS):
        if (answer := imperative(token, with_answer=True)) is not None:
            first = answer.left_edge.i
            found.update(t.i for t in token.subtree if t.i < first)
    return frozenset(found)


@lru_cache(maxsize=2)
def _asked(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """How each question in the words opens."""
    known = {token.i for token in tokens}
    sentences = {token.sent.start: token.sent for token in tokens}
    return tuple(kind for sentence in sentences.values() if (kind := _question(sentence, known)))


def _question(sentence: Sentence, known: set[int]) -> str:
    words = [t for t in sentence if t.i in known and not t.is_punct]
    if not words or "?" not in said_in(sentence):
        return ""
    opening = {t.lower_ for t in words[:_OPENING]}
    for kind, asking in _ASKING.items():
        if opening.intersection(asking):
            return kind
    return "yes or no" if words[0].pos_ == "AUX" else "other"
