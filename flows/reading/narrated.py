"""Find what no verb of speech reports: stance nouns, plans a body owns, and lists that a body's sentence introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.reading.parsed import Parsed, Token
from flows.reading.regions import Block
from flows.reading.words import words
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span

# Nouns that say what their owner holds, wants or has decided. What follows them is the content.
HELD = words("held")
AGAINST = words("held_without_plan")
# Nouns for measures: naming them as somebody's own says that they stand for them.
MEASURES = words("measures")
LIGHT = words("light_verbs")
GIVES_UP = words("gives_up")
GIVEN_UP = "given up"  # the kind of an attribution whose plan its owner has dropped
_MADE = frozenset({"make", "set", "put", "contain", "publish", "outline", "float", "propose", "include", "issue"})
_OWNED_BY = frozenset({"of", "from", "by", "in", "within"})
_ABOUT = frozenset(
    {"for", "about", "of", "on", "to", "against", "over", "with", "regarding", "that", "towards", "toward"}
)
_INTRODUCES = re.compile(
    r"\b(?:includ\w+|namely|such as|following|below|these|recommend\w*|propos\w*|call\w*|want\w*|argu\w*|say\w*"
    r"|said|urg\w*|demand\w*|set out|list\w*|notions?)\b",
    re.IGNORECASE,
)
_UNDER = frozenset({"under", "in", "through"})


def narrated(doc: Parsed, blocks: Sequence[Block], everything: Sequence[Block] = ()) -> Iterator[Attribution]:
    """Return what nouns and lists give to somebody, from the parsed paragraphs of `blocks`."""
    for block in blocks:
        for token in doc.within(block.span.start, block.span.end):
            if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in HELD | MEASURES:
                yield from _of_noun(token)
            if token.lower_ in _UNDER and token.dep_ == "prep":
                yield from _under(token)
    yield from _listed(doc, list(everything or blocks), blocks)


def _of_noun(noun: Token) -> Iterator[Attribution]:
    owner = _owner(noun)
    if owner is None:
        return
    lemma = noun.lemma_.lower()
    light = noun.dep_ == "dobj" and noun.head.lemma_.lower() in LIGHT
    content = list(_equated(noun, owner)) or list(_complements(noun, owner, measure=lemma in MEASURES))
    if light and content:
        content = [_to_the_end(content[0][0])]
    elif not content:
        content = list(_after_dash(noun) if lemma in MEASURES else _later_clause(noun))
    kind = "stance" if lemma in HELD else "commitment"
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in GIVES_UP:
        kind = GIVEN_UP
    for piece in content:
        if len(piece) >= 2:
            why = f"{noun.text!r} is held by {owner.text!r}"
            yield told_of(owner, cue=[noun], content=piece, kind=kind, confidence=0.6, why=why)


def _owner(noun: Token) -> Token | None:
    """Return the head of the phrase that holds the noun: its possessor, "from X", or the subject of a light verb."""
    held = noun.lemma_.lower() in HELD
    for child in noun.children:
        named = child.dep_ == "compound" and child.pos_ == "PROPN" and held and child.i < noun.i
        if child.dep_ == "poss" or named:
            return child
    verb = noun.head
    light = noun.dep_ == "dobj" and verb.lemma_.lower() in LIGHT
    return _owner_behind(noun) or (subject_of(verb) if light else None)


def _owner_behind(noun: Token) -> Token | None:
    """ "a proposal from X", "the call in X's response", "plans set out in the X report"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _OWNED_BY and (inner := _object(child)) is not None:
            poss = next((t for t in inner.children if t.dep_ == "poss"), None)
            if poss is not None and child.lower_ in ("in", "within", "from"):
                return poss
            if child.lower_ in ("from", "by"):
                return inner
        elif child.dep_ == "acl" and child.lemma_.lower() in _MADE and child.i > noun.i:
            place = next((t for t in child.children if t.lower_ in ("in", "by", "from")), None)
            if place is not None and (maker := _object(place)) is not None:
                return maker
    return None


def _object(preposition: Token) -> Token | None:
    return next((t for t in preposition.children if t.dep_ == "pobj"), None)


def _equated(noun: Token, owner: Token) -> Iterator[list[Token]]:
    """ "The practice of A is the directors' chief complaint": the subject is what they hold."""
    verb = noun.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if (
        noun.dep_ == "attr"
        and verb.lemma_ == "be"
        and subject is not None
        and subject.i < noun.i
        and subject.pos_ != "PRON"
        and owner.i > subject.i
    ):
        yield list(_subtree(subject))


def subject_of(verb: Token) -> Token | None:
    node = verb
    for _ in range(3):
        found = next((c for c in node.children if c.dep_ == "nsubj"), None)
        if found is not None:
            return found
        if node.dep_ not in ("conj", "xcomp", "advcl", "acl"):
            return None
        node = node.head
    return None


def _complements(noun: Token, owner: Token, *, measure: bool) -> Iterator[list[Token]]:
    owned = set(_subtree(owner))
    for child in noun.children:
        tokens = [t for t in _subtree(child) if t not in owned]
        if not tokens or child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp") or (child.dep_ == "relcl" and tokens[0].lower_ == "that"):
            yield tokens
        elif child.dep_ == "prep" and child.lower_ in _ABOUT and owner not in child.subtree:
            objects = [t for t in tokens if t.i != child.i]
            if objects and not (measure and child.lower_ in ("of", "on") and len(objects) < 2):
                yield objects
        elif child.dep_ == "prep" and child.lower_ in _OWNED_BY:
            yield from _clauses_below(child, owned)


def _clauses_below(prep: Token, owned: set[Token]) -> Iterator[list[Token]]:
    """ "its suggestion in the response that cases be capped": the clause may hang on what stands between."""
    for below in prep.subtree:
        if below.dep_ in ("acl", "ccomp", "relcl"):
            clause = [t for t in _subtree(below) if t not in owned]
            if clause and clause[0].lower_ == "that":
                yield clause


def _to_the_end(token: Token) -> list[Token]:
    """What a light verb introduces runs on: "repeated its criticism of A, particularly of B"."""
    return [t for t in token.doc[token.i : token.sent.end] if not t.is_space]


def _later_clause(noun: Token) -> Iterator[list[Token]]:
    """ "its suggestion in the response to the review that cases be capped": parsers hang the clause elsewhere."""
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.lower_ == "that" and token.dep_ == "mark":
            yield [t for t in _subtree(token.head) if t.i >= token.i]
            return
        if token.pos_ == "VERB" and token.dep_ not in ("acl", "amod"):
            return


def _after_dash(noun: Token) -> Iterator[list[Token]]:
    """ "the department's key reform - creating regional bodies": what a dash or a colon spells out."""
    following = noun.doc[noun.i + 1 : noun.sent.end]
    if len(following) < 3 or following[0].text not in ("–", "—", "-", ":"):
        return
    stop = next(
        (t.i for t in following[1:] if t.text in ("–", "—", ";") or (t.text == "-" and t.whitespace_)), noun.sent.end
    )
    yield [t for t in noun.doc[noun.i + 2 : stop] if not t.is_space]


def _under(prep: Token) -> Iterator[Attribution]:
    """ "Under the department's revised plans, teams will be permitted": the clause is what the owner has decided."""
    noun = next((t for t in prep.children if t.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() not in MEASURES:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    verb = prep.head
    if owner is None or verb.pos_ not in ("VERB", "AUX") or (prep.lower_ != "under" and not prep.is_sent_start):
        return
    inside = set(prep.subtree)
    rest = [t for t in verb.subtree if t not in inside and t.i > prep.i]
    while rest and (rest[0].is_punct or rest[0].is_space):
        rest = rest[1:]
    if len(rest) >= 4 and prep.i < verb.i:
        why = f"decided by {owner.text!r}: {prep.text.lower()} its {noun.text}"
        yield told_of(owner, cue=[noun], content=rest, kind="commitment", confidence=0.65, why=why)


def _listed(doc: Parsed, blocks: Sequence[Block], parsed: Sequence[Block]) -> Iterator[Attribution]:
    """Give each bullet of a list to the source of the sentence that introduces it."""
    for number, block in enumerate(blocks):
        lead = _lead(blocks, number)
        if lead is None or lead not in parsed or block not in parsed:
            continue
        sentence = _last_sentence(doc, lead.span)
        if not sentence or not _INTRODUCES.search("".join(t.text_with_ws for t in sentence)):
            continue
        roots = [t for t in sentence if t.head.i == t.i and t.pos_ in ("VERB", "AUX")]
        source = subject_of(roots[0]) if roots else None
        if source is None:
            continue
        tokens = [t for t in doc.within(block.span.start, block.span.end) if not t.is_space]
        while tokens and not any(c.isalnum() for c in tokens[0].text):
            tokens = tokens[1:]
        if tokens:
            why = "a list that its sentence introduces"
            yield told_of(source, cue=roots[:1], content=tokens, kind="list", confidence=0.7, why=why)


def _lead(blocks: Sequence[Block], number: int) -> Block | None:
    if not blocks[number].bullet:
        return None
    for before in range(number - 1, -1, -1):
        if not blocks[before].bullet:
            return blocks[before]
    return None


def _last_sentence(doc: Parsed, span: Span) -> list[Token]:
    last = next((t for t in reversed(doc.within(span.start, span.end)) if not t.is_space), None)
    return [t for t in last.sent if not t.is_space and t.idx >= span.start] if last is not None else []


def _subtree(token: Token) -> Iterable[Token]:
    return [t for t in token.subtree if not t.is_space]


def owned_phrase(head: Token) -> list[Token]:
    """The noun phrase of `head` without clauses that hang on it."""
    drop: set[int] = set()
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "appos", "punct", "case") and child.i > head.i:
            drop.update(t.i for t in child.subtree)
    kept = [t for t in head.subtree if t.i not in drop and not t.is_space]
    return _trimmed(kept) or [head]


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and kept[-1].is_punct and kept[-1].text not in "?])%”":
        kept.pop()
    while kept and kept[0].is_punct and kept[0].text not in "[(“‘":
        kept.pop(0)
    return kept


def span_of(tokens: Sequence[Token]) -> Span:
    # What hangs on a word does not come in the order of the text where the parse crosses itself.
    ordered = sorted(tokens, key=lambda t: t.i)
    kept = _trimmed(ordered) or ordered
    return Span(kept[0].idx, kept[-1].idx + len(kept[-1].text))


def to_the_infinitive(attribution: Attribution, doc: Parsed) -> Attribution:
    """ "Pressing for dredging to be banned": what is pressed for goes on to its verb."""
    last = attribution.content[-1]
    inside = doc.touching(last.start, last.end)
    before = doc[inside[0].i - 1] if inside and inside[0].i else None
    after = doc[inside[-1].i + 1] if inside and inside[-1].i + 1 < len(doc) else None
    if before is None or after is None or before.lower_ != "for" or after.lower_ != "to" or after.dep_ != "aux":
        return attribution
    end = max((t for t in after.head.subtree if not t.is_punct and not t.is_space), key=lambda t: t.i)
    return replace(attribution, content=(*attribution.content[:-1], Span(last.start, end.idx + len(end.text))))


def told_of(
    source: Token, *, cue: Sequence[Token], content: Sequence[Token], kind: str, confidence: float, why: str
) -> Attribution:
    """What the reporter tells of `source` as a fact, from the words for it to what it is about."""
    return Attribution(
        source=(span_of(owned_phrase(source)),),
        cue=(span_of(cue),),
        content=(span_of(content),),
        directness=Directness.NARRATED,
        confidence=confidence,
        kind=kind,
        why=why,
    )
