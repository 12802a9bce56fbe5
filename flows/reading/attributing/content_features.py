"""What about a stretch of text tells whether it is what a cue reports: how it was reached, its extent, its edges."""

from __future__ import annotations

from collections.abc import Iterator

from flows.reading.attributing.contents import ContentCandidate
from flows.reading.attributing.features import bucket, remembered
from flows.reading.attributing.page import Page
from flows.reading.attributing.sources import SourceCandidate


def features(page: Page, cue: int, source: SourceCandidate, candidate: ContentCandidate) -> list[int]:
    known, pos = (page.classes[cue] or ("-",))[0], page.pos[cue]
    found: list[int] = []
    for way in candidate.ways:
        found += _of_way(way, pos, known, page.dep[cue], page.tag[cue])
        found += _of_word(way, page.lemma[cue])
    found.append(bucket(f"n={len(candidate.ways)}"))
    found += _shape(page, cue, candidate, known)
    found += _edges(page, cue, candidate, known)
    inside = any(i <= source.head < j for i, j in candidate.pieces)
    found += _of_source(source.ways[0] if source.piece else "", inside, candidate.ways[0], known)
    return found


@remembered
def _of_way(way: str, pos: str, known: str, dep: str, tag: str) -> Iterator[str]:
    yield f"w={way}"
    yield f"w={way}|{pos}"
    yield f"w={way}|{known}|{pos}"
    yield f"w={way}|d={dep}"
    yield f"w={way}|{tag}"


@remembered
def _of_word(way: str, lemma: str) -> Iterator[str]:
    yield f"w={way}|{lemma}"


@remembered
def _of_source(source: str, inside: bool, way: str, known: str) -> Iterator[str]:
    if source:
        yield f"has source={inside}|{known}"
        yield f"has source={inside}|{way}"
        yield f"source way={source}|{way}"
    else:
        yield f"no source|{way}"


def _shape(page: Page, cue: int, candidate: ContentCandidate, known: str) -> tuple[int, ...]:
    words = sum(page.words(p) for p in candidate.pieces)
    quoted = sum(page.quoted_words(p) for p in candidate.pieces)
    sentence = page.sentences[page.sentence[cue]]
    outside = page.run[cue] < 0
    in_sentence = page.quoted_words(sentence) if outside else 0
    share = 0 if not quoted else 1 + (4 * quoted) // words
    left_out = in_sentence - sum(
        page.quoted_words(p) for p in candidate.pieces if p[0] < sentence[1] and p[1] > sentence[0]
    )
    total = page.words(sentence)
    return _of_shape(
        (words.bit_length(), min(len(candidate.pieces), 4)),
        (str(share) if outside else "in", bool(in_sentence), min(max(left_out, 0), 20).bit_length()),
        8 * words // max(total, 1) if words <= total else 9,
        known,
    )


@remembered
def _of_shape(size: tuple[int, int], quoted: tuple[str, bool, int], cover: int, known: str) -> Iterator[str]:
    share, any_quoted, left_out = quoted
    yield f"len={size[0]}"
    yield f"len={size[0]}|{known}"
    yield f"pieces={size[1]}"
    yield f"q={share}|{any_quoted}"
    yield f"q={share}|{any_quoted}|{known}"
    yield f"leftout={left_out}|{share}"
    yield f"cover={cover}|{known}"


def _edges(page: Page, cue: int, candidate: ContentCandidate, known: str) -> list[int]:
    first, last = page.sentences[page.sentence[cue]]
    i, j = candidate.pieces[0][0], candidate.pieces[-1][1]
    begin = i if page.word[i] or i + 1 >= len(page) else i + 1
    before = (page.lower[i - 1], page.pos[i - 1]) if i > first else ("#", "#")
    after = (page.lower[j], page.pos[j], page.dep[j]) if j < last else ("#", "#", "#")
    tail = last - j <= 1 or not any(page.word[j:last])
    start = not any(page.word[first:i])
    side = "l" if j <= cue else "r" if i > cue else "both"
    near = min(i - cue, 5) if i > cue else -min(cue - j, 5)
    return [
        *_begins(page.lower[begin], page.pos[begin], page.dep[begin], page.tag[begin], known),
        *_after(*before, page.pos[begin], page.pos[cue]),
        *_up_to(*after, page.pos[j - 1]),
        *_stands(tail, start, side, near, page.pos[cue], known),
        *_amid(page, cue, "open", i),
        *_amid(page, cue, "close", j - 1),
    ]


@remembered
def _begins(word: str, pos: str, dep: str, tag: str, known: str) -> Iterator[str]:
    yield f"b={word}"
    yield f"b={word}|{known}"
    yield f"bp={pos}|{dep}"
    yield f"bt={tag}|{known}"


@remembered
def _after(word: str, pos: str, first: str, cue: str) -> Iterator[str]:
    yield f"prev={word}|{cue}"
    yield f"prevp={pos}|{first}"


@remembered
def _up_to(word: str, pos: str, dep: str, last: str) -> Iterator[str]:
    yield f"next={word}"
    yield f"nextp={pos}|{dep}"
    yield f"ends={last}"


@remembered
def _stands(tail: bool, start: bool, side: str, near: int, cue: str, known: str) -> Iterator[str]:
    yield f"tail={tail}|{side}|{known}"
    yield f"start={start}|{side}|{known}"
    yield f"ts={tail}{start}|{side}|{cue}"
    yield f"adj={near}|{cue}"
    yield f"adj={near}|{known}"


def _amid(page: Page, cue: int, edge: str, at: int) -> Iterator[int]:
    """Whether an edge falls inside a quotation, not beside its mark."""
    run = page.run[at]
    if run >= 0 and run != page.run[cue]:
        bound = page.runs[run][0] if edge == "open" else page.runs[run][1] - 1
        yield bucket(f"{edge} mid={abs(at - bound) > 1}")
