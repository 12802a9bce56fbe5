"""Find where a body stands when no verb of stance says so: "is opposed to it", "sees no need", "reacted with fury"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.reading.narrated import GIVEN_UP, GIVES_UP, subject_of, told_of
from flows.reading.parsed import Parsed, Token
from flows.reading.regions import Block
from flows.reading.stancing.terms import attitude_of
from flows.reading.words import words
from storage.domain.attribution import Attribution

REACTS = "reaction"  # the kind of an attribution that tells how somebody is disposed
_BEING = frozenset({"be", "remain", "stay", "become", "stand"})
_PREDICATE = frozenset({"acomp", "attr", "prep", "oprd"})
_SIDES = frozenset({"against", "behind", "supporter", "opponent", "critic", "sceptic", "enthusiast", "champion"})
_HOLDERS = frozenset({"they", "he", "she", "it"})
_UNREAL = frozenset({"would", "could", "might", "if"})
_SEES = frozenset({"see", "have", "find"})
_POINTERS = frozenset({"it", "this", "that", "them"})
_GROUNDS = words("grounds")
_FEELINGS = words("pleased") | words("displeased")
_TABLED = words("measures") | words("held") | words("stands_for")
_PARTISANS = frozenset({"opponent", "critic", "detractor", "supporter", "backer", "advocate", "champion"})
_GAINS = frozenset({"have", "win", "secure", "gain", "enjoy", "receive", "get", "attract", "face", "meet"})
_BACKING = frozenset({"support", "backing", "endorsement", "blessing", "approval", "opposition", "resistance"})
_SOUGHT = frozenset({"seek", "want", "demand", "propose", "request", "favour", "back", "support", "oppose", "resist",
                     "welcome", "reject", "condemn", "criticise"})  # fmt: skip
_ENDS = GIVES_UP | {"end", "retract", "renounce", "lift"}
_PLEADS = frozenset({"speak", "vote", "argue", "come", "plead"})
_FAVOUR = frozenset({"favour", "favor", "support"})
_LITTLE = frozenset({"no", "little"})


def sides_told(doc: Parsed, blocks: Sequence[Block]) -> Iterator[Attribution]:
    """Return sides that the reporter tells without a verb for them, from the parsed paragraphs of `blocks`."""
    for block in blocks:
        for token in doc.within(block.span.start, block.span.end):
            if token.pos_ in ("VERB", "AUX"):
                yield from _is(token)
            if token.dep_ == "prep" and token.lower_ in ("for", "against", "in"):
                yield from _votes(token)
            elif token.dep_ == "prep" and token.lower_ == "with" and token.head.lemma_ in ("react", "respond"):
                yield from _felt(token)
            elif token.pos_ == "VERB" and token.lemma_ in _SEES:
                yield from _grounds(token)
            if token.pos_ == "NOUN" and token.lemma_.lower() in _PARTISANS:
                yield from _partisans(token)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in _BACKING and token.dep_ == "dobj":
                yield from _backed(token)
            elif token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_.lower() in _SOUGHT:
                yield from _by_agent(token)


def given_up(attribution: Attribution, doc: Parsed) -> Attribution:
    """ "Has dropped its support for a ban": the support is of an earlier day."""
    cue = doc.touching(attribution.cue[0].start, attribution.cue[0].end) if attribution.cue else ()
    if not cue or cue[0].pos_ != "NOUN" or cue[0].dep_ != "dobj" or cue[0].head.lemma_.lower() not in _ENDS:
        return attribution
    return replace(attribution, kind=GIVEN_UP)


def _is(verb: Token) -> Iterator[Attribution]:
    """ "The parishes are against it", "the society remains a supporter", "is opposed to the date"."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return
    if verb.lemma_.lower() in _BEING:
        said = next((c for c in verb.children if c.dep_ in _PREDICATE and c.i > verb.i and _takes_a_side(c)), None)
    else:
        helped = any(c.dep_ == "auxpass" and c.lemma_ in _BEING for c in verb.children)
        said = verb if helped and _feeling(verb) else None
    if said is None or any(c.lower_ in _UNREAL for c in verb.children):
        return
    if subject.pos_ == "PRON" and subject.lower_ not in (_HOLDERS if said.dep_ == "prep" else {"they"}):
        return  # "it was sad" says nothing of a body; "it was against the cap" does
    first = min(verb.i, said.i, *(c.i for c in verb.children if c.dep_ in ("auxpass", "neg")), verb.i)
    tokens = [t for t in verb.doc[first : max(t.i for t in said.subtree) + 1] if not t.is_space]
    why = f"the reporter tells how {subject.text!r} takes it"
    yield told_of(subject, cue=[said], content=tokens, kind=REACTS, confidence=0.6, why=why)


def _takes_a_side(said: Token) -> bool:
    if said.lower_ == "for" and said.dep_ == "prep":
        return _on_the_table(_object(said))
    return said.lower_ in _SIDES or said.lemma_ in _SIDES or (said.pos_ == "ADJ" and _feeling(said))


def _feeling(said: Token) -> bool:
    return bool(attitude_of(said)) or said.lower_ in _FEELINGS | {"opposed", "convinced"}


def _on_the_table(thing: Token | None) -> bool:
    """ "Is for the bill", "for it": a thing on the table; a grant may be for a roof."""
    return thing is not None and (thing.lower_ in _POINTERS or thing.lemma_.lower() in _TABLED)


def _votes(preposition: Token) -> Iterator[Attribution]:
    """ "Will vote for the bill", "voted against a ban", "spoke in favour"."""
    if preposition.lower_ == "in":
        yield from _in_favour(preposition)
        return
    thing, against = _object(preposition), preposition.lower_ == "against"
    if thing is not None and preposition.head.lemma_ == "vote" and (against or _on_the_table(thing)):
        together = preposition.i == preposition.head.i + 1 and not against
        cue = [preposition.head, preposition] if together else [preposition]
        yield from _told(preposition.head, cue=cue, content=thing)


def _in_favour(preposition: Token) -> Iterator[Attribution]:
    """ "Spoke in favour", "came out in favour of the ban"."""
    favour = _object(preposition) if preposition.head.lemma_ in _PLEADS else None
    if favour is None or favour.lower_ not in _FAVOUR or any(c.dep_ == "neg" for c in preposition.head.children):
        return
    of = next((c for c in favour.children if c.lower_ == "of"), None)
    thing, subject = (_object(of) if of is not None else None), subject_of(preposition.head)
    if thing is not None:
        yield from _told(preposition.head, cue=[preposition, favour], content=thing)
    elif subject is not None and subject.pos_ != "PRON":
        why = f"the reporter tells how {subject.text!r} takes it"
        yield told_of(subject, cue=[favour], content=[preposition, favour], kind=REACTS, confidence=0.6, why=why)


def _felt(preposition: Token) -> Iterator[Attribution]:
    feeling = _object(preposition)
    if feeling is not None and feeling.lemma_.lower() in _FEELINGS:
        yield from _told(preposition.head, cue=[preposition.head], content=feeling)


def _grounds(verb: Token) -> Iterator[Attribution]:
    """ "Sees no need for a ban", "has no objection to one"."""
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in _GROUNDS), None)
    if noun is None or not any(c.lower_ in _LITTLE for c in noun.children):
        return
    if any(c.dep_ in ("prep", "acl", "relcl") and c.i > noun.i for c in noun.children):
        yield from _told(verb, cue=[verb], content=noun)


def _partisans(noun: Token) -> Iterator[Attribution]:
    """ "Opponents of the ban include A and B": each is where the others are."""
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    thing, verb = (_object(of) if of is not None else None), noun.head
    if thing is None or noun.dep_ != "nsubj" or verb.lemma_ not in ("include", "be"):
        return
    members = next((c for c in verb.children if c.dep_ in ("dobj", "attr") and c.i > verb.i), None)
    if members is not None:
        yield _attribution(members, cue=[noun], content=thing)


def _backed(noun: Token) -> Iterator[Attribution]:
    """ "The ban has the support of A", "won backing from A"."""
    verb = noun.head
    thing = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "from", "among")), None)
    owner = _object(of) if of is not None else None
    if verb.lemma_ in _GAINS and thing is not None and owner is not None and thing.pos_ != "PRON":
        yield _attribution(owner, cue=[noun], content=thing)


def _by_agent(verb: Token) -> Iterator[Attribution]:
    """ "A ban, long sought by A, will start in May": what the participle hangs on is what A wants."""
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    owner = _object(by) if by is not None else None
    if owner is None or verb.head.pos_ != "NOUN" or verb.head.lemma_.lower() in words("views"):
        return
    inside = {t.i for t in verb.subtree}
    content = [t for t in verb.head.subtree if t.i not in inside and t.i < verb.i and not t.is_space and t.text != ","]
    if content:
        yield _attribution(owner, cue=[verb], content=content)


def _told(verb: Token, *, cue: Sequence[Token], content: Token) -> Iterator[Attribution]:
    subject = subject_of(verb)
    if subject is None or subject.lower_ in ("i", "we", "you", "there", "who", "which", "that"):
        return
    yield _attribution(subject, cue=cue, content=content)


def _attribution(source: Token, *, cue: Sequence[Token], content: Token | Sequence[Token]) -> Attribution:
    tokens = [t for t in content.subtree if not t.is_space] if isinstance(content, Token) else content
    return told_of(source, cue=cue, content=tokens, kind="stance", confidence=0.55, why=f"where {source.text!r} stands")


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)
