"""Find the sides that a reporter tells beside the main clause: "as the guild advised", "over the objections of"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.reading.narrated import owned_phrase, span_of, subject_of, told_of
from flows.reading.parsed import Parsed, Token
from flows.reading.regions import Block
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span

# Kinds of attributions: what is told is what its holder wants, or does not; what a paper calls for that they signed.
WISHED, RESENTED, SIGNED = "wished", "resented", "signed"
_ADVISES = frozenset({"advise", "recommend", "urge", "propose", "suggest", "demand", "request", "want", "seek",
                      "favour", "advocate", "hope"})  # fmt: skip
_FEELS_GOOD = frozenset({"delight", "relief", "joy", "satisfaction", "pleasure", "approval"})
_FEELS_BAD = frozenset({"dismay", "fury", "anger", "alarm", "horror", "disgust", "annoyance", "consternation",
                        "disappointment", "irritation", "frustration"})  # fmt: skip
_ASKING = frozenset({"request", "urging", "insistence", "suggestion", "behest", "instigation", "invitation"})
_ADVICE = frozenset({"advice", "recommendation"})
_BACKING = frozenset({"support", "backing", "blessing", "approval", "endorsement"})
_OPPOSING = frozenset({"opposition", "objection", "protest", "resistance", "criticism", "complaint", "misgiving",
                       "reservation", "hostility"})  # fmt: skip
_BY_PREPOSITION = {
    "to": (_FEELS_GOOD, _FEELS_BAD),
    "at": (_ASKING, frozenset[str]()),
    "on": (_ADVICE, frozenset[str]()),
    "with": (_BACKING, frozenset[str]()),
    "despite": (frozenset[str](), _OPPOSING),
    "over": (frozenset[str](), _OPPOSING),
    "amid": (frozenset[str](), _OPPOSING),
    "against": (frozenset[str](), _OPPOSING),
}
_CALLS = _ADVICE | {"proposal", "demand", "request", "suggestion", "plea", "call", "appeal"}
_AIMS = frozenset({"demand", "request", "recommendation", "aim", "goal", "priority", "proposal"})
_JUDGES = frozenset({"describe", "brand", "label", "dismiss", "hail", "condemn", "characterise", "portray", "denounce"})
_PAPERS = frozenset({"letter", "petition", "motion", "amendment", "statement", "campaign", "appeal", "resolution"})
_ISSUES = frozenset({"sign", "launch", "start", "back", "organise", "publish", "send", "write", "deliver", "hand",
                     "gather", "table", "submit", "present", "put"})  # fmt: skip
_CALLING = frozenset({"call", "ask", "press", "push", "urge", "demand", "oppose", "seek", "back", "support"})
_AGAINST = frozenset({"come", "turn", "speak", "lobby", "argue", "fight", "rally", "decide", "demonstrate"})
_BEHIND = frozenset({"throw", "swing", "line", "rally", "put", "get", "come"})
_NOBODY = frozenset({"i", "we", "you", "who", "which", "that", "there"})


def asides(doc: Parsed, blocks: Sequence[Block]) -> Iterator[Attribution]:
    """Return the sides told in adjuncts and beside nouns, from the parsed paragraphs of `blocks`."""
    for block in blocks:
        for token in doc.within(block.span.start, block.span.end):
            lemma = token.lemma_.lower()
            if token.dep_ == "advcl" and lemma in _ADVISES:
                yield from _as_advised(token)
            elif token.dep_ == "prep" and token.lower_ in _BY_PREPOSITION:
                yield from _adjunct(token)
            elif token.dep_ == "prep" and token.lower_ in ("among", "behind"):
                yield from _placed(token)
            elif token.pos_ == "NOUN" and lemma in _CALLS | _AIMS | _BACKING:
                yield from _called_for(token)
            elif token.pos_ == "NOUN" and lemma in _PAPERS:
                yield from _signed(token)
            elif token.pos_ == "VERB" and lemma in _JUDGES:
                yield from _judged(token)


def _as_advised(verb: Token) -> Iterator[Attribution]:
    """ "Dredging will end, as the guild advised": what is advised is the main clause."""
    owner = _own_subject(verb)
    own = any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children)
    if owner is not None and not own and any(c.lower_ == "as" and c.i < verb.i for c in verb.children):
        subject = verb.head.dep_ in ("nsubj", "nsubjpass")  # where the parser hangs it on the subject
        yield from _of_clause(owner, verb, clause=verb.head.head if subject else verb.head, beside=verb, kind=WISHED)


def _adjunct(preposition: Token) -> Iterator[Attribution]:
    """ "To the dismay of the guild", "at its request": the adjunct tells how its owner takes the main clause."""
    noun = _object(preposition)
    clause = preposition.head
    if noun is None or clause.pos_ not in ("VERB", "AUX"):
        return
    wished, resented = _BY_PREPOSITION[preposition.lower_]
    lemma = noun.lemma_.lower()
    owner = _owner(noun)
    if owner is not None and lemma in wished | resented:
        kind = WISHED if lemma in wished else RESENTED
        yield from _of_clause(owner, noun, clause=clause, beside=preposition, kind=kind)
    if preposition.lower_ == "against" and clause.lemma_.lower() in _AGAINST:
        yield from _stands(preposition)


def _placed(preposition: Token) -> Iterator[Attribution]:
    """ "Threw its weight behind the ban"; "among the critics of the ban is the guild"."""
    noun, verb = _object(preposition), preposition.head
    if preposition.lower_ == "behind":
        if verb.lemma_.lower() in _BEHIND:
            yield from _stands(preposition)
        return
    member = next((c for c in verb.children if c.dep_ in ("attr", "nsubj") and c.i > verb.i), None)
    of = _child(noun, "of") if noun is not None else None
    thing = _object(of) if of is not None else None
    if member is not None and noun is not None and thing is not None and verb.lemma_ == "be":
        yield _told(member, cue=[noun], content=_tokens(thing), kind="stance")


def _stands(preposition: Token) -> Iterator[Attribution]:
    owner, thing = _subject(preposition.head), _object(preposition)
    if owner is not None and thing is not None and thing.lemma_.lower() not in _OPPOSING:
        kind = WISHED if preposition.lower_ == "behind" else "stance"
        yield _told(owner, cue=[preposition], content=_tokens(thing), kind=kind)


def _called_for(noun: Token) -> Iterator[Attribution]:
    """ "The advice of the guild that ...", "its call for ..."; "a ban was one of the demands of the guild"."""
    owner = _owner(noun)
    if owner is None:
        return
    inside = [t for t in noun.subtree if t.i > owner.i]
    after = noun.doc[max(t.i for t in noun.subtree) + 1 :][:1]
    if after and after[0].lower_ == "that" and after[0].dep_ == "mark":
        inside = [t for t in after[0].head.subtree if t.i >= after[0].i]  # hung on the verb before
    start = next((t for t in inside if _opens_a_complement(t)), None)
    if start is not None:
        rest = [t for t in inside if t.i >= start.i + (1 if start.dep_ == "prep" else 0) and not t.is_space]
        if rest:
            yield _told(owner, cue=[noun], content=rest, kind=WISHED)
        return
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if noun.lemma_.lower() in _AIMS and top.dep_ == "attr" and (thing := _own_subject(top.head)) is not None:
        yield _told(owner, cue=[noun], content=_tokens(thing), kind=WISHED)


def _opens_a_complement(token: Token) -> bool:
    """True for "that" of a clause, also where the parser takes it for "that dredging", and for "for" and "to"."""
    misread = token.lower_ == "that" and token.dep_ == "det" and token.head.head.dep_ in ("relcl", "acl", "ccomp")
    return misread or (token.lower_ in ("that", "for", "to") and token.dep_ in ("mark", "prep", "aux"))


def _signed(paper: Token) -> Iterator[Attribution]:
    """ "Signed a letter calling for a ban", "launched a petition against it"."""
    verb = paper.head.head if paper.dep_ == "pobj" and paper.head.lower_ == "to" else paper.head
    owner = _subject(verb) if verb.lemma_.lower() in _ISSUES else None
    if owner is None:
        return
    for child in paper.children:
        if child.i < paper.i:
            continue
        if child.dep_ == "acl" and child.lemma_.lower() in _CALLING:
            governed = [t for t in child.subtree if t.i > child.i and not t.is_space]
            cue = [child, governed[0]] if governed and governed[0].lower_ == "for" else [child]
            if len(governed) > len(cue):
                yield _told(owner, cue=cue, content=governed[len(cue) - 1 :], kind=SIGNED)
        elif child.dep_ == "prep" and child.lower_ in ("for", "against") and (thing := _object(child)) is not None:
            against = child.lower_ == "against"
            yield _told(owner, cue=[child], content=_tokens(thing), kind=SIGNED if against else WISHED)


def _judged(verb: Token) -> Iterator[Attribution]:
    """ "Dredging was described by the guild as indefensible"."""
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    judged_as = next((c for c in verb.children if c.lower_ == "as" and c.i > verb.i), None)
    owner, thing = (_object(agent) if agent is not None else None), _own_subject(verb)
    if owner is None or judged_as is None or thing is None:
        return
    spans = (span_of(owned_phrase(thing)), span_of(_tokens(judged_as)))
    yield _spread(owner, [verb], spans, kind="stance")


def _of_clause(owner: Token, cue: Token, *, clause: Token, beside: Token, kind: str) -> Iterator[Attribution]:
    aside = {t.i for t in beside.subtree}
    runs: list[list[Token]] = []
    for token in clause.subtree:
        if token.i in aside or token.is_space:
            continue
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = tuple(span_of(run) for run in runs if any(not t.is_punct for t in run))
    if spans and owner.lower_ not in _NOBODY:
        yield _spread(owner, [cue], spans, kind=kind)


def _spread(owner: Token, cue: Sequence[Token], content: tuple[Span, ...], *, kind: str) -> Attribution:
    return Attribution(
        source=(span_of(owned_phrase(owner)),),
        cue=(span_of(cue),),
        content=content,
        directness=Directness.NARRATED,
        confidence=0.55,
        kind=kind,
        why=f"told beside the main clause of {owner.text!r}",
    )


def _told(owner: Token, *, cue: Sequence[Token], content: Sequence[Token], kind: str) -> Attribution:
    why = f"where {owner.text!r} stands"
    return told_of(owner, cue=cue, content=content, kind=kind, confidence=0.55, why=why)


def _owner(noun: Token) -> Token | None:
    """ "Of the guild" in "the objections of the guild"; "from", "by", "among" alike."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "from", "by", "among")), None)
    return _object(of) if of is not None else None


def _subject(verb: Token) -> Token | None:
    found = subject_of(verb)
    return found if found is not None and found.lower_ not in _NOBODY else None


def _own_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in _NOBODY), None)


def _child(token: Token, word: str) -> Token | None:
    return next((c for c in token.children if c.lower_ == word), None)


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def _tokens(token: Token) -> list[Token]:
    return [t for t in token.subtree if not t.is_space]
