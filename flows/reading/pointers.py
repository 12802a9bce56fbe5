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
    rf"|\b(?:{REACTS})\b"
    r"|\b(?:this|that|these|those|such) (?:\w+ ){0,2}?\w+|\b(?:do|doing|done|for|about|of|with|to|on"
    r"|against) (?:it|this|that|these|those|them|so)\b",
)

# "(said) that fences must stay" points to nothing; "that is wrong", "that would help" do.
CLAUSE = re.compile(
    r"^\W*that\s+(?!(?:is|was|are|were|will|would|can|could|should|must|may|might|has|had|does|did|means|makes|made)\b)",
    re.IGNORECASE,
)
