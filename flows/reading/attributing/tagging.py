"""Give parts of speech and lemmas to tagged words from memory: the model's own rules, asked once for each kind of word.

The rules of spaCy's attribute ruler cost as much as its parser (.145 against .134 of `nlp.pipe`), because
each paragraph is matched against all of them. Nearly all look at one word, its tag and its dependency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
_KEY: list[int | str] = ["ORTH", "TAG", "DEP"]
_GIVEN: list[int | str] = ["POS", "MORPH", "LEMMA"]
_PLAIN = ("LOWER", "DEP")
_REMEMBERED = 200_000  # kinds of words: more than an archive of one sector holds
Key = tuple[int, int, int]


class Tagger:
    """The ruler and the lemmatizer of one model, with what they said before."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._ruler = cast("Any", nlp.get_pipe(RULER))
        self._lemmatizer = cast("Any", nlp.get_pipe(LEMMATIZER))
        rules: list[dict[str, Any]] = self._ruler.patterns
        several = [rule for rule in rules if any(len(pattern) > 1 for pattern in rule["patterns"])]
        self._several: Any = AttributeRuler(nlp.vocab)
        self._several.add_patterns(several)
        self._needed = [_needed(pattern, nlp.vocab.strings) for rule in several for pattern in rule["patterns"]]
        self._single: Any = AttributeRuler(nlp.vocab)
        self._single.add_patterns([rule for rule in rules if rule not in several])
        self._deps = {nlp.vocab.strings[name] for name in _named(rules, "DEP")}
        self._other = nlp.vocab.strings.add("a dependency that no rule names")
        self._known: dict[Key, tuple[int, int, int]] = {}

    @classmethod
    def fits(cls, nlp: Language) -> bool:
        """True for a model that ends in a ruler and a lemmatizer by rules, as the default one does."""
        names = [name for name in nlp.pipe_names if name in {RULER, LEMMATIZER}]
        return names == [RULER, LEMMATIZER] and getattr(nlp.get_pipe(LEMMATIZER), "mode", "") == "rule"

    def tag(self, docs: Sequence[Doc]) -> None:
        """Set parts of speech, morphology and lemmas of parsed `docs`, as the two steps of the model would."""
        keyed = [(doc, self._keys(doc)) for doc in docs]
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._learn(sorted({key for _, keys in keyed for key in keys if key not in self._known}))
        for doc, keys in keyed:
            rows = np.array([self._known[key] for key in keys], dtype=np.uint64)
            if self._may_match(doc):
                # A rule over several words: its order among the others matters.
                for start, end in _joint((start, end) for _, _, start, end in self._several.match(doc)):
                    rows[start:end] = self._given(keys[start:end], self._ruler)
            doc.from_array(_GIVEN, rows)  # type: ignore[arg-type]  # any integer array will do

    def _may_match(self, doc: Doc) -> bool:
        """Whether some rule over several words has all its words there: 94 paragraphs of a hundred have none."""
        there = {name: set(doc.to_array(name).tolist()) for name in _PLAIN}
        return any(all(not there[name].isdisjoint(values) for name, values in needed) for needed in self._needed)

    def _keys(self, doc: Doc) -> list[Key]:
        rows = doc.to_array(_KEY).tolist()
        return [(orth, tag, dep if dep in self._deps or not dep else self._other) for orth, tag, dep in rows]

    def _learn(self, keys: Sequence[Key]) -> None:
        if keys:
            self._known.update(zip(keys, map(tuple, self._given(keys, self._single).tolist()), strict=True))

    def _given(self, keys: Sequence[Key], ruler: Any) -> NDArray[np.uint64]:
        """What `ruler` and the lemmatizer say of words that stand in a row, and of no others."""
        strings = self._nlp.vocab.strings
        doc = Doc(self._nlp.vocab, words=[strings[orth] for orth, _, _ in keys])
        for token, (_, tag, dep) in zip(doc, keys, strict=True):
            token.tag, token.dep = tag, dep
        rows: NDArray[np.uint64] = self._lemmatizer(ruler(doc)).to_array(_GIVEN)
        return rows


def _joint(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that the matches of rules cover, those that overlap as one."""
    joint: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joint and start < joint[-1][1]:
            joint[-1] = (joint[-1][0], max(end, joint[-1][1]))
        else:
            joint.append((start, end))
    return joint


def _needed(pattern: Iterable[dict[str, Any]], strings: StringStore) -> list[tuple[str, frozenset[int]]]:
    """What each word of a pattern has to be, where it says so plainly."""
    told = [(name, word[name]) for word in pattern if "OP" not in word for name in _PLAIN if name in word]
    listed = [(name, [value] if isinstance(value, str) else value.get("IN")) for name, value in told]
    return [(name, frozenset(strings.add(value) for value in values)) for name, values in listed if values]


def _named(rules: object, attribute: str) -> Iterator[str]:
    """Every string that stands anywhere under `attribute` in the rules."""
    if isinstance(rules, dict):
        for name, value in rules.items():
            yield from _strings(value) if name == attribute else _named(value, attribute)
    elif isinstance(rules, list):
        for value in rules:
            yield from _named(value, attribute)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


_TAGGERS: WeakKeyDictionary[Language, Tagger] = WeakKeyDictionary()


def tagger_of(nlp: Language) -> Tagger | None:
    """The tagger of a model, made once, or None where its own steps have to do."""
    if nlp not in _TAGGERS and Tagger.fits(nlp):
        _TAGGERS[nlp] = Tagger(nlp)
    return _TAGGERS.get(nlp)
