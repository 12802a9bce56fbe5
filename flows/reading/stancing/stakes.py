"""Find what a passage says is at stake: what follows if the measure comes, or unless, until and without it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import SUBJECT, negator
from flows.reading.stancing.fortunes import clause_value, loose_value
from flows.reading.stancing.lexicon import lexicon
from flows.reading.stancing.signed_path import Path


@dataclass(frozen=True)
class Stake:
    """`value` above 0: what is said to follow speaks for the measure, below: against it; 0: it is not known.

    `marker`: the word that opens the supposition; `head`: the verb of what follows; `kind`: "if" or "without".
    """

    marker: Token
    head: Token
    kind: str
    course: float
    value: float
    inside: frozenset[int]  # the words of the supposition
    mention: int  # the word in it that names the measure

    def features(self) -> Iterator[tuple[str, float]]:
        if not self.value and self.kind == "without":
            yield "stake:wanted", self.course

    @property
    def step(self) -> str:
        what = "" if not self.value else ", for it" if self.value > 0 else ", against it"
        return f"{self.marker.text} ... {self.head.text} ({self.kind}{what})"


def stakes(tokens: Sequence[Token], paths: Sequence[Path]) -> list[Stake]:
    """Return what hangs on the measure in `tokens`; a supposition that does not name it is no stake."""
    known = {token.i for token in tokens}
    found = []
    for marker in tokens:
        if (kind := _KINDS.get(marker.lower_)) is None or (clause := _supposed(marker)) is None:
            continue
        inside = frozenset(t.i for t in clause.subtree) | {marker.i}
        named = [path for path in paths if _stands_in(path, inside, marker)]
        path = min(named, key=lambda path: path.target.kind == "thing", default=None)
        head = _what_follows(clause, known)
        if path is None or head is None or _named_again(head, inside, paths):
            continue
        # The path of what stands under a preposition has gone on to the verb that it belongs to.
        course = path.target.sign if marker.dep_ == "prep" else path.course
        value = clause_value(head, set()) or (loose_value(head, known - inside) if kind == "without" else 0.0)
        if not value and marker.i > head.i and marker.dep_ == "prep":
            continue  # "went ahead without it": nothing is said to come of that
        if head.lemma_ == "threaten" and kind == "if":
            value = -1.0  # whatever they threaten
        value *= course if kind == "if" else -course
        if marker.lower_ in {"until", "till"} and _keeps_on(head):
            value = path.value or course  # "we shall go on pressing until they agree to it"
        found.append(Stake(marker, head, kind, course, value, inside, path.target.token.i))
    return found


def as_paths(paths: Sequence[Path], found: Sequence[Stake]) -> list[Path]:
    """What is at stake speaks for or against a mention of which nothing else is said."""
    at = {stake.mention: stake for stake in found if stake.value}
    return [
        replace(path, attitude=math.copysign(_SURE[stake.kind], stake.value * path.course), channel="stake")
        if (stake := at.get(path.target.token.i)) is not None and path.course and _unsaid(path, stake)
        else path
        for path in paths
    ]


def _unsaid(path: Path, stake: Stake) -> bool:
    """Whether nothing else is said of the mention: what "fears that without it people will die" fears is the death."""
    return not path.value or (stake.marker.lower_ in {"without", "until", "till"} and path.holder not in stake.inside)


def _keeps_on(verb: Token) -> bool:
    """ "Will keep coming back", "will not rest", "will fight on": until it has what it wants."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "keep":
        return True
    if negator(verb) is not None:
        return verb.lemma_ in {"rest", "stop", "give", "quit", "relent"}
    on = any(c.lower_ in {"on", "up"} and c.dep_ in {"prt", "advmod"} for c in verb.children)
    return verb.lemma_ in {"keep", "continue", "fight", "campaign", "press"} or (verb.lemma_ in {"go", "carry"} and on)


_SURE = {"if": 0.6, "without": 1.0}


def _stands_in(path: Path, inside: frozenset[int], marker: Token) -> bool:
    """ "It" as a subject is too often something else."""
    target = path.target
    if target.kind == "pointer_it" and target.token.dep_ not in {"pobj", "dobj", "nsubjpass"}:
        return False
    return target.token.i in inside and target.token.i > marker.i


# What is supposed to be there, and what is supposed to be wanting.
_KINDS = {
    "if": "if", "once": "if", "with": "if",
    "unless": "without", "until": "without", "till": "without", "without": "without", "absent": "without",
}  # fmt: skip


def _supposed(marker: Token) -> Token | None:
    """The verb of "unless it comes", the preposition of "without it"; None where the word opens no supposition."""
    if marker.dep_ in {"mark", "advmod", "prep"} and marker.head.dep_ == "advcl" and marker.i < marker.head.i:
        return marker.head
    if marker.dep_ == "prep" and marker.lower_ in {"with", "without", "absent"}:
        # "Cannot live without it"; not "went ahead without it"
        after = marker.lower_ == "without" and any(
            c.dep_ == "aux" and c.lower_ in _WILLING for c in marker.head.children
        )
        return marker if after or marker.i < marker.head.i else None
    return None


def _what_follows(clause: Token, known: set[int]) -> Token | None:
    """The verb that the supposition hangs on: of "unless it comes, they said, people will die" not the saying."""
    head, saying = clause.head, lexicon().sets["holding.words"]
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    if head.lemma_ in saying and head.dep_ == "parataxis":
        head = head.head  # "without it, they warned, firms will go under"
    elif head.lemma_ in saying:
        below = [c for c in head.children if c.dep_ in {"ccomp", "conj"} and c.i != clause.i and c.i in known]
        head = below[0] if below else head
    if head.pos_ not in {"VERB", "AUX"} or head.lemma_ in saying or head.i not in known:
        return None
    return head if _told(head) else None


def _told(head: Token) -> bool:
    """What is said to follow will, would, could or may be, or is so as a rule: it is no deed of the speaker's own."""
    mine = any(c.dep_ in SUBJECT and c.lower_ in {"i", "we"} for c in head.children) and negator(head) is None
    mine = mine and not _keeps_on(head)
    helpers = {c.lower_ for c in head.children if c.dep_ in {"aux", "auxpass"}}
    return not (helpers & _DEMANDING or (mine and helpers & _WILLING))


_DEMANDING = frozenset({"should", "must", "shall"})
_WILLING = frozenset({"will", "wo", "'ll", "’ll", "would", "'d", "’d", "can", "ca", "could"})


def _named_again(head: Token, inside: frozenset[int], paths: Sequence[Path]) -> bool:
    """What follows is about the measure itself, and its own path says what is thought of it."""
    judged = {path.target.token.i for path in paths if path.value} - inside
    return bool(judged) and any(t.i in judged for t in head.subtree)
