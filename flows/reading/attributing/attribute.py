"""Find every attribution in a parsed text: the steps in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.reading.attributing.classing import cue_tokens, directness_of, kind_of
from flows.reading.attributing.conversation import with_bare_quotations
from flows.reading.attributing.coreference import Resolver
from flows.reading.attributing.features import Weights
from flows.reading.attributing.fragments import with_fragments
from flows.reading.attributing.interview import with_interviewee
from flows.reading.attributing.outlets import HEADLESS, Head
from flows.reading.attributing.page import Page, page_of
from flows.reading.attributing.scene import Speaker
from flows.reading.attributing.selection import Proposal, proposals, select
from flows.reading.attributing.spotting import directory_of
from storage.domain.attribution import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc


def attribute(doc: Doc, *, weights: Weights, head: Head = HEADLESS) -> tuple[Attribution, ...]:
    """Return the attributions of a whole-text Doc made by `make_doc`, in the order of their content.

    `head` is the outlet and the title as the article prints them: for whom "this newspaper" or an interviewer's "I"
    speaks stands nowhere else.
    """
    return attributions_of(page_of(doc), weights, head)


def attributions_of(page: Page, weights: Weights, head: Head = HEADLESS) -> tuple[Attribution, ...]:
    chosen = select(page, proposals(page, weights), weights.threshold)
    chosen = with_fragments(page, with_bare_quotations(page, chosen))
    resolver = Resolver(page, directory_of(page, weights.kind, head), weights.person)
    spoken = with_interviewee(page, [(p, resolver.resolve(p)) for p in chosen])
    return tuple(_attribution(page, p, speaker, weights) for p, speaker in spoken)


def _attribution(page: Page, proposal: Proposal, speaker: Speaker, weights: Weights) -> Attribution:
    kind = kind_of(page, proposal)
    cue = cue_tokens(page, proposal)
    return Attribution(
        source=page.spans([proposal.source]) if proposal.source else (),
        cue=page.spans(cue),
        content=page.spans(page.joined(proposal.content)),
        directness=directness_of(page, proposal, kind),
        confidence=weights.confidence(proposal.score),
        kind=kind,
        speaker=speaker.person.name if speaker.person else None,
        organisation=speaker.body.name if speaker.body else None,
        antecedent=page.span(speaker.antecedent) if speaker.antecedent else None,
        why=f"cue “{page.said(cue[0])}”" if cue else "a quotation without a cue",
    )
