"""Find what a body does or decides, told as a fact: "the ministry announced", "a plan the union is backing"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.reading.narrated import subject_of, told_of
from flows.reading.parsed import Parsed, Token
from flows.reading.regions import Block
from flows.reading.words import words
from storage.domain.attribution import Attribution

# Whoever announces or funds a thing stands behind it, whoever drops it against it: the verb is part of the content.
DOES = words("decides")
TAKES_SIDES = {
    "back": 1,
    "support": 1,
    "endorse": 1,
    "welcome": 1,
    "share": 1,
    "favour": 1,
    "champion": 1,
    "approve": 1,
    "echo": 1,
    "accept": 1,
    "defend": 1,
    "reject": -1,
    "oppose": -1,
    "dispute": -1,
    "dismiss": -1,
    "deny": -1,
    "resist": -1,
    "criticise": -1,
    "contest": -1,
    "condemn": -1,
    "challenge": -1,
}
VIEWS = words("views")
# Who publishes a review of a scheme, or launches an inquiry into it, has not said what they think of it.
INQUIRIES = frozenset({"review", "inquiry", "enquiry", "study", "survey", "consultation", "evaluation", "assessment",
                       "figure", "data", "audit", "hearing", "debate"})  # fmt: skip
# What a body is going to do without having decided anything about a thing: it "will host an event on" it.
_OCCASIONS = frozenset({
    "host", "hold", "attend", "meet", "visit", "mark", "celebrate", "discuss", "debate", "consider", "examine",
    "explore", "review", "study", "monitor", "watch", "hear", "answer", "respond", "reply", "decide", "vote", "ballot",
    "face", "need", "know", "see", "learn", "find", "say", "tell", "argue", "ask", "report", "show", "wait", "remain",
    "continue", "suffer", "lose", "struggle", "feel", "believe", "depend", "feature", "lead", "welcome",
})  # fmt: skip
# "The ministry has refused to restrict it": what is told is the refusal.
_LEAVES_UNDONE = frozenset({"refuse", "decline", "fail", "hesitate", "forget", "omit"})
LEAST = 3  # words of a decision that says something
_DASHES = ("–", "—", "-", ",", ";", "(")


def decided(doc: Parsed, blocks: Sequence[Block]) -> Iterator[Attribution]:
    """Return decisions and sides taken that the reporter tells, from the parsed paragraphs of `blocks`."""
    for block in blocks:
        for token in doc.within(block.span.start, block.span.end):
            lemma = token.lemma_.lower()
            if token.pos_ != "VERB":
                continue
            if token.dep_ == "relcl" and lemma in TAKES_SIDES | dict.fromkeys(DOES):
                yield from _which(token)
            elif token.dep_ == "acl" and lemma in TAKES_SIDES and token.head.lemma_.lower() in VIEWS:
                yield from _view(token)
            elif (lemma in DOES or _will(token)) and token.dep_ not in ("acl", "amod"):
                yield from _done(token)


def _will(verb: Token) -> bool:
    """ "The council will also use its records to register them": what a body is going to do it has decided."""
    if verb.dep_ not in ("ROOT", "conj") or verb.lemma_.lower() in _OCCASIONS:
        return False
    return any(c.dep_ == "aux" and c.lower_ in ("will", "shall") for c in verb.children)


def _done(verb: Token) -> Iterator[Attribution]:
    if verb.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _LEAVES_UNDONE:
        return
    subject = subject_of(verb)
    goal = next((c for c in verb.children if c.dep_ in ("dobj", "xcomp", "ccomp") and c.i > verb.i), None)
    if subject is None or goal is None or subject.pos_ == "PRON" or any(c.dep_ == "neg" for c in verb.children):
        return
    if goal.dep_ == "dobj" and goal.lemma_.lower() in INQUIRIES:
        return
    tokens = [t for t in verb.subtree if t.i >= verb.i and not t.is_space]
    if len(tokens) >= LEAST:
        yield _attribution(subject, verb, tokens, f"{subject.text!r} does it: {verb.text}")


def _which(verb: Token) -> Iterator[Attribution]:
    """ "more carers - which the government is backing": what the clause hangs on is what is backed."""
    relative = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in ("which", "that")), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if relative is None or subject is None or subject.pos_ == "PRON":
        return
    antecedent = verb.head
    if antecedent.head.dep_ == "pcomp" or antecedent.head.tag_ == "VBG":
        antecedent = antecedent.head
    inside = set(verb.subtree)
    tokens = [t for t in antecedent.subtree if t not in inside and t.i < verb.i and not t.is_space]
    if len(tokens) >= 2:
        yield _attribution(subject, verb, tokens, f"{subject.text!r}: {verb.text}")


def _view(verb: Token) -> Iterator[Attribution]:
    """ "a view rejected by A": A takes a side on the words before it."""
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    by = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    if by is None:
        return
    start = verb.head.left_edge.i
    sentence = verb.sent
    tokens = [t for t in verb.doc[sentence.start : start] if not t.is_space]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    if len(tokens) >= 4 and verb.doc[start - 1].text in _DASHES:
        side = "shares" if TAKES_SIDES[verb.lemma_.lower()] > 0 else "rejects"
        yield _attribution(by, verb, _said(tokens), f"{by.text!r} {side} the view before it", kind=side)


def _said(tokens: Sequence[Token]) -> list[Token]:
    """Drop the reporting clause: the view is what was said."""
    root = next((t for t in tokens if t.dep_ == "ROOT"), None)
    inner = next((c for c in root.children if c.dep_ == "ccomp"), None) if root is not None else None
    if inner is None:
        return list(tokens)
    inside = set(inner.subtree)
    return [t for t in tokens if t in inside] or list(tokens)


def _attribution(
    source: Token, cue: Token, content: Sequence[Token], why: str, *, kind: str = "commitment"
) -> Attribution:
    return told_of(source, cue=[cue], content=content, kind=kind, confidence=0.55, why=why)
