"""Which words may be cues, and what about them tells whether they are."""

from __future__ import annotations

from collections.abc import Iterator

from flows.reading.attributing.features import bucket, buckets, remembered
from flows.reading.attributing.page import Page

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PREPOSITIONS = frozenset({"according", "per", "via"})


DASHES = frozenset({"―", "—", "–", "--", "-", "”―", '"―'})


def candidates(page: Page) -> list[int]:
    return [i for i in range(len(page)) if _may_be_cue(page, i)]


def _may_be_cue(page: Page, i: int) -> bool:
    pos, word = page.pos[i], page.lower[i]
    if word == ":":
        return not (i and page.lower[i - 1].isdigit())
    if word in DASHES:
        return signs_off(page, i)
    return bool(page.dep[i]) and (pos == "VERB" or word in _PREPOSITIONS or _may_be_without_verb(page, i))


def _may_be_without_verb(page: Page, i: int) -> bool:
    """Nouns, adjectives and auxiliaries: known ones, or those that govern a clause."""
    pos, classes = page.pos[i], page.classes[i]
    known = any(c not in {"person", "body", "document", "prep"} for c in classes)
    if pos == "PROPN":
        return known and page.dep[i] in {"ROOT", "ccomp", "conj", "parataxis", "relcl"}
    if pos == "ADJ":
        return "adj" in classes or any(page.dep[k] in {"ccomp", "xcomp"} for k in page.kids[i])
    if pos == "AUX":
        return bool(classes) or any(page.dep[k] == "ccomp" for k in page.kids[i])
    return pos == "NOUN" and known


def signs_off(page: Page, i: int) -> bool:
    """A dash between a quotation and a name that ends the line: “It is a ruin.” — Ada Prowse"""
    before = next((j for j in range(i - 1, max(-1, i - 4), -1) if page.pos[j] != "SPACE"), -1)
    number = page.paragraph[i]
    if number < 0 or i + 1 >= len(page):
        return False
    first, last = page.paragraphs[number]
    opens = before < first
    quoted = before >= 0 and page.run[before] >= 0 and page.run[i] != page.run[before]
    name = next((j for j in range(i + 1, last) if page.word[j]), -1)
    return (
        (quoted or opens)
        and name > 0
        and last - i < 16
        and page.text[page.start[name]].isupper()
        and page.run[name] < 0
    )


def features(page: Page, i: int) -> list[int]:
    lemma, pos, classes = page.lemma[i], page.pos[i], page.classes[i] or ("-",)
    found = [*_of_word(lemma, pos, page.tag[i], page.dep[i], classes)]
    for k in page.kids[i]:
        if page.dep[k] != "punct":
            found += _of_child(page.dep[k], lemma, pos, classes)
            found += _child(page, i, k, classes[0])
    found += _neighbours(page, i, classes[0])
    found += _quotes(page, i, classes[0])
    found += _subject(page, i, classes[0])
    found += _governor(page, i, classes[0])
    deps = {page.dep[k] for k in page.kids[i]}
    found += _of_shape("+".join(sorted(deps & _SHAPING)), pos, classes[0])
    if lemma == ":":
        found += buckets(_colon(page, i))
    elif page.lower[i] in DASHES:
        found.append(bucket(f"dash={page.pos[i + 1] if i + 1 < len(page) else '#'}"))
    return found


_SHAPING = frozenset({"nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "prep", "agent", "acl", "poss", "prt"})


@remembered
def _of_word(lemma: str, pos: str, tag: str, dep: str, classes: tuple[str, ...]) -> Iterator[str]:
    yield f"l={lemma}"
    yield f"p={pos}"
    yield f"t={tag}"
    yield f"d={dep}"
    yield f"ld={lemma}|{dep}"
    yield f"lt={lemma}|{tag}"
    yield f"s={lemma[-4:]}|{pos}"
    yield "c=" + "+".join(classes)
    for c in classes:
        yield f"c={c}|{pos}"
        yield f"c={c}|d={dep}"
        yield f"c={c}|t={tag}"


@remembered
def _of_shape(shape: str, pos: str, known: str) -> Iterator[str]:
    yield f"sh={shape}|{pos}"
    yield f"csh={known}|{shape}|{pos}"


@remembered
def _of_child(dep: str, lemma: str, pos: str, classes: tuple[str, ...]) -> Iterator[str]:
    yield f"k={dep}"
    yield f"lk={lemma}|{dep}"
    yield f"pk={pos}|{dep}"
    yield from (f"ck={c}|{dep}" for c in classes)


def _child(page: Page, i: int, k: int, known: str) -> tuple[int, ...]:
    """What tells of a child beside how it hangs on the word."""
    dep = page.dep[k]
    if dep in {"prep", "prt", "aux", "neg", "advmod", "agent", "mark"}:
        return _of_particle(dep, page.lemma[k], page.lemma[i], known)
    if dep in {"ccomp", "xcomp", "advcl", "acl"}:
        mark = next((page.lower[m] for m in page.kids[k] if page.dep[m] in {"mark", "aux", "advmod"}), "-")
        has_subject = any(page.dep[m] in SUBJECTS for m in page.kids[k])
        return _of_clause(dep, mark, page.tag[k], "l" if k < i else "r", has_subject, known)
    if dep in {"dobj", "pobj", "attr", "oprd"}:
        return _of_object(dep, page.pos[k], (page.classes[k] or ("-",))[0], page.lemma[k], page.lemma[i], known)
    return ()


@remembered
def _of_particle(dep: str, particle: str, lemma: str, known: str) -> Iterator[str]:
    yield f"kw={dep}|{particle}"
    yield f"ckw={known}|{dep}|{particle}"
    if dep in {"prep", "prt"}:
        yield f"lkw={lemma}|{particle}"


@remembered
def _of_clause(dep: str, mark: str, tag: str, side: str, has_subject: bool, known: str) -> Iterator[str]:
    yield f"km={dep}|{mark}"
    yield f"ckm={known}|{dep}|{mark}"
    yield f"kt={dep}|{tag}"
    yield f"kside={dep}|{side}"
    yield f"ks={dep}|{has_subject}"


@remembered
def _of_object(dep: str, pos: str, kind: str, thing: str, lemma: str, known: str) -> Iterator[str]:
    yield f"ko={dep}|{pos}|{kind}"
    yield f"cko={known}|{dep}|{pos}"
    yield f"lko={lemma}|{thing}"


def _neighbours(page: Page, i: int, known: str) -> Iterator[int]:
    first, last = page.sentences[page.sentence[i]]
    for offset in (-2, -1, 1, 2):
        j = i + offset
        inside = 0 <= j < len(page) and page.sentence[j] == page.sentence[i]
        word = page.lower[j] if inside else "#"
        yield from _of_word_near(offset, word)
        if abs(offset) == 1:
            yield from _of_word_beside(offset, word, page.pos[j] if word != "#" else "#", known)
    yield from _of_place(min(i - first, 6), min(last - i, 6))


@remembered
def _of_word_near(offset: int, word: str) -> Iterator[str]:
    yield f"n{offset}={word}"


@remembered
def _of_word_beside(offset: int, word: str, pos: str, known: str) -> Iterator[str]:
    yield f"np{offset}={pos}|{known}"
    yield f"nw{offset}={word}|{known}"


@remembered
def _of_place(since: int, left: int) -> Iterator[str]:
    yield f"first={since == 0}"
    yield f"early={since}"
    yield f"late={left}"


def _quotes(page: Page, i: int, known: str) -> Iterator[int]:
    inside = page.run[i] >= 0
    yield from _of_inside(inside, known)
    if inside:
        first, last = page.runs[page.run[i]]
        if last - first <= 5:
            yield bucket("shortrun")
        return
    first, last = page.sentences[page.sentence[i]]
    left = next((i - j for j in range(i - 1, max(first, i - 12) - 1, -1) if page.run[j] >= 0), 0)
    right = next((j - i for j in range(i + 1, min(last, i + 12)) if page.run[j] >= 0), 0)
    words, quoted = page.words((first, last)), page.quoted_words((first, last))
    yield from _of_quotes(min(left, 6), min(right, 6), page.lemma[i], known)
    yield from _of_share(4 * quoted // max(words, 1), page.pos[i])
    yield from _beside(page, i, known, short=last - first < 8)


@remembered
def _of_inside(inside: bool, known: str) -> Iterator[str]:
    yield f"in={inside}"
    yield f"in={inside}|{known}"


@remembered
def _of_quotes(left: int, right: int, lemma: str, known: str) -> Iterator[str]:
    yield f"ql={left}|qr={right}"
    yield f"q={bool(left)}{bool(right)}|{known}"
    yield f"q={bool(left)}{bool(right)}|{lemma}"


@remembered
def _of_share(quarters: int, pos: str) -> Iterator[str]:
    yield f"qshare={quarters}|{pos}"


def _beside(page: Page, i: int, known: str, *, short: bool) -> Iterator[int]:
    """The sentences before and after, where they are wholly quoted."""
    number = page.sentence[i]
    if number and page.wholly_quoted(page.sentences[number - 1]):
        near = page.paragraph[page.sentences[number - 1][0]] == page.paragraph[i]
        yield bucket(f"qprev={near}|{known}")
        yield bucket(f"qprev={near}|{short}")
    if number + 1 < len(page.sentences) and page.wholly_quoted(page.sentences[number + 1]):
        near = page.paragraph[page.sentences[number + 1][0]] == page.paragraph[i]
        yield bucket(f"qnext={near}|{known}")


def subject(page: Page, i: int) -> int:
    return next((k for k in page.kids[i] if page.dep[k] in SUBJECTS), -1)


def _subject(page: Page, i: int, known: str) -> tuple[int, ...]:
    hops, j = 0, i
    subj = subject(page, j)
    while subj < 0 and hops < 3 and page.head[j] != j and page.dep[j] in {"conj", "xcomp", "aux", "advcl", "acl"}:
        j = page.head[j]
        hops += 1
        subj = subject(page, j)
    if subj < 0:
        return _of_no_subject(known)
    kind = next((c for c in page.classes[subj] if c in {"person", "body", "document"}), "-")
    pronoun = page.lower[subj] if page.pos[subj] == "PRON" else ""
    return _of_subject((page.pos[subj], page.dep[subj], kind, pronoun), hops, subj < i, known)


@remembered
def _of_no_subject(known: str) -> Iterator[str]:
    yield f"nosubj|{known}"
    yield "nosubj"


@remembered
def _of_subject(told: tuple[str, str, str, str], hops: int, before: bool, known: str) -> Iterator[str]:
    pos, dep, kind, pronoun = told
    yield f"subj={pos}|{hops}"
    yield f"subjk={kind}|{dep}"
    yield f"subjp={pronoun}|{known}"
    yield f"subj={pos}|{kind}|{known}|{min(hops, 1)}"
    yield f"subjside={before}|{known}"


def _governor(page: Page, i: int, known: str) -> tuple[int, ...]:
    h = page.head[i]
    if h == i:
        return _of_root()
    kind = (page.classes[h] or ("-",))[0]
    governed = page.lemma[i] if page.dep[i] in {"dobj", "pobj", "attr"} else ""
    return _of_governor((page.lemma[h], page.pos[h], page.dep[h], kind), page.dep[i], governed, known)


@remembered
def _of_root() -> Iterator[str]:
    yield "root"


@remembered
def _of_governor(head: tuple[str, str, str, str], dep: str, governed: str, known: str) -> Iterator[str]:
    lemma, pos, own, kind = head
    yield f"h={lemma}"
    yield f"hp={pos}|{dep}"
    yield f"hc={kind}|{dep}"
    yield f"hcc={kind}|{known}"
    yield f"hd={own}|{dep}"
    if governed:
        yield f"hl={lemma}|{governed}"


def _colon(page: Page, i: int) -> Iterator[str]:
    number = page.paragraph[i]
    first, last = page.paragraphs[number] if number >= 0 else (i, i + 1)
    before = page.words((first, i))
    yield f"colonat={min(before, 6)}"
    yield f"colonprev={page.pos[i - 1] if i > first else '#'}|{min(before, 4)}"
    upper = all(page.text[page.start[j]].isupper() for j in range(first, i) if page.word[j])
    yield f"colonupper={upper}|{min(before, 5)}"
    yield f"colonend={i >= last - 2}"
    after = i + 1 if i + 1 < len(page) else i
    yield f"colonquote={page.run[after] >= 0}|{i >= last - 2}"
    start = next((j for j in range(i, first, -1) if j in (page.sentences[page.sentence[i]][0],)), first)
    cue = next((c for j in range(max(start, i - 14), i) for c in page.classes[j] if page.pos[j] == "VERB"), "-")
    yield f"colonafter={cue}"
