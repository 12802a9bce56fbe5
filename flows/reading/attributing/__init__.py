"""Who says what: sources, cues and content of every attribution in a parsed text."""

from flows.reading.attributing.attribute import attribute
from flows.reading.attributing.features import Weights, load_weights
from flows.reading.attributing.outlets import Head
from flows.reading.attributing.parsing import make_doc

__all__ = ["Head", "Weights", "attribute", "load_weights", "make_doc"]
