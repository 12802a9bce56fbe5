"""Name the speaker and the organisation behind each source, as fully as the article names them."""

from __future__ import annotations

import numpy as np

from flows.reading.attributing import naming
from flows.reading.attributing.directory import Directory, Entity
from flows.reading.attributing.features import Scorer, buckets
from flows.reading.attributing.outlets import NOWHERE
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.scene import Case, Scene, Speaker
from flows.reading.attributing.selection import Proposal


class Resolver:
    """Walks the attributions of one article in order; each answer is a witness for the next."""

    def __init__(self, page: Page, directory: Directory, scorer: Scorer) -> None:
        self._scene = Scene(page, directory)
        self._scorer = scorer

    def resolve(self, proposal: Proposal) -> Speaker:
        case = self._scene.case(proposal)
        person = self._person(case)
        body = self._scene.body_of(case, person)
        speaker = Speaker(person, body, _antecedent(case, person or body))
        self._scene.remember(proposal, speaker)
        return speaker

    def _person(self, case: Case) -> Entity | None:
        if case.word == "you" and case.addressee is not None:
            return case.addressee
        options = naming.options(self._scene, case)
        rows = [buckets(naming.features(self._scene, case, option, options)) for option in options]
        return options[int(np.argmax(self._scorer.scores(rows)))]


def _antecedent(case: Case, entity: Entity | None) -> Range | None:
    if entity is None or entity.first == NOWHERE:
        return None
    if case.piece is not None and case.piece[0] <= entity.first[0] < case.piece[1]:
        return None
    return entity.first
