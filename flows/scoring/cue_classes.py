"""Tell cues of speech from cues of stance by their words, so that what is found can be counted for each."""

from __future__ import annotations

from collections.abc import Set

CLASSES = ("speech", "stance", "other")
_SPEECH = frozenset({
    "said", "say", "says", "saying", "tell", "told", "tells", "telling", "add", "added", "adds", "adding",
    "write", "wrote", "writes", "written", "according", "ask", "asked", "asks", "asking", "note", "noted",
    "notes", "noting", "announce", "announced", "report", "reported", "reports", "tweeted", "tweet", "argue",
    "argued", "argues", "arguing", "suggest", "suggested", "suggests", "suggesting", "explain", "explained",
    "explains", "describe", "described", "describes", "describing", "call", "called", "calls", "calling", "claim",
    "claimed", "claims", "claiming", "warn", "warned", "warns", "warning", "insist", "insisted", "insists",
    "acknowledge", "acknowledged", "declare", "declared", "respond", "responded", "reply", "replied", "conclude",
    "concluded", "state", "stated", "states", "statement", "comment", "commented", "mention", "mentioned",
    "recalled", "continued", "testified", "quipped", "remarked",
})  # fmt: skip
_STANCE = frozenset({
    "support", "supports", "supported", "supporting", "oppose", "opposes", "opposed", "opposing", "back", "backs",
    "backed", "backing", "endorse", "endorses", "endorsed", "endorsing", "criticize", "criticized", "criticizes",
    "criticizing", "criticise", "criticised", "criticises", "praise", "praised", "praises", "condemn",
    "condemned", "condemns", "reject", "rejected", "rejects", "rejecting", "favor", "favors", "favored", "favour",
    "favours", "favoured", "welcome", "welcomed", "welcomes", "denounce", "denounced", "denounces", "slam",
    "slammed", "blasted", "attack", "attacked", "attacks", "accuse", "accused", "accuses", "accusing", "defend",
    "defended", "defends", "urge", "urged", "urges", "disavow", "disavowed", "blame", "blamed", "blames",
})  # fmt: skip


def class_of(cue: Set[str]) -> str:
    """The class of a cue with these lower-case words; a cue of both ("said it backs") is one of speech."""
    return "speech" if cue & _SPEECH else "stance" if cue & _STANCE else "other"
