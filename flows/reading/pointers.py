"""Words that point back to what a text spoke of before: "it", "the plan", "such moves", or nothing but a reaction."""

from __future__ import annotations

import re

from flows.reading.caseless import Caseless
from flows.reading.words import words

STANDS_FOR = "|".join(sorted(words("measures") | words("held") | words("stands_for")))
REACTS = "|".join(sorted(w.replace("_", " ") for w in words("reacts") | words("pleased") | words("displeased")))
POINTING = Caseless(
    rf"\b(?:the|its|their) (?:{STANDS_FOR})s?\b|"
    r"^\W*(?:\w+\W+){0,2}?(?:it|this|that|these|those|they|them|such|there)\b"
    r"|\w (?:it|this|that|these|those|them)(?=\W*$|[,.;:]| (?:and|but|as|because|until|unless|if|when|in|at|now|all|to"
    r"|with|for|every|any|tomorrow|today)\b)"
    rf"|\b(?:{REACTS})\b|\bboth\b(?! (?:[\w’'-]+ ){{1,6}}and\b)"
    r"|\b(?:have|has|having|had|need|needs|want|wants|get|fit|carry|adopt|introduce|see|without) one(?=\W*$|[,.;:])"
    r"|\b(?:this|that|these|those|such) (?:\w+ ){0,2}?\w+|\b(?:do|doing|done|for|about|of|with|to|on"
    r"|against) (?:it|this|that|these|those|them|so)\b",
)

# "(said) that fences must stay" points to nothing; "that is wrong", "that would help" do.
CLAUSE = re.compile(
    r"^\W*that\s+(?!(?:is|was|are|were|will|would|can|could|should|must|may|might|has|had|does|did|means|makes|made)\b)",
    re.IGNORECASE,
)

# "..., which (it says) will push members out", "a levy that ministers argue has worked".
WHICH = re.compile(r"\b(?:which|that) (?:[\w’'-]+ ){1,5}$")
WHICH_NEAR = 60  # code points
PREDICATE = re.compile(
    r"(?:will|would|is|was|are|were|has|had|have|can|could|cannot|may|might|must|should|does|do|did|makes?|puts?)\b"
)

BOTH = Caseless(r"\bboth\b(?! (?:[\w’'-]+ ){1,6}and\b)")  # of what was spoken of last, two


def points_back(words: str, before: str) -> bool:
    """True of "it would help", "backs the plan", "was delighted"; of "will empty the quays" after "which it says"."""
    said = CLAUSE.sub("", words)
    return bool(POINTING.search(said) or (PREDICATE.match(said) and WHICH.search(before)))
