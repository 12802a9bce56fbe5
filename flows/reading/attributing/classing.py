"""Say how a chosen attribution is said: directness, kind, and which words are its cue."""

from __future__ import annotations

from flows.reading.attributing.cues import DASHES
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.selection import Proposal
from storage.domain.attribution import Directness

_KINDS = {
    "write": "writing", "show": "writing", "rule": "writing",
    "support": "stance", "oppose": "stance", "praise": "stance", "blame": "stance", "direct": "stance",
    "agree": "stance",
    "adj": "thought", "think": "thought", "feel": "thought", "learn": "thought",
    "commit": "commitment",
}  # fmt: skip
_SAYING = frozenset({"say", "ask", "argue", "warn", "admit", "deny", "confirm"})
_REPORTED = frozenset({"speech", "writing"})


def kind_of(page: Page, proposal: Proposal) -> str:
    """Return speech, writing, stance, thought or commitment, from the cue's classes and the source."""
    cue = proposal.cue
    if cue < 0 or page.lower[cue] == ":" or page.lower[cue] in DASHES:
        return "speech"
    document = proposal.source_head >= 0 and "document" in page.classes[proposal.source_head]
    if page.pos[cue] == "NOUN":
        return _kind_of_noun(page.lemma[cue])
    quoted = any(page.run[i] >= 0 for i, _ in proposal.content)
    for name in page.classes[cue]:
        if name in _SAYING or (quoted and name in {"show", "write"}):
            return "writing" if document or "write" in page.classes[cue] else "speech"
        if name in _KINDS:
            kind = _KINDS[name]
            return "writing" if document and kind == "thought" else kind
    return "writing" if document else "speech"


def _kind_of_noun(lemma: str) -> str:
    if lemma in {"promise", "pledge", "vow", "commitment", "plan", "undertaking", "guarantee", "refusal", "offer"}:
        return "commitment"
    if lemma in {
        "hope",
        "fear",
        "belief",
        "view",
        "expectation",
        "concern",
        "worry",
        "thought",
        "opinion",
        "impression",
    }:
        return "thought"
    if lemma in {
        "claim",
        "statement",
        "comment",
        "remark",
        "question",
        "suggestion",
        "allegation",
        "answer",
        "assertion",
    }:
        return "speech"
    return "stance"


def directness_of(page: Page, proposal: Proposal, kind: str) -> Directness:
    """Count the quoted words of the content; unquoted, a stance or belief told as fact is narrated."""
    words = sum(page.words(p) for p in proposal.content)
    quoted = sum(page.quoted_words(p) for p in proposal.content)
    if quoted and not (proposal.cue >= 0 and page.run[proposal.cue] >= 0):
        return Directness.QUOTED if quoted >= 0.9 * words else Directness.MIXED
    return Directness.PARAPHRASED if kind in _REPORTED else Directness.NARRATED


def cue_tokens(page: Page, proposal: Proposal) -> list[Range]:
    """The cue with its particle or the preposition that leads to the content: "ruled out", "calls for"."""
    cue = proposal.cue
    if cue < 0:
        return []
    last = cue + 1
    for k in page.kids[cue]:
        leads = page.dep[k] == "prt" or (
            page.dep[k] in {"prep", "agent"} and any(i == k + 1 for i, _ in proposal.content)
        )
        after_source = page.lemma[cue] == "accord" and page.lower[k] == "to"
        if k == last and (leads or after_source):
            last = k + 1
    return [(cue, last)]
