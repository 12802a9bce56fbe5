"""Stance of a passage toward a proposition, with its modality, conditions and parameters, blind to the speaker."""

from flows.reading.stancing.deciding import decide, stances
from flows.reading.stancing.model import StanceModel, load_model
from flows.reading.stancing.passage import Passage

__all__ = ["Passage", "StanceModel", "decide", "load_model", "stances"]
