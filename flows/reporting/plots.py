"""Draw the timeline of a series as a small inline SVG that reads in print, in the dark, and without colour."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import groupby, pairwise
from math import cos, pi, sin
from typing import Any, Literal

from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon
from matplotlib.text import Text

from flows.reporting.dates import said, short
from flows.reporting.naming import STANCES, capital
from storage.domain.digest import Point, Timeline, Undated
from storage.domain.stance import Stance
from storage.domain.when import Precision, When

# Points. Drawn for a telephone, 360 wide; a wide page shows it at the same size, never stretched text.
WIDTH, HEIGHT = 360.0, 118.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 92.0, 348.0, 14.0, 90.0
_TOLD_SINGLY = 12  # statements in the words for a picture
_ASIDE = 56.0  # the column of what has no date, where there is any
# The colours are names: the style sheet of the page maps each to a colour for light, dark and print.
INK, SOFT, RULE, FOR, AGAINST, MIDDLE, PAPER = (
    "#1c1b19", "#6b6862", "#d9d5cc", "#0b5f6b", "#9a3b12", "#5b5a57", "#fefefe",
)  # fmt: skip
_HUES = {2: FOR, 1: FOR, 0: MIDDLE, -1: AGAINST, -2: AGAINST}
_LABELLED = {Stance.SUPPORTS: "Support", Stance.UNCOMMITTED: "No commitment", Stance.OPPOSES: "Opposition"}
_STYLE: Any = {"svg.hashsalt": "volteface", "svg.fonttype": "none", "font.family": "sans-serif"}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def describe(timeline: Timeline) -> str:
    """The picture in words, for those who do not see it."""
    if not timeline.points and not timeline.undated:
        return f"No dated statement of {timeline.stakeholder} on {timeline.topic}."
    told = "; ".join([_words_for(p, "undated") for p in timeline.undated] + _dated(timeline.points))
    return f"{timeline.stakeholder} on {timeline.topic}, oldest first. {capital(told)}."


def _dated(points: Sequence[Point]) -> list[str]:
    """Each statement; of a long series each stretch of the same stance, because nobody listens to a hundred dates."""
    if len(points) <= _TOLD_SINGLY:
        return [_words_for(point, said(point.when)) for point in points]
    runs = [list(run) for _, run in groupby(points, key=lambda p: (p.stance, p.counted))]
    return [_words_for(run[0], said(run[0].when)) if len(run) == 1 else _stretch(run) for run in runs]


def _stretch(run: Sequence[Point]) -> str:
    first, last, uncounted = short(run[0].when), short(run[-1].when), "" if run[0].counted else " (not counted)"
    return f"{first} to {last}: {STANCES[run[0].stance]}{uncounted}, {len(run)} statements"


def _words_for(point: Point | Undated, when: str) -> str:
    return f"{when}: {STANCES[point.stance]}{'' if point.counted else ' (not counted)'}, {point.label}"


def draw(timeline: Timeline) -> str:
    """Return an `<svg>` element without scripts, styles, ids or links. The same points give the same bytes."""
    points = tuple((p.when, p.stance, p.counted) for p in timeline.points)
    undated = tuple(dict.fromkeys((p.stance, p.counted) for p in timeline.undated))
    return zlib.decompress(_draw(points, timeline.turn, undated)).decode()


# A page per stakeholder and a page per topic show the same series, perhaps minutes apart: drawn once (3 ms each),
# and kept compressed (0.6 instead of 2.6 KB: 24 MB less for 12,000 series).
@lru_cache(maxsize=16_384)
def _draw(
    points: tuple[tuple[When, Stance, bool], ...], turn: When | None, undated: tuple[tuple[Stance, bool], ...] = ()
) -> bytes:
    shown = [when for when, _, _ in points] + ([turn] if turn else [])
    scale = _Scale(shown, left=_LEFT + _ASIDE if undated else _LEFT)
    box = f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}"'
    drawn = _layer([*_beside(undated), *_artists(points, turn, scale)])
    return zlib.compress(f"<svg {box}>{_frame()}{drawn}</svg>".encode(), level=1)


@cache
def _frame() -> str:
    """What every picture has: the five levels and their names."""
    levels = [
        _line((_LEFT, _RIGHT), (_y(stance), _y(stance)), colour=SOFT if stance is Stance.UNCOMMITTED else RULE)
        for stance in Stance
    ]
    names = [_words(_LEFT - 8, _y(stance) - 3.5, name, align="right", colour=INK) for stance, name in _LABELLED.items()]
    return _layer([*levels, *names])


def _layer(artists: Iterable[Line2D | Patch | Text]) -> str:
    with rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, frameon=False)
        FigureCanvasSVG(figure)
        for artist in artists:
            figure.add_artist(artist)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _inline(buffer.getvalue())


class _Scale:
    """Days to points. A margin on both sides keeps the first and the last mark inside."""

    def __init__(self, shown: list[When], *, left: float = _LEFT) -> None:
        self.left = left
        first = min((w.first for w in shown), default=date(2000, 1, 1)).toordinal()
        last = max((w.last for w in shown), default=date(2000, 12, 31)).toordinal()
        slack = max(30, (last - first) // 20)
        self.first, self.last = max(1, first - slack), min(date.max.toordinal(), last + slack)

    def x(self, day: date | int) -> float:
        number = day if isinstance(day, int) else day.toordinal()
        return self.left + (_RIGHT - self.left) * (number - self.first) / (self.last - self.first)

    def middle(self, when: When) -> float:
        return (self.x(when.first) + self.x(when.last)) / 2

    def ticks(self) -> list[tuple[float, str]]:
        """Years where the span is long, months where it is short; at most six, so that labels never touch."""
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        months = (last.year - first.year) * 12 + last.month - first.month
        round_steps = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600)
        step = next((s for s in round_steps if months // s <= 5), 1200 * (months // 7200 + 1))
        found: list[tuple[float, str]] = []
        for number in range(first.year * 12, last.year * 12 + 12, step):
            day = date(number // 12, number % 12 + 1, 1)
            if first <= day <= last and self.x(day) < _RIGHT - 4:  # a label must not leave the picture
                month = "" if step >= 12 else _MONTHS[day.month - 1]
                # The first label and every January name the year: "Mar 26" would read as a day.
                name = str(day.year) if day.month == 1 or not month else f"{month} {day.year}" if not found else month
                found.append((self.x(day), name))
        return found


def _y(stance: int) -> float:
    return HEIGHT - (_TOP + (_BOTTOM - _TOP) * (2 - stance) / 4)


def _line(xs: tuple[float, float], ys: tuple[float, float], *, colour: str, width: float = 0.75) -> Line2D:
    return Line2D(xs, ys, color=colour, linewidth=width, transform=None, zorder=2)


def _words(x: float, y: float, text: str, *, align: Literal["right", "center"], colour: str = SOFT) -> Text:
    return Text(x, y, text, color=colour, fontsize=11, horizontalalignment=align, transform=None)


def _artists(
    points: tuple[tuple[When, Stance, bool], ...], turn: When | None, scale: _Scale
) -> Iterator[Line2D | Patch | Text]:
    for x, name in scale.ticks():
        yield _line((x, x), (HEIGHT - _BOTTOM - 5, HEIGHT - _BOTTOM - 1), colour=SOFT)
        yield _words(x, HEIGHT - _BOTTOM - 18, name, align="center")
    if turn is not None:
        x = scale.middle(turn)
        turning = _line((x, x), (_y(-2) - 5, _y(2) + 5), colour=INK, width=1)
        turning.set_linestyle((0, (3, 3)))
        yield turning
    counted = [(when, stance) for when, stance, votes in points if votes]
    for (when, stance), (after, then) in pairwise(counted):
        # A position is held until another is heard: a slope would show a drift that nobody saw. Two statements
        # whose order is not known, or of one day, are not joined: that would show a change that nobody saw.
        if when.precedes(after):
            xs = (scale.middle(when), scale.middle(after), scale.middle(after))
            yield Line2D(xs, (_y(stance), _y(stance), _y(then)), color=SOFT, linewidth=1, transform=None, zorder=2)
    for when, stance, votes in points:
        yield from _point(when, stance, votes=votes, scale=scale)


def _point(when: When, stance: Stance, *, votes: bool, scale: _Scale) -> Iterator[Line2D | Patch]:
    """A mark; a bar as long as what is not known about its date; a cross where it does not count."""
    x, y = scale.middle(when), _y(stance)
    if when.precision is not Precision.DAY:
        yield _line((scale.x(when.first), scale.x(when.last)), (y, y), colour=_HUES[stance], width=3)
    yield from _mark(x, stance, votes=votes)


def _beside(undated: tuple[tuple[Stance, bool], ...]) -> Iterator[Line2D | Patch | Text]:
    """What has no date, in a column of its own before the axis: a place on the axis would be made up."""
    if not undated:
        return
    x, edge = _LEFT + _ASIDE * 0.42, _LEFT + _ASIDE * 0.84
    yield _line((edge, edge), (_y(-2) - 5, _y(2) + 5), colour=SOFT, width=0.75)
    yield _words(x, HEIGHT - _BOTTOM - 18, "undated", align="center")
    for stance, votes in undated:
        yield from _mark(x, stance, votes=votes)


def _mark(x: float, stance: Stance, *, votes: bool) -> Iterator[Line2D | Patch]:
    y, hue = _y(stance), _HUES[stance]
    if not votes:
        for rise in (-1, 1):
            yield _line((x - 4, x + 4), (y - 4 * rise, y + 4 * rise), colour=SOFT, width=1.5)
        return
    hollow = abs(stance) < 2
    yield Polygon(
        _ring(x, y, 5) if stance == 0 else _triangle(x, y, up=stance > 0),
        closed=True, facecolor=PAPER if hollow else hue, edgecolor=hue, linewidth=1.6, transform=None, zorder=3,
    )  # fmt: skip


def _triangle(x: float, y: float, *, up: bool) -> list[tuple[float, float]]:
    tip = 6 if up else -6
    return [(x, y + tip), (x - 6, y - tip * 0.75), (x + 6, y - tip * 0.75)]


def _ring(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    return [(x + radius * cos(2 * pi * i / 16), y + radius * sin(2 * pi * i / 16)) for i in range(16)]


_STYLE_ATTRIBUTE = re.compile(r' style="([^"]*)"')
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_ID = re.compile(r' id="[^"]*"')
_DEFS = re.compile(r"<defs>.*?</defs>", re.DOTALL)
_ROTATION = re.compile(r' transform="rotate\(-0 [^"]*\)"')
_NUMBER = re.compile(r"-?\d+\.\d{2,}")


def _inline(document: str) -> str:
    """Keep the drawing alone: no prologue, no ids to clash with those of the next picture, no style attributes.

    A page whose policy allows no inline style would drop style attributes; presentation attributes stay.
    """
    match = _BODY.search(document)
    assert match is not None, "matplotlib wrote no <svg>"
    body = _ID.sub("", _DEFS.sub("", match[1]))
    body = _STYLE_ATTRIBUTE.sub(_attributes, _ROTATION.sub("", body))
    body = _NUMBER.sub(lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), body)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", body)).replace("<g></g>", "").strip()


_KEPT = {"fill", "stroke", "stroke-width", "stroke-dasharray", "text-anchor"}


def _attributes(match: re.Match[str]) -> str:
    pairs = (rule.split(":", 1) for rule in match[1].split(";") if ":" in rule)
    kept = {name.strip(): value.strip() for name, value in pairs}
    return "".join(f' {name}="{value}"' for name, value in kept.items() if name in _KEPT)
