"""How words judge what they are said of: as good or bad, as hard to defend, in a clause of their own."""

from __future__ import annotations

from collections.abc import Mapping

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import negator
from flows.reading.stancing.lexicon import Sense

HARDLY = frozenset({"hard", "difficult", "impossible", "unable", "unwilling", "slow", "loath"})
_EASILY = frozenset({"easy", "simple", "possible", "tempting"})


def hard_to(adjective: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """ "Is hard to defend", "is easy to support": what can be done with it only with pains, or with none."""
    if adjective.lower_ not in HARDLY | _EASILY:
        return None
    for verb in adjective.children:
        if verb.dep_ == "xcomp" and (sense := senses.get(verb.i)) is not None and sense.attitude:
            return verb, -sense.attitude if adjective.lower_ in HARDLY else sense.attitude
    return None


def judgement(token: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    sense = senses.get(token.i)
    if sense is not None and (value := sense.worth or sense.attitude or sense.effect):
        if value > 0 and spoilt(token):
            return token, -value
        return token, -value if negator(token) or lessened(token) else value
    turned = negator(token) is not None or token.lower_ == "without"
    for child in token.children:
        if (
            child.dep_ in {"amod", "pobj", "attr", "acomp", "compound", "dobj"}
            and (sense := senses.get(child.i))
            and sense.worth
        ):
            return child, -sense.worth if turned != lessened(child) else sense.worth
    for child in token.children:  # "a step in the wrong direction", "a recipe for disaster"
        under = child.dep_ == "prep" and (
            (token.dep_ == "attr" and child.lower_ in {"in", "for"})
            or (child.lower_ == "of" and token.lemma_ in _LIGHT)
        )
        found = judgement(child, senses) if under or child.dep_ == "pobj" else None
        if found is not None and not (under and senses[found[0].i].attitude):
            return found[0], -found[1] if turned else found[1]
    return None


def spoilt(word: Token) -> bool:
    """ "A missed opportunity", "poor value", "too great": the good that is not had, or that is too much."""
    if word.pos_ == "ADJ":
        excess = any(c.lower_ == "too" and c.dep_ == "advmod" for c in word.children)
        return excess and not any(c.dep_ == "xcomp" for c in word.children)  # "too good to miss"
    return any(c.dep_ == "amod" and c.lower_ in _SPOILT for c in word.children)


_SPOILT = frozenset({"missed", "lost", "wasted", "squandered", "false", "poor", "hollow", "scant", "bad", "dubious"})


def lessened(word: Token) -> bool:
    """ "The least fair option", "a less useful one"; not "at least fair"."""
    return any(c.lower_ in {"less", "least"} and c.i and c.nbor(-1).lower_ != "at" for c in word.children)


# "An act of folly": the noun under it is what is meant.
_LIGHT = frozenset(
    {"act", "piece", "form", "bit", "kind", "sort", "source", "matter", "sign", "mark", "case", "example", "cause"}
)


def of_it(verb: Token, senses: Mapping[int, Sense]) -> tuple[Token, float] | None:
    """What a relative clause says of its noun: "a tax that punishes saving", "a scheme we cannot support"."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    sense = senses.get(verb.i)
    turn = -1.0 if negator(verb) is not None else 1.0
    if subject is not None and subject.lower_ not in {"that", "which", "who"}:
        if sense is not None and sense.attitude:
            return verb, turn * sense.attitude
        return None
    if sense is not None and (value := sense.effect or sense.worth):
        return verb, turn * value
    for child in verb.children:
        if child.dep_ in {"attr", "acomp", "oprd"} and (found := judgement(child, senses)) is not None:
            return found[0], turn * found[1]
    return None


def nothing_against(word: Token) -> bool:
    """ "Have nothing against it", where the parser hangs "against" on the verb."""
    return any(t.lower_ in {"nothing", "little"} and t.dep_ in {"dobj", "attr"} for t in word.head.children)


def argued(node: Token) -> float:
    """ "The evidence for it", "demand for it": +; "little evidence for it": turned by what negates the noun; else 0."""
    noun = node.head
    if noun.pos_ == "VERB" and node.lower_ in {"for", "behind"}:
        return 0.6 if node.dep_ == "prep" and noun.lemma_ in _SIDING[node.lower_] else 0.0
    if noun.lemma_ == "be" and node.lower_ == "behind":
        return 0.6
    if node.dep_ != "prep" or node.lower_ not in {"for", "against"} or noun.lemma_.lower() not in _ARGUMENTS:
        return 0.0
    side = 0.6  # "against" has said its own already
    return -side if any(c.dep_ == "amod" and c.lower_ in _SLIGHT for c in noun.children) else side


def slight(verb: Token) -> bool:
    """ "Is thin", "is lacking", "are modest", "has been exaggerated": there is little of what was spoken of."""
    if negator(verb) is not None:
        return False
    if any(c.dep_ in {"acomp", "attr", "oprd"} and c.lower_ in _SLIGHT for c in verb.children):
        return True
    return verb.lower_ in _SLIGHT and any(c.dep_ in {"auxpass", "aux"} for c in verb.children)


def spent_better(verb: Token) -> bool:
    """ "The money for it would be better spent on beds", "should have gone on beds": there it should have gone."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.lemma_ not in _MEANS or verb.lemma_ not in _SPENDING or negator(verb) is not None:
        return False
    words = {t.lower_ for c in verb.children if c.dep_ in {"advmod", "dobj", "npadvmod"} for t in c.subtree}
    if words & {"better", "elsewhere", "more", "instead"}:
        return any(c.dep_ == "aux" and c.lower_ in _SUPPOSING for c in verb.children)
    should = any(c.dep_ == "aux" and c.lower_ in {"should", "ought"} for c in verb.children)
    return should and verb.lemma_ in {"go", "spend"} and any(c.lower_ in {"on", "to", "into"} for c in verb.children)


_MEANS = frozenset(
    {"money", "cash", "fund", "funding", "resource", "sum", "million", "budget", "time", "effort", "energy"}
)
_SPENDING = frozenset({"spend", "use", "invest", "put", "go", "do", "direct", "target"})
_SUPPOSING = frozenset({"would", "could", "should", "might", "'d", "’d", "can"})


def outweighed(verb: Token) -> bool:
    """ "The cost of it is outweighed by ...": not the cost is what counts."""
    return verb.lemma_ in {"outweigh", "offset"} and any(c.dep_ == "auxpass" for c in verb.children)


def outweighs(verb: Token) -> bool:
    """ "The benefits of it far exceed the drawbacks": the subject is what counts."""
    if verb.lemma_ not in OUTWEIGHING or any(c.dep_ == "auxpass" for c in verb.children):
        return False
    return any(c.dep_ == "dobj" for c in verb.children)


OUTWEIGHING = frozenset({"outweigh", "outnumber", "exceed", "dwarf", "eclipse", "trump", "outstrip"})
# "Press ministers for it", "threw its weight behind it"
_SIDING = {
    "for": frozenset(
        {"press", "ask", "push", "lobby", "campaign", "vote", "argue", "plead", "beg", "petition", "speak"}
    ),
    "behind": frozenset({"stand", "throw", "put", "get", "rally", "unite", "line", "swing", "fall", "close"}),
}
_ARGUMENTS = frozenset(
    {"evidence", "argument", "case", "demand", "appetite", "justification", "ground", "rationale", "mandate", "reason",
     "need", "logic", "proof", "support", "enthusiasm", "excuse", "room", "petition", "campaign", "bid", "push",
     "pressure", "clamour", "groundswell", "majority"}
)  # fmt: skip
_SLIGHT = frozenset(
    """thin weak slight slim scant scarce scanty flimsy shaky patchy lacking absent missing inconclusive limited poor
    nonexistent insufficient unproven unconvincing doubtful questionable dubious modest minimal negligible trivial tiny
    exaggerated overstated overblown overdone unfounded unclear manageable bearable worth""".split()  # noqa: SIM905  # a list of words is read as a text
)
