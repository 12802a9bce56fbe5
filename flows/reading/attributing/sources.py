"""Who may stand behind a cue: ranked noun phrases, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.reading.attributing.cues import SUBJECTS
from flows.reading.attributing.features import bucket, remembered
from flows.reading.attributing.page import Page, Range

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_OUTSIDE = frozenset({"appos", "relcl", "acl", "punct", "ccomp", "advcl", "parataxis", "dep", "advmod"})
_LONGEST = 25


@dataclass(frozen=True, slots=True)
class SourceCandidate:
    """A noun phrase (or None: nobody is named), and the ways in which it was reached from the cue."""

    piece: Range | None
    head: int
    ways: tuple[str, ...]


def noun_phrase(page: Page, h: int) -> Range:
    """The phrase headed by `h` without appositives and clauses: "a spokesperson for the council"."""
    first = h
    for k in page.kids[h]:
        if k < h and page.dep[k] not in _OUTSIDE - {"advmod"} and h - page.left[k] <= _LONGEST:
            first = min(first, page.left[k])
    last = h
    for k in page.kids[h]:
        if k > h:
            if page.dep[k] in _OUTSIDE or (k > last + 1 and page.dep[k] not in {"conj", "cc"}):
                if page.dep[k] == "punct" and page.lower[k] in {",", "-", "–"}:
                    continue
                break
            if page.right[k] - h > _LONGEST:
                break
            last = page.right[k] if page.dep[k] != "conj" else noun_phrase(page, k)[1] - 1
    while last > h and not page.word[last]:
        last -= 1
    while first < h and not page.word[first]:
        first += 1
    return first, last + 1


def candidates(page: Page, cue: int) -> list[SourceCandidate]:
    found: dict[int, list[str]] = {}
    for way, h in _with_appositives(page, cue):
        if page.pos[h] in _NOMINAL and h != cue:
            ways = found.setdefault(h, [])
            if way not in ways:
                ways.append(way)
    out = [SourceCandidate(noun_phrase(page, h), h, tuple(ways)) for h, ways in found.items()]
    out = [c for c in out if c.piece and not c.piece[0] <= cue < c.piece[1]]
    poss = [
        SourceCandidate((page.left[k], k + 1), k, ("poss",))
        for k in page.kids[cue]
        if page.dep[k] == "poss" and k not in found
    ]
    return [*out, *poss, SourceCandidate(None, -1, ("none",))]


def by_name(page: Page, chosen: SourceCandidate) -> SourceCandidate:
    """ "Its secretary, Jo Pascall" is Jo Pascall."""
    if chosen.piece is None or page.pos[chosen.head] == "PROPN":
        return chosen
    name = next((k for k in page.kids[chosen.head] if page.dep[k] == "appos" and page.pos[k] == "PROPN"), -1)
    return chosen if name < 0 else SourceCandidate(noun_phrase(page, name), name, chosen.ways)


def _with_appositives(page: Page, cue: int) -> Iterator[tuple[str, int]]:
    """ "Its secretary, Jo Pascall": either may be the source."""
    for way, h in _reached(page, cue):
        yield way, h
        yield from ((f"{way}.appos", k) for k in page.kids[h] if page.dep[k] == "appos")


def _reached(page: Page, cue: int) -> Iterator[tuple[str, int]]:
    yield from _around(page, cue, "")
    j, path = cue, ""
    for hop in range(1, 5):
        h = page.head[j]
        if h == j:
            break
        path = page.dep[j]
        if path in {"relcl", "acl", "appos"}:
            yield f"{path}{hop}", h
        if page.pos[h] in {"NOUN", "PROPN"}:
            yield f"head{hop}:{path}", h
        yield from _around(page, h, f"{hop}:{path}:")
        j = h
    yield from _adjacent(page, cue)


def _around(page: Page, j: int, prefix: str) -> Iterator[tuple[str, int]]:
    for k in page.kids[j]:
        dep = page.dep[k]
        if dep in SUBJECTS:
            yield f"{prefix}{dep}", k
            if prefix == "" and page.lower[k] in {"who", "which", "that"} and page.dep[j] == "relcl":
                yield "antecedent", page.head[j]
        elif dep == "poss":
            yield f"{prefix}poss", k
        elif dep in {"prep", "agent"}:
            yield from _objects_of(page, k, prefix)
        elif dep in {"dobj", "attr", "dative", "npadvmod"}:
            yield f"{prefix}{dep}", k
            yield from ((f"{prefix}{dep}.poss", m) for m in page.kids[k] if page.dep[m] == "poss")
        elif dep in {"amod", "compound", "nmod"} and prefix == "":
            yield dep, k


def _objects_of(page: Page, preposition: int, prefix: str) -> Iterator[tuple[str, int]]:
    for m in page.kids[preposition]:
        if page.dep[m] == "pobj":
            yield f"{prefix}{page.dep[preposition]}:{page.lower[preposition]}", m
        elif page.dep[m] == "prep":
            yield from ((f"{prefix}prep2:{page.lower[m]}", o) for o in page.kids[m] if page.dep[o] == "pobj")


def _adjacent(page: Page, cue: int) -> Iterator[tuple[str, int]]:
    first, last = page.sentences[page.sentence[cue]]
    if page.lower[cue] == ":" and page.paragraph[cue] >= 0:
        first = page.paragraphs[page.paragraph[cue]][0]
    right = next((j for j in range(cue + 1, min(last, cue + 6)) if _heads_phrase(page, j)), None)
    if right is not None:
        yield "right", right
    lefts = [j for j in range(max(first, cue - 25), cue) if _heads_phrase(page, j) and page.run[j] == page.run[cue]]
    for rank, j in enumerate(reversed(lefts)):
        if rank < 4:
            yield f"left{rank}", j
    if lefts:
        yield "first", lefts[0]


def _heads_phrase(page: Page, j: int) -> bool:
    return page.pos[j] in {"NOUN", "PROPN", "PRON"} and page.dep[j] not in {"compound", "poss", "npadvmod", "nmod"}


def features(page: Page, cue: int, candidate: SourceCandidate) -> list[int]:
    known, pos, dep = (page.classes[cue] or ("-",))[0], page.pos[cue], page.dep[cue]
    found = [bucket("ws=" + "+".join(candidate.ways))]
    for way in candidate.ways:
        found += _of_way(way, pos, known, dep, page.tag[cue])
        found += _of_word(way, page.lemma[cue])
    if candidate.piece is None:
        shape = "+".join(sorted({page.dep[k] for k in page.kids[cue]} & {"nsubj", "nsubjpass", "agent", "poss"}))
        found += _of_nobody(shape, pos, dep, page.run[cue] >= 0)
        return found
    h, first = candidate.head, candidate.ways[0]
    kind = next((c for c in page.classes[h] if c in {"person", "body", "document"}), "-")
    found += _of_head(page.pos[h], kind, known, page.dep[h], pos)
    found.append(bucket(f"hl={page.lemma[h]}"))
    if page.pos[h] == "PRON":
        found += _of_pronoun(page.lower[h], first)
    found += _of_place(h - cue, pos, page.run[h] == page.run[cue], page.run[h] >= 0)
    between = range(min(h, cue) + 1, max(h, cue))
    verb, quoted = any(page.pos[j] == "VERB" for j in between), any(page.run[j] >= 0 for j in between)
    found += _of_way_to(first, verb, quoted, page.run[cue] >= 0, page.text[page.start[h]].isupper())
    return found


@remembered
def _of_way(way: str, pos: str, known: str, dep: str, tag: str) -> Iterator[str]:
    yield f"w={way}"
    yield f"w={way}|{pos}"
    yield f"w={way}|{known}|{pos}"
    yield f"w={way}|{tag}"
    yield f"w={way}|{dep}"


@remembered
def _of_word(way: str, lemma: str) -> Iterator[str]:
    yield f"w={way}|{lemma}"


@remembered
def _of_nobody(shape: str, pos: str, dep: str, inside: bool) -> Iterator[str]:
    yield f"none|{shape}|{pos}"
    yield f"none|{dep}|{shape}"
    yield f"none|in={inside}|{shape}"


@remembered
def _of_head(pos: str, kind: str, known: str, dep: str, cue: str) -> Iterator[str]:
    yield f"hp={pos}"
    yield f"hk={kind}"
    yield f"hpk={pos}|{kind}|{known}"
    yield f"hd={dep}|{cue}"


@remembered
def _of_pronoun(pronoun: str, way: str) -> Iterator[str]:
    yield f"pron={pronoun}"
    yield f"pron={pronoun}|{way}"


@remembered
def _of_place(ahead: int, pos: str, same_run: bool, quoted: bool) -> Iterator[str]:
    distance = abs(ahead)
    yield f"run={same_run}|{quoted}"
    yield f"side={ahead < 0}|{pos}"
    yield f"dist={min(distance, 4) if distance < 5 else 5 + min(distance // 6, 4)}|{ahead < 0}"


@remembered
def _of_way_to(way: str, verb: bool, quoted: bool, inside: bool, capital: bool) -> Iterator[str]:
    yield f"verb between={verb}|{way}"
    yield f"quote between={quoted}|{inside}"
    yield f"capital={capital}|{way}"
