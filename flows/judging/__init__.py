"""Pure: statements become positions, shifts and observations; old and new conclusions become what changed."""

from flows.judging.admission import admissions, admit
from flows.judging.calibration import Calibration, load_calibration
from flows.judging.explain import Explanation, Moment, explain
from flows.judging.finding import find
from flows.judging.positions import positions
from flows.judging.reconcile import reconcile
from flows.judging.revised import Gone, Shown, gone
from flows.judging.series import canonical, series_of, sources_of
from flows.judging.wording import headline

__all__ = [
    "Calibration",
    "Explanation",
    "Gone",
    "Moment",
    "Shown",
    "admissions",
    "admit",
    "canonical",
    "explain",
    "find",
    "gone",
    "headline",
    "load_calibration",
    "positions",
    "reconcile",
    "series_of",
    "sources_of",
]
