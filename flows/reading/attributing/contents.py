"""What may be said: ranked stretches of text around a cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
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


def features(page: Page, cue: int, source: SourceCandidate, candidate: ContentCandidate) -> Iterator[str]:
    classes, pos = page.classes[cue] or ("-",), page.pos[cue]
    for way in candidate.ways:
        yield from _of_way(way, pos, classes[0], page.lemma[cue], page.dep[cue], page.tag[cue])
    yield f"n={len(candidate.ways)}"
    yield from _shape(page, cue, candidate, classes)
    yield from _edges(page, cue, candidate, classes)
    if source.piece:
        inside = any(i <= source.head < j for i, j in candidate.pieces)
        yield f"has source={inside}|{classes[0]}"
        yield f"has source={inside}|{candidate.ways[0]}"
        yield f"source way={source.ways[0]}|{candidate.ways[0]}"
    else:
        yield f"no source|{candidate.ways[0]}"


@lru_cache(maxsize=1 << 14)  # two in five features of a content are these, and the same for many of a cue
def _of_way(way: str, pos: str, known: str, lemma: str, dep: str, tag: str) -> tuple[str, ...]:
    return (
        f"w={way}",
        f"w={way}|{pos}",
        f"w={way}|{known}|{pos}",
        f"w={way}|{lemma}",
        f"w={way}|d={dep}",
        f"w={way}|{tag}",
    )


def _shape(page: Page, cue: int, candidate: ContentCandidate, classes: tuple[str, ...]) -> Iterator[str]:
    words = sum(page.words(p) for p in candidate.pieces)
    quoted = sum(page.quoted_words(p) for p in candidate.pieces)
    sentence = page.sentences[page.sentence[cue]]
    outside = page.run[cue] < 0
    in_sentence = page.quoted_words(sentence) if outside else 0
    share = 0 if not quoted else 1 + (4 * quoted) // words
    yield from (
        f"len={words.bit_length()}",
        f"len={words.bit_length()}|{classes[0]}",
        f"pieces={min(len(candidate.pieces), 4)}",
    )
    yield f"q={share if outside else 'in'}|{bool(in_sentence)}"
    yield f"q={share if outside else 'in'}|{bool(in_sentence)}|{classes[0]}"
    left_out = in_sentence - sum(
        page.quoted_words(p) for p in candidate.pieces if p[0] < sentence[1] and p[1] > sentence[0]
    )
    yield f"leftout={min(max(left_out, 0), 20).bit_length()}|{share if outside else 'in'}"
    total = page.words(sentence)
    yield f"cover={8 * words // max(total, 1) if words <= total else 9}|{classes[0]}"


def _edges(page: Page, cue: int, candidate: ContentCandidate, classes: tuple[str, ...]) -> Iterator[str]:
    first, last = page.sentences[page.sentence[cue]]
    i, j = candidate.pieces[0][0], candidate.pieces[-1][1]
    begin = i if page.word[i] or i + 1 >= len(page) else i + 1
    yield from (
        f"b={page.lower[begin]}",
        f"b={page.lower[begin]}|{classes[0]}",
        f"bp={page.pos[begin]}|{page.dep[begin]}",
        f"bt={page.tag[begin]}|{classes[0]}",
    )
    yield f"prev={page.lower[i - 1] if i > first else '#'}|{page.pos[cue]}"
    yield f"prevp={page.pos[i - 1] if i > first else '#'}|{page.pos[begin]}"
    yield f"next={page.lower[j] if j < last else '#'}"
    yield f"nextp={page.pos[j] if j < last else '#'}|{page.dep[j] if j < last else '#'}"
    tail = last - j <= 1 or not any(page.word[j:last])
    start = not any(page.word[first:i])
    side = "l" if j <= cue else "r" if i > cue else "both"
    yield from (
        f"tail={tail}|{side}|{classes[0]}",
        f"start={start}|{side}|{classes[0]}",
        f"ts={tail}{start}|{side}|{page.pos[cue]}",
    )
    yield f"adj={min(i - cue, 5) if i > cue else -min(cue - j, 5)}|{page.pos[cue]}"
    yield f"adj={min(i - cue, 5) if i > cue else -min(cue - j, 5)}|{classes[0]}"
    yield f"ends={page.pos[j - 1]}"
    for edge, piece in (("open", candidate.pieces[0]), ("close", candidate.pieces[-1])):
        at = piece[0] if edge == "open" else piece[1] - 1
        run = page.run[at]
        if run >= 0 and run != page.run[cue]:
            bound = page.runs[run][0] if edge == "open" else page.runs[run][1] - 1
            yield f"{edge} mid={abs(at - bound) > 1}"
