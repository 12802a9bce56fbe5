"""Which words may be cues, and what about them tells whether they are."""

from __future__ import annotations

from collections.abc import Iterator

from flows.reading.attributing.page import Page

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp"})
_STRUCTURED = frozenset({"ccomp", "acl", "xcomp", "prep", "poss", "relcl", "agent"})
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


def features(page: Page, i: int) -> Iterator[str]:
    lemma, pos, dep = page.lemma[i], page.pos[i], page.dep[i]
    classes = page.classes[i] or ("-",)
    deps = {page.dep[k] for k in page.kids[i]}
    yield from (
        f"l={lemma}",
        f"p={pos}",
        f"t={page.tag[i]}",
        f"d={dep}",
        f"ld={lemma}|{dep}",
        f"lt={lemma}|{page.tag[i]}",
    )
    yield f"s={lemma[-4:]}|{pos}"
    yield "c=" + "+".join(classes)
    yield from _children(page, i, classes)
    yield from _neighbours(page, i, classes)
    yield from _quotes(page, i, classes)
    yield from _subject(page, i, classes)
    yield from _governor(page, i, classes)
    for c in classes:
        yield from (f"c={c}|{pos}", f"c={c}|d={dep}", f"c={c}|t={page.tag[i]}")
    shape = "+".join(
        sorted(deps & {"nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "prep", "agent", "acl", "poss", "prt"})
    )
    yield f"sh={shape}|{pos}"
    yield f"csh={classes[0]}|{shape}|{pos}"
    if lemma == ":":
        yield from _colon(page, i)
    elif page.lower[i] in DASHES:
        yield f"dash={page.pos[i + 1] if i + 1 < len(page) else '#'}"


def _children(page: Page, i: int, classes: tuple[str, ...]) -> Iterator[str]:
    lemma = page.lemma[i]
    for k in page.kids[i]:
        dep = page.dep[k]
        if dep == "punct":
            continue
        yield from (f"k={dep}", f"lk={lemma}|{dep}", f"pk={page.pos[i]}|{dep}")
        yield from (f"ck={c}|{dep}" for c in classes)
        if dep in {"prep", "prt", "aux", "neg", "advmod", "agent", "mark"}:
            yield f"kw={dep}|{page.lemma[k]}"
            yield f"ckw={classes[0]}|{dep}|{page.lemma[k]}"
            if dep in {"prep", "prt"}:
                yield f"lkw={lemma}|{page.lemma[k]}"
        elif dep in {"ccomp", "xcomp", "advcl", "acl"}:
            marks = [page.lower[m] for m in page.kids[k] if page.dep[m] in {"mark", "aux", "advmod"}]
            yield f"km={dep}|{marks[0] if marks else '-'}"
            yield f"ckm={classes[0]}|{dep}|{marks[0] if marks else '-'}"
            yield f"kt={dep}|{page.tag[k]}"
            yield f"kside={dep}|{'l' if k < i else 'r'}"
            yield f"ks={dep}|{any(page.dep[m] in SUBJECTS for m in page.kids[k])}"
        elif dep in {"dobj", "pobj", "attr", "oprd"}:
            yield f"ko={dep}|{page.pos[k]}|{(page.classes[k] or ('-',))[0]}"
            yield f"cko={classes[0]}|{dep}|{page.pos[k]}"
            yield f"lko={lemma}|{page.lemma[k]}"


def _neighbours(page: Page, i: int, classes: tuple[str, ...]) -> Iterator[str]:
    for offset in (-2, -1, 1, 2):
        j = i + offset
        word = page.lower[j] if 0 <= j < len(page) and page.sentence[j] == page.sentence[i] else "#"
        yield f"n{offset}={word}"
        if abs(offset) == 1:
            yield f"np{offset}={page.pos[j] if word != '#' else '#'}|{classes[0]}"
            yield f"nw{offset}={word}|{classes[0]}"
    first, last = page.sentences[page.sentence[i]]
    yield f"first={i == first}"
    yield f"early={min(i - first, 6)}"
    yield f"late={min(last - i, 6)}"


def _quotes(page: Page, i: int, classes: tuple[str, ...]) -> Iterator[str]:
    inside = page.run[i] >= 0
    yield f"in={inside}"
    yield f"in={inside}|{classes[0]}"
    first, last = page.sentences[page.sentence[i]]
    left = next((i - j for j in range(i - 1, max(first, i - 12) - 1, -1) if page.run[j] >= 0), 0)
    right = next((j - i for j in range(i + 1, min(last, i + 12)) if page.run[j] >= 0), 0)
    if not inside:
        yield f"ql={min(left, 6)}|qr={min(right, 6)}"
        yield f"q={bool(left)}{bool(right)}|{classes[0]}"
        yield f"q={bool(left)}{bool(right)}|{page.lemma[i]}"
        words, quoted = page.words((first, last)), page.quoted_words((first, last))
        yield f"qshare={4 * quoted // max(words, 1)}|{page.pos[i]}"
        number = page.sentence[i]
        if number and page.wholly_quoted(page.sentences[number - 1]):
            near = page.paragraph[page.sentences[number - 1][0]] == page.paragraph[i]
            yield from (f"qprev={near}|{classes[0]}", f"qprev={near}|{last - first < 8}")
        after = page.sentence[i] + 1
        if after < len(page.sentences) and page.wholly_quoted(page.sentences[after]):
            yield f"qnext={page.paragraph[page.sentences[after][0]] == page.paragraph[i]}|{classes[0]}"
    elif page.runs[page.run[i]][1] - page.runs[page.run[i]][0] <= 5:
        yield "shortrun"


def subject(page: Page, i: int) -> int:
    return next((k for k in page.kids[i] if page.dep[k] in SUBJECTS), -1)


def _subject(page: Page, i: int, classes: tuple[str, ...]) -> Iterator[str]:
    hops, j = 0, i
    subj = subject(page, j)
    while subj < 0 and hops < 3 and page.head[j] != j and page.dep[j] in {"conj", "xcomp", "aux", "advcl", "acl"}:
        j = page.head[j]
        hops += 1
        subj = subject(page, j)
    if subj < 0:
        yield f"nosubj|{classes[0]}"
        yield "nosubj"
        return
    kind = page.classes[subj] or ("-",)
    kind_name = next((c for c in kind if c in {"person", "body", "document"}), "-")
    pron = page.lower[subj] if page.pos[subj] == "PRON" else ""
    yield from (f"subj={page.pos[subj]}|{hops}", f"subjk={kind_name}|{page.dep[subj]}", f"subjp={pron}|{classes[0]}")
    yield f"subj={page.pos[subj]}|{kind_name}|{classes[0]}|{min(hops, 1)}"
    yield f"subjside={subj < i}|{classes[0]}"


def _governor(page: Page, i: int, classes: tuple[str, ...]) -> Iterator[str]:
    h = page.head[i]
    if h == i:
        yield "root"
        return
    yield from (
        f"h={page.lemma[h]}",
        f"hp={page.pos[h]}|{page.dep[i]}",
        f"hc={(page.classes[h] or ('-',))[0]}|{page.dep[i]}",
    )
    yield f"hcc={(page.classes[h] or ('-',))[0]}|{classes[0]}"
    yield f"hd={page.dep[h]}|{page.dep[i]}"
    if page.dep[i] in {"dobj", "pobj", "attr"}:
        yield f"hl={page.lemma[h]}|{page.lemma[i]}"


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
