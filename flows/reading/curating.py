"""Collect for the curator what the pack does not know: speakers, and arguments of several bodies not yet coded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from flows.reading.folding import placed_stems
from flows.reading.propositions import codebook_of
from storage.domain.attribution import Attribution
from storage.domain.sector import Registry
from storage.domain.span import Span
from storage.domain.statement import Reading

EXAMPLES = 5  # shown to the curator
LEAST_BODIES = 2  # one body's own hobby-horse is no subject of the sector yet
_BODY = re.compile(
    r"\b(?:association|union|council|network|society|institute|charity|trust|foundation|college|federation|alliance|board"
    r"|ministry|department|agency|commission|committee|group|campaign|league|guild|university|office|forum|centre|review)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One place where somebody speaks: `revision` and the words around and of it."""

    revision: str
    source: str
    content: str


@dataclass(frozen=True, slots=True)
class UnknownSpeaker:
    """A name that speaks and that the pack does not know, with a pack entry to complete."""

    name: str
    times: int
    quoted: tuple[Quoted, ...]
    proposed: str


@dataclass(frozen=True, slots=True)
class UncodedArgument:
    """A phrase that several bodies of the pack argue with and that no proposition holds, with an entry to complete."""

    phrase: str
    bodies: tuple[str, ...]
    quoted: tuple[Quoted, ...]
    proposed: str


def unknown_speakers(readings: Iterable[Reading], texts: Mapping[str, str]) -> tuple[UnknownSpeaker, ...]:
    """Return who speaks without being in the pack, the most quoted first. `texts` holds the text of each revision."""
    found: dict[str, list[Quoted]] = defaultdict(list)
    for reading in readings:
        for name in reading.unknown_speakers:
            found[name] += [_quoted(reading, a, texts) for a in reading.attributions if _is_by(a, name)]
    people = (UnknownSpeaker(n, len(q), tuple(q[:EXAMPLES]), _speaker_entry(n, q)) for n, q in found.items())
    return tuple(sorted(people, key=lambda one: (-one.times, one.name)))


def _is_by(attribution: Attribution, name: str) -> bool:
    return attribution.stakeholder is None and name in (attribution.speaker, attribution.organisation)


def _quoted(reading: Reading, attribution: Attribution, texts: Mapping[str, str]) -> Quoted:
    text = texts[reading.revision]
    source, content = (" ".join(span.of(text) for span in spans) for spans in (attribution.source, attribution.content))
    return Quoted(reading.revision, source, content)


def _speaker_entry(name: str, quoted: list[Quoted]) -> str:
    described = next((q.source for q in quoted if len(q.source) > len(name)), "")
    note = f"  note: 'printed as: {described}'\n" if described else ""
    if _BODY.search(name):
        return f"- id: {_slug(name)}\n  name: {name}\n  kind: \n  nation: \n{note}"
    return (
        f"  offices:\n  - person: {name}\n    role: \n    since: \n    until: \n    certainty: \n  {note}".rstrip()
        + "\n"
    )


def uncoded_arguments(
    readings: Iterable[Reading], texts: Mapping[str, str], registry: Registry
) -> tuple[UncodedArgument, ...]:
    """Return phrases that several bodies use in words which led to no statement, the most widely used first."""
    bodies: dict[tuple[str, str], dict[str, list[Quoted]]] = defaultdict(lambda: defaultdict(list))
    printed: dict[tuple[str, str], str] = {}
    for reading in readings:
        for attribution in _unread(reading):
            for pair, words in _pairs(attribution, texts[reading.revision], registry):
                printed.setdefault(pair, words)
                bodies[pair][attribution.stakeholder or ""].append(_quoted(reading, attribution, texts))
    wide = ((pair, by) for pair, by in bodies.items() if len(by) >= LEAST_BODIES)
    found = [_argument(printed[pair], by) for pair, by in wide]
    return tuple(sorted(found, key=lambda one: (-len(one.bodies), one.phrase)))


def _unread(reading: Reading) -> Iterator[Attribution]:
    """Attributions of known bodies that no statement came from."""
    read = [span for statement in reading.statements for span in statement.content]
    for attribution in reading.attributions:
        if attribution.stakeholder and not any(s.overlaps(c) for s in read for c in attribution.content):
            yield attribution


def _pairs(attribution: Attribution, text: str, registry: Registry) -> Iterator[tuple[tuple[str, str], str]]:
    """Neighbouring words that the codebook does not know as a subject."""
    codebook = codebook_of(registry)
    for span in attribution.content:
        stems = placed_stems(span.of(text))
        for (first, start, stop), (second, begin, end) in pairwise(stems):
            if begin - stop <= 1 and not (codebook.knows(first) and codebook.knows(second)):
                yield (first, second), Span(span.start + start, span.start + end).of(text)


def _argument(phrase: str, by: Mapping[str, list[Quoted]]) -> UncodedArgument:
    quoted = tuple(q for each in by.values() for q in each[:2])[:EXAMPLES]
    entry = (
        f"- id: {_slug(phrase)}\n  version: 1\n  label: {phrase.capitalize()}\n  proposition: \n  supports_means: \n"
        f"  opposes_means: \n  topic_terms: [{phrase.lower()}]\n"
    )
    return UncodedArgument(phrase, tuple(sorted(by)), quoted, entry)


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))
