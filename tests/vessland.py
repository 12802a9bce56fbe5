"""News of a country that does not exist, as much as is wanted: ten years of stories about its harbours and the rest.

Grammar-made, seeded and unique: story 17 is the same story wherever it is asked for, and no two are alike. About a
fifth is about a proposition of the harbours' pack; bodies change their minds now and then: there is something to find.
"""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path

HARBOURS = Path(__file__).parent / "sectors" / "harbours"
SPAN = (date(2030, 1, 1), 3650)  # ten years
RELEVANT = 0.2

_HEADS = ["Skar", "Oster", "Vinde", "Hol", "Brek", "Tarn", "Fjel", "Grim", "Lund", "Mar", "Nor", "Rav"]
_TAILS = ["mouth", "haven", "wick", "sund", "ness", "vik"]
TOWNS = [f"{head}{tail}" for tail in _TAILS for head in _HEADS]
_FIRST = ["Anka", "Bram", "Cille", "Dorrit", "Eskil", "Frode", "Greta", "Hanno", "Inka", "Jorun",
          "Kaspar", "Liv", "Mette", "Nils", "Oona", "Pell", "Runa", "Sten", "Tove", "Ulla"]  # fmt: skip
_LAST = ["Arvad", "Brekke", "Carsten", "Dahlin", "Eike", "Fasting", "Gromm", "Halvor", "Isdal", "Jarle",
         "Kvist", "Lomm", "Morild", "Nygren", "Ost", "Palm", "Quist", "Rydel", "Sandr", "Tveit"]  # fmt: skip
_FIELDS = ["Harbour Board", "Boat Owners' League", "Quay Workers' Union", "Fish Traders' Circle", "Skippers' Society"]

_SUPPORTS = {
    "night-landing-ban": [
        "We want the night landing ban, and we want it before {season}",
        "A ban on landing fish at night would let {count} families here sleep",
        "The harbour curfew is right, and the ministry should bring it in this year",
        "We strongly support a ban on landing fish at night in {town}",
    ],
    "dredging-levy": [
        "We back the dredging levy, because the {count} ships that need deep water should pay for it",
        "The tonnage levy is fair, and our members in {town} support it",
        "We support a levy on every tonne landed",
        "The dredging levy should come in by {season}, and we would welcome it",
    ],
    "pilot-hours": [
        "We want the eight-hour limit, because a tired pilot is a danger to {count} ships a week",
        "We support shorter shifts for pilots, in {town} and everywhere",
        "The eight-hour limit should be law by {season}",
        "A limit on pilots' hours is overdue, and we welcome it",
    ],
}
_OPPOSES = {
    "night-landing-ban": [
        "We oppose the night landing ban, because {count} boats here follow the tide",
        "A ban on landing fish at night would ruin {town}, and it must be dropped",
        "The harbour curfew is wrong and should be scrapped before {season}",
        "We are against a ban on landing fish at night",
    ],
    "dredging-levy": [
        "We oppose the dredging levy, which would cost each of our {count} boats a week's catch",
        "The tonnage levy is unfair on {town} and should be scrapped",
        "We reject a levy on every tonne landed",
        "The dredging levy must not come in by {season}, and we shall fight it",
    ],
    "pilot-hours": [
        "We oppose the eight-hour limit, because {town} has only {count} pilots",
        "We are against shorter shifts for pilots, and the rota is ours to settle",
        "The eight-hour limit should be dropped before {season}",
        "A limit on pilots' hours is unworkable, and we reject it",
    ],
}
_SUBJECTS = {
    "night-landing-ban": "night landings",
    "dredging-levy": "the dredging levy",
    "pilot-hours": "pilots' shifts",
}
_OTHER = ["the ferry timetable", "the fish market", "the winter lights", "the new bridge", "the school boats",
          "the tide museum", "the rowing club", "the ice store", "the lighthouse road", "the summer fair",
          "the swimming hall", "the rope works"]  # fmt: skip
_REMARKS = [
    "It took us {count} days to find out what had happened to {matter}",
    "Nobody in {town} had asked for this, and nobody was told",
    "My {kin} worked on {matter} for {count} years, and I never saw a {season} like it",
    "There were {count} of us in the hall, and the tea ran out before nine",
    "I have read all {count} pages, and I still could not tell you what it means for {matter}",
    "What people here remember of {matter} is the cold and the smell of tar",
    "We opened the doors at six and by seven the queue went round {town} church",
    "I would rather talk about {matter} in {season}, when everybody is at home",
]
_PLAIN = [
    "The {adjective} report on {matter} runs to {count} pages and was read aloud in {town} town hall.",
    "Work on {matter} began in {season} and has cost {count},000 crowns so far.",
    "About {count} people came to a meeting in {town}, where {matter} was the only item.",
    "A {adjective} wind kept {count} boats in {town} for most of the week.",
    "The council of {town} put off its vote on {matter} until {season}.",
    "Visitors spent {count} per cent more in {town} than they did a year before.",
    "In {other} a {adjective} storm took the roof off a store that had stood for {count} years.",
    "The choir of {town} sang for {count} minutes, and a collection was made for {matter}.",
    "Figures from the harbour office show {count} arrivals in {town}, against {number} in {other}.",
    "Nobody was hurt when a crane fell across the {adjective} quay in {town} on the {count}th day of the works.",
    "Children from {town} and {other} drew {count} pictures of {matter}, which hang in the library.",
    "Tickets for {matter} are {count} crowns, and half of that for those who live in {town}.",
]
_ADJECTIVES = ["long", "quiet", "second", "yearly", "northern", "wet", "narrow", "late", "first"]
_KIN = ["father", "mother", "uncle", "sister", "grandmother", "cousin"]
_SEASONS = ["spring", "summer", "autumn", "winter", "Easter", "midsummer", "the new year", "harvest"]
_SAID = ["said", "told the Quay Gazette", "said on {day}", "told a meeting in {town}", "wrote to members"]
_WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


@dataclass(frozen=True)
class Body:
    """A fictional body of the pack, with the one person who speaks for it."""

    id: str
    name: str
    speaker: str
    role: str = "chair"


@dataclass(frozen=True)
class Story:
    """One article: `relevant` when a body of the pack says where it stands."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    published: date
    relevant: bool

    @property
    def words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


def a_body(number: int) -> Body:
    field, town = _FIELDS[number % len(_FIELDS)], TOWNS[number % len(TOWNS)]
    speaker = f"{_FIRST[number % 20]} {_LAST[(number * 7 + number // 20) % 20]}"
    return Body(f"body-{number:03}", f"{town} {field}", speaker)


def write_pack(folder: Path, *, bodies: int = 60) -> Path:
    """Write the harbours' pack with `bodies` more stakeholders and without its seed set; returns its folder."""
    folder.mkdir(parents=True)
    for name in ("topics.yaml", "stakeholders.yaml"):
        shutil.copy(HARBOURS / name, folder / name)
    lines = []
    for body in map(a_body, range(bodies)):
        office = f"{{person: {body.speaker}, role: Chair, since: 2029, until: null, certainty: high}}"
        lines += ["", f"- id: {body.id}", f'  name: "{body.name}"', "  kind: association", "  nation: vessland"]
        lines += [f'  aliases: ["{body.name}"]', "  descriptive_refs: []", f"  offices:\n  - {office}"]
    with (folder / "stakeholders.yaml").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return folder


def story(
    number: int, *, bodies: int = 60, span: tuple[date, int] = SPAN, on: date | None = None, share: float = RELEVANT
) -> Story:
    """Story `number` of those told within `span` (first day, days), or `on` a day of it; `share` of them matter."""
    rng = random.Random(f"vessland {number}")
    drawn = span[0] + timedelta(days=rng.randrange(span[1]))
    published = on or drawn
    relevant = rng.random() < share
    town, other, matter = rng.choice(TOWNS), rng.choice(TOWNS), rng.choice(_OTHER)
    filler = [_plain(rng, town, other, matter) for _ in range(rng.randint(4, 7))]
    remarks = [_remark(rng, town, matter) for _ in range(rng.randint(1, 2))]
    said: list[str] = []
    if relevant:
        topic = rng.choice(list(_SUPPORTS))
        matter = _SUBJECTS[topic]
        chosen = rng.sample(range(bodies), rng.randint(1, 2))
        said = [
            _position(rng, a_body(body), topic, town=town, pro=stands_for(a_body(body), topic, published, span=span))
            for body in chosen
        ]
    lead = f"{town} spent a {rng.choice(_ADJECTIVES)} week on {matter}, and story {number} of its chronicle says why."
    paragraphs = [lead, *said, *_mixed(rng, filler, remarks)]
    title = f"{town} {rng.choice(['looks at', 'argues over', 'returns to', 'waits for'])} {matter}"
    return Story(number, title, tuple(paragraphs), published, relevant)


def page(told: Story) -> bytes:
    """The story as a saved page, dated as pages are."""
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": told.title,
             "datePublished": f"{told.published.isoformat()}T06:00:00Z"}  # fmt: skip
    body = "".join(f"<p>{escape(text, quote=False)}</p>" for text in told.paragraphs)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(told.title)} | The Quay Gazette</title>"
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head><body>'
        f"<header><nav><a href=/>Home</a> <a href=/news>News</a></nav></header>"
        f"<main><article><h1>{escape(told.title)}</h1>{body}</article></main>"
        f"<footer><p>© The Quay Gazette</p></footer></body></html>"
    ).encode()


def write_pages(folder: Path, *, count: int, first: int = 0) -> Path:
    """Save `count` stories as a curator would have saved them; a hundred a folder."""
    for number in range(first, first + count):
        place = folder / f"{number // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.html").write_bytes(page(story(number)))
    return folder


def stands_for(body: Body, topic: str, day: date, *, span: tuple[date, int] = SPAN) -> bool:
    """Where a body stands on a day: most never move, one in five moves once within the span."""
    rng = random.Random(f"{body.id} {topic}")
    first, moves, when = rng.random() < 0.6, rng.random() < 0.2, span[0] + timedelta(days=rng.randrange(span[1]))
    return first != (moves and day >= when)


def _position(rng: random.Random, body: Body, topic: str, *, town: str, pro: bool) -> str:
    side = _SUPPORTS if pro else _OPPOSES
    said = _filled(rng, rng.choice(side[topic]), town, town, _SUBJECTS[topic])
    verb = _filled(rng, rng.choice(_SAID), town, town, "")
    if rng.random() < 0.25:
        return f"“{said},” the {body.name} said."
    return f"“{said},” {body.speaker}, chair of the {body.name}, {verb}."


def _remark(rng: random.Random, town: str, matter: str) -> str:
    first, second = rng.sample(_REMARKS, 2)
    name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    verb = _filled(rng, rng.choice(_SAID), town, town, matter)
    one, two = (_filled(rng, words, town, town, matter) for words in (first, second))
    return f"“{one},” {name}, who lives in {rng.choice(TOWNS)}, {verb}. “{two}.”"


def _plain(rng: random.Random, town: str, other: str, matter: str) -> str:
    return " ".join(_filled(rng, words, town, other, matter) for words in rng.sample(_PLAIN, rng.randint(1, 2)))


def _mixed(rng: random.Random, *groups: list[str]) -> list[str]:
    together = [text for group in groups for text in group]
    rng.shuffle(together)
    return together


def _filled(rng: random.Random, words: str, town: str, other: str, matter: str) -> str:
    count = rng.randint(11, 989)
    return words.format(
        town=town, other=other, matter=matter or "it", count=count, number=count + rng.randint(3, 400),
        season=rng.choice(_SEASONS), adjective=rng.choice(_ADJECTIVES), kin=rng.choice(_KIN), day=rng.choice(_WEEK),
    )  # fmt: skip
