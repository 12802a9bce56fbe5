"""Give parts of speech and lemmas to tagged words from memory: the model's own rules, asked once for each kind of word.

The rules of spaCy's attribute ruler cost as much as its parser (.145 against .134 of `nlp.pipe`), because
each paragraph is matched against all of them. Nearly all look at one word, its tag and its dependency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_ASKED: list[int | str] = ["ORTH", "TAG", "DEP", "LOWER"]
_GIVEN: list[int | str] = ["POS", "MORPH", "LEMMA"]
_PLAIN = ("DEP", "LOWER")
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
        deps = {nlp.vocab.strings[name] for name in _named(rules, "DEP")}
        self._as_named = {dep: dep for dep in (0, *deps)}
        self._other = nlp.vocab.strings.add("a dependency that no rule names")
        self._places: dict[Key, int] = {}
        self._known: NDArray[np.uint64] = np.zeros((0, len(_GIVEN)), dtype=np.uint64)

    @classmethod
    def fits(cls, nlp: Language) -> bool:
        """True for a model that ends in a ruler and a lemmatizer by rules, as the default one does."""
        names = [name for name in nlp.pipe_names if name in {RULER, LEMMATIZER}]
        return names == [RULER, LEMMATIZER] and getattr(nlp.get_pipe(LEMMATIZER), "mode", "") == "rule"

    def tag(self, docs: Sequence[Doc]) -> None:
        """Set parts of speech, morphology and lemmas of parsed `docs`, as the two steps of the model would."""
        columns: list[Any] = [doc.to_array(_ASKED).reshape(-1, len(_ASKED)).T.tolist() for doc in docs]
        keyed = [self._keys(*column[:3]) for column in columns]
        if len(self._places) > _REMEMBERED:
            self._places, self._known = {}, self._known[:0]
        self._learn(sorted({key for keys in keyed for key in keys if key not in self._places}))
        for doc, (_, _, *plain), keys in zip(docs, columns, keyed, strict=True):
            rows = self._known[[self._places[key] for key in keys]]
            if self._may_match(dict(zip(_PLAIN, map(set, plain), strict=True))):
                # A rule over several words: its order among the others matters.
                for start, end in _joint((start, end) for _, _, start, end in self._several.match(doc)):
                    rows[start:end] = self._given(keys[start:end], self._ruler)
            doc.from_array(_GIVEN, rows)  # type: ignore[arg-type]  # any integer array will do

    def _may_match(self, there: Mapping[str, set[int]]) -> bool:
        """Whether some rule over several words has all its words there: 94 paragraphs of a hundred have none."""
        return any(all(not there[name].isdisjoint(values) for name, values in needed) for needed in self._needed)

    def _keys(self, orths: Sequence[int], tags: Sequence[int], deps: Sequence[int]) -> list[Key]:
        named, other = self._as_named.get, self._other
        return list(zip(orths, tags, [named(dep, other) for dep in deps], strict=True))

    def _learn(self, keys: Sequence[Key]) -> None:
        if keys:
            self._places.update({key: len(self._places) + n for n, key in enumerate(keys)})
            self._known = np.concatenate([self._known, self._given(keys, self._single)])

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
