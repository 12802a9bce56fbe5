"""What a whole sentence does: it asks, commands, or mocks by granting what nobody would grant."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from flows.reading.parsed import Sentence, Token

_SENTENCES = 64  # of a text: each is asked about for every mention of every proposition in it
COMMANDS = "VB"  # the tag of a verb that may


def imperative(verb: Token, *, with_answer: bool = False) -> Token | None:
    """`verb` when it commands outright; `with_answer`: the verb of the clause that it is exchanged for, if any."""
    if verb.tag_ != COMMANDS or verb.dep_ not in {"ROOT", "conj", "ccomp", "parataxis"} or questioned(verb):
        return None
    if any(child.dep_ in {"nsubj", "nsubjpass", "aux", "expl"} and child.i < verb.i for child in verb.children):
        forbids = not with_answer and any(c.dep_ == "neg" for c in verb.children) and _opens(verb)
        if not forbids:  # "don't do this to us"
            return None
    for child in verb.children:
        if child.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
            return child if with_answer else None
    return None if with_answer else verb


def _opens(verb: Token) -> bool:
    """Whether nothing but "do" and a plea stands before the verb that is forbidden."""
    before = [c for c in verb.children if c.i < verb.i and not c.is_punct and c.dep_ not in {"neg", "intj"}]
    return [c.lower_ for c in before] == ["do"]


def mocked(node: Token) -> bool:
    """ "By all means let us ..." at the head of a sentence grants what the speaker would never grant."""
    return _opening(node.sent)[:3] in (("by", "all", "means"), ("yes", "do", "let"))


@lru_cache(maxsize=_SENTENCES)
def _opening(sentence: Sentence) -> tuple[str, ...]:
    """The first six words."""
    return tuple(token.lower_ for token in islice((t for t in sentence if not t.is_punct), 6))


@lru_cache(maxsize=_SENTENCES)
def said_in(sentence: Sentence) -> frozenset[str]:
    """All words and marks, in lower case."""
    return frozenset([token.lower_ for token in sentence])


def asks_why(node: Token) -> bool:
    """ "Why must we ...?" and "Shall we cap hairdressers as well?" expect the answer no."""
    words = _opening(node.sent)
    return questioned(node) and (
        "why" in words or words[:1] == ("shall",) or words[:2] in (("what", "for"), ("who", "needs"))
    )


def who_would(node: Token) -> bool:
    """ "Who could object to it?", "who on earth asked for it?": nobody."""
    words = _opening(node.sent)
    return words[:1] == ("who",) and bool(words[1:2] and words[1] in {"could", "would", "can", "on"})


def wonders_why(node: Token) -> bool:
    """ "Asked why members should pay for it", "questioned why it must come": they see no reason."""
    if node.dep_ not in {"ccomp", "advcl"} or node.head.lemma_ not in {"ask", "question", "wonder", "demand"}:
        return False
    return any(c.lower_ == "why" for c in node.children)


def told_anew(verb: Token) -> bool:
    """ "Would never cope and wanted it dropped": a joined verb with a tense of its own, of which "never" is not."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.dep_ != "conj" or "to" in helpers:
        return False
    first = any(child.dep_ in {"aux", "auxpass"} for child in verb.head.children)
    return first and (bool(helpers) or verb.tag_ in {"VBD", "VBZ", "VBP"})


def no_longer(adverb: Token) -> bool:
    """ "No longer backs"."""
    return adverb.lower_ in {"longer", "more"} and any(c.lower_ == "no" for c in adverb.children)


def not_yet(adverb: Token) -> bool:
    """ "Have yet to hear a good argument"."""
    verb = adverb.head
    if adverb.lower_ != "yet" or verb.lemma_ not in {"have", "be", "remain"}:
        return False
    return any(c.dep_ == "xcomp" for c in verb.children)


def never_more(verb: Token, denier: Token) -> bool:
    """ "Has never been stronger", "could not be clearer": it is as strong and as clear as can be."""
    able = any(c.dep_ == "aux" and c.lower_ in {"could", "can", "ca"} for c in verb.children)
    if not (denier.lower_ == "never" or (able and denier.lower_ in {"not", "n't", "n’t"})):
        return False
    for child in verb.children:
        if child.dep_ in {"acomp", "advmod"} and child.i > verb.i and child.lower_ not in {"longer", "further"}:
            degrees = {c.lower_ for c in child.children}
            if "than" not in degrees and (child.tag_ in {"JJR", "RBR"} or "more" in degrees):
                return True
    return False


def questioned(node: Token) -> bool:
    return "?" in said_in(node.sent)


def only_seen(verb: Token) -> bool:
    """ "Needs no expert to see that it helps", "after concluding that it fails", "saying that it works": so it is."""
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in {"after", "before", "despite"}
    if verb.dep_ not in {"advcl", "acl", "relcl", "xcomp"} or verb.lemma_ not in _KNOWING:
        return False
    if not any(c.dep_ == "ccomp" for c in verb.children):
        return False
    to_do = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return verb.tag_ == "VBG" if not to_do else verb.dep_ != "xcomp" or verb.head.lemma_ in {"need", "take", "require"}


_KNOWING = frozenset(
    {"see", "tell", "know", "realise", "realize", "show", "understand", "prove", "say", "argue", "warn", "insist",
     "add", "claim", "conclude", "fear", "believe"}
)  # fmt: skip
