"""What may be said: ranked stretches of text around a cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.quoted import extended, quotation_pieces
from flows.reading.attributing.sources import SourceCandidate, noun_phrase

_COMPLEMENTS = frozenset({
    "ccomp", "xcomp", "dobj", "attr", "oprd", "nsubjpass", "nsubj", "acl", "advcl", "pcomp", "acomp", "csubj", "relcl",
    "dep", "parataxis", "csubjpass", "prep", "agent", "dative", "pobj",
})  # fmt: skip
_LONG_INTRODUCTION = 40  # words before a colon that still introduces the rest of its paragraph


@dataclass(frozen=True, slots=True)
class ContentCandidate:
    """Token ranges that may be what is said, and the ways in which they were reached."""

    pieces: tuple[Range, ...]
    ways: tuple[str, ...]


def candidates(page: Page, cue: int, source: SourceCandidate) -> list[ContentCandidate]:
    found: dict[tuple[Range, ...], list[str]] = {}
    for way, rough in _reached(page, cue, source):
        pieces = _clean(page, rough, cue)
        if not pieces:
            continue
        for name, variant in _variants(page, way, pieces):
            ways = found.setdefault(variant, [])
            if name not in ways:
                ways.append(name)
    return [ContentCandidate(pieces, tuple(ways)) for pieces, ways in found.items()]


def _clean(page: Page, rough: Iterable[Range], cue: int) -> tuple[Range, ...]:
    pieces = [t for r in rough if r[0] < r[1] and (t := page.trimmed(r)) is not None]
    if any(i <= cue < j for i, j in pieces):
        return ()
    return tuple(sorted(set(pieces)))


def _variants(page: Page, way: str, pieces: tuple[Range, ...]) -> Iterator[tuple[str, tuple[Range, ...]]]:
    yield way, pieces
    whole = tuple(completed(page, piece) for piece in pieces)
    if whole != pieces and all(a[1] <= b[0] for a, b in pairwise(whole)):
        yield way + "+run", whole
    if way[:1] in "CBR":
        longer = extended(page, whole)
        if longer != whole:
            yield way + "+ext", longer


def completed(page: Page, piece: Range) -> Range:
    """Widen `piece` so that it does not end inside a quotation that it shares words with."""
    i, j = piece
    if page.run[i] >= 0 and page.run[j - 1] != page.run[i]:
        i = page.runs[page.run[i]][0]
    if page.run[j - 1] >= 0 and page.run[i] != page.run[j - 1]:
        j = page.runs[page.run[j - 1]][1]
    return i, j


def with_marks(page: Page, piece: Range) -> Range:
    """Take in the marks of a quotation when all of its words are in `piece`."""
    i, j = piece
    for at in (i, j - 1):
        run = page.run[at]
        if run >= 0:
            first, last = page.runs[run]
            if page.words((first, last)) == page.words((max(first, i), min(last, j))):
                i, j = min(i, first), max(j, last)
    return i, j


def _reached(page: Page, cue: int, source: SourceCandidate) -> Iterator[tuple[str, list[Range]]]:
    yield from _complements(page, cue)
    yield from _sides(page, cue, source)
    yield from _heads(page, cue)
    yield from _nominal(page, cue)
    yield from quotation_pieces(page, cue, source.piece)
    number = page.paragraph[cue]
    if page.lower[cue] == ":" and number >= 0 and page.words((page.paragraphs[number][0], cue)) <= _LONG_INTRODUCTION:
        yield from _after_colon(page, cue)


def _subtree(page: Page, k: int) -> Range:
    return page.left[k], page.right[k] + 1


def _complements(page: Page, cue: int) -> Iterator[tuple[str, list[Range]]]:
    last = page.sentences[page.sentence[cue]][1]
    subtree_end = page.right[cue] + 1
    for k in page.kids[cue]:
        dep = page.dep[k]
        if dep not in _COMPLEMENTS:
            continue
        name = f"C:{dep}"
        yield name, [_subtree(page, k)]
        if k > cue:
            yield name + ">", [(page.left[k], subtree_end)]
            yield name + ">>", [(page.left[k], last)]
        if dep in {"nsubjpass", "dobj", "nsubj"}:
            yield name + ".np", [noun_phrase(page, k)]
            for m in page.kids[cue]:
                if page.dep[m] in {"xcomp", "oprd", "ccomp", "prep", "acl"} and m > k:
                    yield f"{name}&{page.dep[m]}", [_subtree(page, k), _subtree(page, m)]
        if dep in {"prep", "agent", "dative"}:
            yield from _objects_of(page, k)


def _objects_of(page: Page, preposition: int) -> Iterator[tuple[str, list[Range]]]:
    dep = page.dep[preposition]
    for m in page.kids[preposition]:
        if page.dep[m] in {"pobj", "pcomp"}:
            yield f"C:{dep}:{page.lower[preposition]}", [_subtree(page, m)]
            yield f"C:{dep}.", [_subtree(page, m)]
        elif page.dep[m] == "prep":
            yield from (("C:prep.prep", [_subtree(page, o)]) for o in page.kids[m])


def clause_of_cue(page: Page, cue: int, source: SourceCandidate) -> Range:
    """The narrow stretch that holds cue, source, and the words that belong to both."""
    first, last = cue, cue + 1
    sentence = page.sentence[cue]
    if source.piece and page.sentence[source.piece[0]] == sentence and abs(source.piece[0] - cue) < 30:
        first, last = min(first, source.piece[0]), max(last, source.piece[1])
    for k in page.kids[cue]:
        if page.dep[k] in {"aux", "neg", "auxpass", "nsubj"} and cue - 12 < page.left[k] < first:
            first = page.left[k]
        elif page.dep[k] in {"prt", "npadvmod", "dative"} and page.right[k] + 1 > last and page.right[k] - cue < 6:
            last = page.right[k] + 1
    return first, last


def _sides(page: Page, cue: int, source: SourceCandidate) -> Iterator[tuple[str, list[Range]]]:
    first, last = page.sentences[page.sentence[cue]]
    begin, end = clause_of_cue(page, cue, source)
    low = min(begin, page.left[cue])
    yield "R", [(cue + 1, last)]
    yield "R:clause", [(end, last)]
    yield "R:sub", [(cue + 1, page.right[cue] + 1)]
    yield "L", [(first, begin)]
    yield "L+R", [(first, begin), (end, last)]
    if low > begin - 12 and low < begin:
        yield "L:low", [(first, low)]
    comma = next((j for j in range(end, min(last, end + 18)) if page.lower[j] in {",", ":", "—", "–"}), -1)
    if comma > 0:
        yield "R:comma", [(comma + 1, last)]
        yield "L+R:comma", [(first, begin), (comma + 1, last)]
    before = next((j for j in range(begin - 1, max(first, begin - 20), -1) if page.lower[j] in {",", "—", "–"}), -1)
    if before > first:
        yield "L:comma", [(first, before)]
    for k in page.kids[cue]:
        if page.dep[k] == "conj" and k > cue:
            yield "R:conj", [(end, page.left[k])]
            cc = next((m for m in page.kids[cue] if page.dep[m] == "cc" and m > cue), page.left[k])
            yield "R:cc", [(end, min(cc, page.left[k]))]
            break


def _heads(page: Page, cue: int) -> Iterator[tuple[str, list[Range]]]:
    """Cues that hang on what they report: participles, parentheses, relative clauses, "according to"."""
    first, last = page.sentences[page.sentence[cue]]
    own = _subtree(page, cue)
    j = cue
    for hop in range(1, 4):
        h, dep = page.head[j], page.dep[j]
        if h == j:
            return
        mine = _subtree(page, j)
        if dep in {"relcl", "acl", "appos", "conj"} and page.pos[h] in {"NOUN", "PROPN", "PRON"}:
            yield f"H{hop}:{dep}.np", [noun_phrase(page, h)]
            yield f"H{hop}:{dep}", [(page.left[h], mine[0])]
        whole = _subtree(page, h)
        yield f"H{hop}:{dep}-", [(whole[0], mine[0]), (mine[1], whole[1])]
        if hop == 1:
            yield "S-", [(first, own[0]), (own[1], last)]
            yield "S<", [(first, own[0])]
            yield "S>", [(own[1], last)]
        j = h


def _nominal(page: Page, cue: int) -> Iterator[tuple[str, list[Range]]]:
    if page.pos[cue] not in {"NOUN", "ADJ", "AUX", "PROPN"}:
        return
    h = page.head[cue]
    if page.dep[cue] in {"nsubj", "nsubjpass", "dobj", "attr", "pobj", "acomp", "oprd", "conj"}:
        for k in page.kids[h]:
            if k != cue and page.dep[k] in {
                "attr",
                "ccomp",
                "xcomp",
                "prep",
                "acomp",
                "dobj",
                "nsubjpass",
                "nsubj",
                "advcl",
            }:
                yield f"N:{page.dep[cue]}.{page.dep[k]}", [_subtree(page, k)]
                if page.dep[k] == "prep":
                    yield from (("N:prep." + page.lower[k], [_subtree(page, m)]) for m in page.kids[k])
    for k in page.kids[cue]:
        if page.dep[k] in {"prep", "acl", "relcl", "amod", "compound", "poss"}:
            yield f"N:{page.dep[k]}>", [(page.left[k], page.right[cue] + 1)]
        if page.dep[k] in {"amod", "compound"}:
            yield f"N:{page.dep[k]}", [_subtree(page, k)]


def _after_colon(page: Page, cue: int) -> Iterator[tuple[str, list[Range]]]:
    """A name and a colon speak until the next name and colon: transcripts, questions and answers."""
    number = page.paragraph[cue]
    last = page.paragraphs[number][1]
    yield "colon", [(cue + 1, last)]
    pieces: list[Range] = [(cue + 1, last)]
    for following in page.paragraphs[number + 1 : number + 12]:
        if opens_a_turn(page, following):
            break
        pieces.append(following)
        yield f"colon+{min(len(pieces), 3)}", list(pieces)
    if len(pieces) > 1:
        yield "colon+all", list(pieces)


def opens_a_turn(page: Page, paragraph: Range) -> bool:
    """True for "Name:" or "Q:" at the beginning of a paragraph."""
    first, last = paragraph
    colon = next((j for j in range(first, min(last, first + 8)) if page.lower[j] == ":"), -1)
    return colon > first and page.words((first, colon)) <= 6 and page.text[page.start[first]].isupper()
