"""A parsed text as plain lists: what every step of attribution reads, in one place and without spaCy objects."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc

from flows.reading.attributing.columns import columns_of
from flows.reading.attributing.lexicon import word_classes
from flows.reading.attributing.parsing import NEWLINES, paragraphs_of
from flows.reading.attributing.quotations import Quotation, find_quotations
from storage.domain.span import Span

Range = tuple[int, int]  # token indices, end exclusive
SKIPPED = frozenset({"PUNCT", "SPACE", "SYM"})
_NONE: tuple[str, ...] = ()
_RANK = re.compile(r"\b(?:Sgt|Capt|Col|Gen|Lt|Maj|Cmdr|Rev|Hon|Prof|Sen|Rep|Gov|Cllr|Supt|Insp)\. \Z")  # a name follows


@dataclass(slots=True)
class Page:
    """Token columns of one text. Index -1 stands for "no token"."""

    text: str
    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    left: list[int]  # first token of the subtree
    right: list[int]  # last token of the subtree
    sentence: list[int]  # number of the sentence a token is in
    sentences: list[Range]
    paragraph: list[int]  # number of the paragraph a token is in, -1 between paragraphs
    paragraphs: list[Range]
    run: list[int]  # number of the quotation a token is in, -1 outside
    runs: list[Range]  # tokens of each quotation, marks included
    quotations: tuple[Quotation, ...]
    word: list[bool]
    classes: list[tuple[str, ...]]
    words_before: list[int]  # prefix sums of `word`
    quoted_before: list[int]  # prefix sums of words inside quotations

    def __len__(self) -> int:
        return len(self.lower)

    def words(self, piece: Range) -> int:
        return self.words_before[piece[1]] - self.words_before[piece[0]]

    def quoted_words(self, piece: Range) -> int:
        return self.quoted_before[piece[1]] - self.quoted_before[piece[0]]

    def wholly_quoted(self, piece: Range) -> bool:
        words = self.words(piece)
        return words > 0 and self.quoted_words(piece) == words

    def whole_utterance(self, run: int) -> bool:
        """Whether a quotation reads as sentences of its own, not as a fragment inside the reporter's."""
        quotation = self.quotations[run]
        said = quotation.inner.of(self.text).strip()
        starts = said[:1].isupper() or said[:1] in "[(‘'"
        return starts and (not quotation.closed or said[-1:] in {".", ",", "?", "!", "…", "—", "–", "’"})

    def trimmed(self, piece: Range) -> Range | None:
        """Drop punctuation and spaces at both ends, but keep the marks of quotations that lie inside."""
        i, j = piece
        while i < j and not self.word[i]:
            i += 1
        while j > i and not self.word[j - 1]:
            j -= 1
        if i >= j:
            return None
        if (
            i > piece[0]
            and self.run[i - 1] >= 0
            and self.run[i - 1] == self.run[i]
            and self.runs[self.run[i]][0] == i - 1
        ):
            i -= 1
        while j < piece[1] and self.run[j] >= 0 and self.run[j] == self.run[j - 1]:
            j += 1
        return i, j

    def span(self, piece: Range) -> Span:
        return Span(self.start[piece[0]], self.end[piece[1] - 1])

    def spans(self, pieces: Iterable[Range]) -> tuple[Span, ...]:
        return tuple(self.span(p) for p in pieces)

    def joined(self, pieces: Iterable[Range]) -> tuple[Range, ...]:
        """Put together pieces of one paragraph that overlap or have no word between them."""
        out: list[Range] = []
        for i, j in sorted(pieces):
            if (
                out
                and self.paragraph[out[-1][0]] == self.paragraph[i]
                and (i <= out[-1][1] or not self.words((out[-1][1], i)))
            ):
                out[-1] = (out[-1][0], max(out[-1][1], j))
            else:
                out.append((i, j))
        return tuple(out)

    def said(self, piece: Range) -> str:
        return self.text[self.start[piece[0]] : self.end[piece[1] - 1]]

    def tokens_at(self, start: int, end: int) -> Range:
        """Return the tokens that overlap characters `start` to `end`."""
        return bisect_right(self.end, start), bisect_left(self.start, end)


def page_of(doc: Doc) -> Page:
    """Read every column once: the steps after this never touch the Doc again."""
    told = columns_of(doc)
    text, start, lower, pos = told.whole, told.place, told.lower, told.pos
    end = [begins + len(word) for begins, word in zip(start, told.text, strict=True)]
    head = [i + steps for i, steps in enumerate(told.up)]
    left, right = _edges(head)
    kids: list[list[int]] = [[] for _ in lower]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    lemma = [lemma or word for lemma, word in zip(told.lemma_lower, lower, strict=True)]
    written = {word for word in set(lower) if any(c.isalnum() for c in word)}
    word = [one in written for one in lower]
    paragraph_spans = paragraphs_of(text)
    sentence, sentences = _sentences(told.starts, pos, text, start)
    paragraph, paragraphs = _placed(start, end, paragraph_spans)
    quotations = find_quotations(text, paragraph_spans)
    run, runs = _placed(start, end, [q.span for q in quotations])
    lookup = word_classes()
    return Page(
        text=text, start=start, end=end, lower=lower, lemma=lemma, pos=pos, tag=told.tag, dep=told.dep, head=head,
        kids=kids, left=left, right=right, sentence=sentence, sentences=sentences, paragraph=paragraph,
        paragraphs=paragraphs, run=run, runs=runs, quotations=quotations, word=word,
        classes=[lookup.get(m, _NONE) for m in lemma],
        words_before=_sums(word), quoted_before=_sums([w and r >= 0 for w, r in zip(word, run, strict=True)]),
    )  # fmt: skip


def _edges(head: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first and the last word of what hangs on each word, itself included."""
    left, right = list(range(len(head))), list(range(len(head)))
    for i in left[:]:  # the first word below each is met first: who has one has handed it on
        above = head[i]
        while left[above] > i:
            left[above], above = i, head[above]
    for i in reversed(right[:]):
        above = head[i]
        while right[above] < i:
            right[above], above = i, head[above]
    return left, right


def _sums(flags: Iterable[bool]) -> list[int]:
    return list(accumulate(flags, initial=0))


def _sentences(
    starts: Sequence[int], pos: Sequence[str], text: str, at: Sequence[int]
) -> tuple[list[int], list[Range]]:
    number: list[int] = []
    sentences: list[Range] = []
    begin, last_word = 0, -1
    for i in range(len(starts)):
        if i > begin and starts[i] == 1 and not _goes_on(text, at[i]):
            if last_word >= begin:
                sentences.append((begin, i))
                begin = i
            elif sentences and any(c in NEWLINES for c in text[at[begin] : at[i]]):
                # A closing mark that the parser cut off ends its paragraph and does not open the next one.
                sentences[-1] = (sentences[-1][0], i)
                number[begin:i] = [len(sentences) - 1] * (i - begin)
                begin = i
        if pos[i] not in SKIPPED:
            last_word = i
        number.append(len(sentences))
    if starts:
        sentences.append((begin, len(starts)))
    return number, sentences


def _goes_on(text: str, at: int) -> bool:
    return _runs_on(text, at) or _RANK.search(text, max(0, at - 12), at) is not None


def _runs_on(text: str, at: int) -> bool:
    """A sentence never starts in lower case after a closing mark: “Who pays?” she asked."""
    before = text[max(0, at - 3) : at]
    closed = before.rstrip()[-1:] in {"”", '"', "’", "'"}
    return text[at].islower() and closed and not any(c in NEWLINES for c in before)


def _placed(start: Sequence[int], end: Sequence[int], spans: Sequence[Span]) -> tuple[list[int], list[Range]]:
    """Say for each token which of the ordered, disjoint `spans` it lies in, and for each span its tokens."""
    number = [-1] * len(start)
    ranges: list[Range] = []
    i = 0
    for k, span in enumerate(spans):
        while i < len(start) and end[i] <= span.start:
            i += 1
        first = i
        while i < len(start) and start[i] < span.end:
            number[i] = k
            i += 1
        ranges.append((first, i))
    return number, ranges
