"""What a whole sentence does: it asks, commands, or mocks by granting what nobody would grant."""

from __future__ import annotations

from itertools import islice

from flows.reading.parsed import Token

COMMANDS = "VB"  # the tag of a verb that may


def imperative(verb: Token, *, with_answer: bool = False) -> Token | None:
    """`verb` when it commands outright; `with_answer`: the verb of the clause that it is exchanged for, if any."""
    if verb.tag_ != COMMANDS or verb.dep_ not in {"ROOT", "conj", "ccomp", "parataxis"} or questioned(verb):
        return None
    if any(child.dep_ in {"nsubj", "nsubjpass", "aux", "expl"} for child in verb.children):
        return None
    for child in verb.children:
        if child.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
            return child if with_answer else None
    return None if with_answer else verb


def mocked(node: Token) -> bool:
    """ "By all means let us ..." at the head of a sentence grants what the speaker would never grant."""
    return _opening(node)[:3] in (["by", "all", "means"], ["yes", "do", "let"])


def _opening(node: Token) -> list[str]:
    """The first six words of the sentence."""
    return [token.lower_ for token in islice((t for t in node.sent if not t.is_punct), 6)]


def asks_why(node: Token) -> bool:
    """ "Why must we ...?" and "Shall we cap hairdressers as well?" expect the answer no."""
    words = _opening(node)
    return questioned(node) and (
        "why" in words or words[:1] == ["shall"] or words[:2] in (["what", "for"], ["who", "needs"])
    )


def questioned(node: Token) -> bool:
    return any(token.text == "?" for token in node.sent)
