import itertools
import re
from dataclasses import replace

from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reporting.plots import _draw, describe, draw
from storage.domain.digest import Point, Timeline, Undated
from storage.domain.stance import Stance
from storage.domain.when import When

DAYS = st.dates(min_value=When.parse("1950").first, max_value=When.parse("2060").last).map(When.on)
WHENS = DAYS | st.sampled_from([When.parse(t) for t in ("2024", "2024-04", "2024-04/2025-02")])
TIMELINES = st.builds(
    Timeline,
    stakeholder=st.just("Body"),
    topic=st.just("topic"),
    points=st.lists(
        st.builds(Point, WHENS, st.sampled_from(Stance), st.booleans(), st.just("Gazette")), max_size=8
    ).map(tuple),
    turn=st.none() | WHENS,
)


def a_timeline(*points, turn=None):
    return Timeline(
        "Body", "fares", tuple(Point(When.parse(w), s, counted, "Gazette") for w, s, counted in points), turn
    )


PLAIN = a_timeline(
    ("2024", Stance.SUPPORTS, True), ("2025-03-01", Stance.OPPOSES, True), ("2025-06-02", Stance.LEANS_FOR, False)
)


@settings(max_examples=40)
@given(TIMELINES)
def test_any_timeline_is_a_drawing_within_its_frame_and_nothing_else(timeline):
    drawn = ElementTree.fromstring(draw(timeline))

    assert {e.tag for e in drawn.iter()} <= {"svg", "g", "path", "text"}
    allowed = {
        "viewBox",
        "width",
        "height",
        "d",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "text-anchor",
        "x",
        "y",
    }
    assert {name for e in drawn.iter() for name in e.attrib} <= allowed
    for path in (e.attrib["d"] for e in drawn.iter("path")):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", path)]
        assert all(-1 <= x <= 361 for x in numbers[::2])
        assert all(-1 <= y <= 119 for y in numbers[1::2])


def test_the_same_points_give_the_same_bytes():
    first = draw(PLAIN)
    _draw.cache_clear()

    assert draw(PLAIN) == first


def test_marks_differ_in_shape_and_not_only_in_colour():
    def marks(stance):
        svg = draw(a_timeline(("2025-03-01", stance, True)))
        return next(p for p in re.findall(r'<path d="([^"]*z) " fill="([^"]*)"', svg))

    shapes = {stance: (len(path.split("L")), fill == "#fefefe") for stance in Stance for path, fill in [marks(stance)]}
    assert shapes[Stance.SUPPORTS] != shapes[Stance.LEANS_FOR]
    assert shapes[Stance.UNCOMMITTED][0] != shapes[Stance.SUPPORTS][0]
    up, down = (marks(s)[0].split() for s in (Stance.SUPPORTS, Stance.OPPOSES))
    assert float(up[2]) < float(up[5])  # the tip of a triangle for support points up
    assert float(down[2]) > float(down[5])


def test_the_picture_has_a_text_that_says_the_same():
    assert describe(PLAIN) == (
        "Body on fares, oldest first. In 2024 (month unknown): support, Gazette; "
        "1 March 2025: opposition, Gazette; 2 June 2025: qualified support (not counted), Gazette."
    )


def test_no_label_is_cut_off_or_printed_over_another():
    for end in ("2025-04-01", "2025-09-01", "2026-03-01", "2030-01-01", "2060-01-01", "9999-01-01"):
        svg = draw(a_timeline(("2025-03-01", Stance.SUPPORTS, True), (end, Stance.OPPOSES, True)))
        labels = re.findall(r'text-anchor="middle"[^>]*x="([\d.]+)"[^>]*>([^<]*)<', svg)
        edges = [(float(x) - 3.2 * len(name), float(x) + 3.2 * len(name)) for x, name in labels]
        assert labels
        assert all(left >= 20 and right <= 364 for left, right in edges)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(edges)), (end, labels)


def lines(timeline):
    """The paths that join one mark with the next: three points, two strokes."""
    return re.findall(r'<path d="(M [\d. -]+ L [\d. -]+ L [\d. -]+) " fill="none"', draw(timeline))


def test_a_position_is_drawn_as_held_until_another_is_heard():
    joined = lines(a_timeline(("2025-03-01", Stance.SUPPORTS, True), ("2025-06-01", Stance.OPPOSES, True)))

    (x1, y1), (x2, y2), (x3, y3) = ((float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", joined[0]))
    assert y1 == y2
    assert x2 == x3 > x1
    assert y3 > y2


def test_statements_of_unknown_order_are_not_joined():
    assert lines(a_timeline(("2025", Stance.SUPPORTS, True), ("2025-06-01", Stance.OPPOSES, True))) == []


def test_a_statement_that_does_not_count_is_not_joined():
    assert lines(a_timeline(("2024", Stance.SUPPORTS, False), ("2025-06-01", Stance.OPPOSES, True))) == []


def test_what_has_no_date_stands_before_the_axis_and_is_named_first():
    beside = replace(PLAIN, undated=(Undated(Stance.SUPPORTS, False, "Deck and Quay"),))
    drawn = draw(beside)

    assert "undated" in drawn
    assert "undated" not in draw(PLAIN)
    assert describe(beside).startswith(
        "Body on fares, oldest first. Undated: support (not counted), Deck and Quay; in 2024 (month unknown): support"
    )
    assert describe(replace(beside, points=())).endswith("Undated: support (not counted), Deck and Quay.")
    assert 'viewBox="0 0 360 118"' in draw(replace(beside, points=()))


def test_a_long_series_is_told_by_its_stretches():
    steady = [(f"2020-{n:02}-01", Stance.SUPPORTS, True) for n in range(1, 13)]

    told = describe(a_timeline(*steady, ("2021-05-02", Stance.OPPOSES, True)))
    assert told == (
        "Body on fares, oldest first. 1 Jan 2020 to 1 Dec 2020: support, 12 statements; "
        "2 May 2021: opposition, Gazette."
    )
