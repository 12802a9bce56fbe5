"""A fictional sector to judge: who is who in the harbours of Aldmere, and a calibration that refits never touch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from flows.judging.calibration import load_calibration, ordinal_table
from storage.domain.attribution import Directness
from tests.builders import a_proposition, a_registry, a_stakeholder, an_office

MASTERS, MINISTRY, CROWN = "harbour-masters", "ministry-of-tides", "crown"
STEVEDORES, DOCKERS = "stevedores", "dockers"  # one body, renamed
RIVER_PILOTS, SEA_PILOTS, PILOTS = "river-pilots", "sea-pilots", "pilots"  # two bodies, merged
CAP, CREW, BERTHS = "profit-cap", "crew-limit", "berth-fees"
ADA, BRAM, CORA, DORN, ELSA = "Ada Quill", "Bram Oake", "Cora Flint", "Dorn Vale", "Elsa Moor"

HARBOURS = a_registry(
    [
        a_stakeholder(
            MASTERS,
            name="Harbour Masters",
            offices=[
                an_office(ADA, of=MASTERS, since="2020-01", until="2023-06-30"),
                an_office(BRAM, of=MASTERS, since="2023-07-01"),
                an_office(CORA, of=MASTERS, role="vice-president", since="2020-01"),
            ],
        ),
        a_stakeholder(CROWN, name="the Crown", kind="government", administrations=[
            ("Lantern", None, "2022-06-30"), ("Anchor", "2022-07-01", None)]),
        a_stakeholder(
            MINISTRY,
            name="Ministry of Tides",
            kind="department",
            parent=CROWN,
            offices=[
                an_office(DORN, of=MINISTRY, role="minister", since="2019", until="2022-06-30"),
                an_office(ELSA, of=MINISTRY, role="minister", since="2022-07-01"),
            ],
        ),
        a_stakeholder(STEVEDORES, successor=DOCKERS),
        a_stakeholder(DOCKERS),
        a_stakeholder(RIVER_PILOTS, successor=PILOTS),
        a_stakeholder(SEA_PILOTS, successor=PILOTS),
        a_stakeholder(PILOTS),
    ],
    [
        a_proposition(CAP, label="A cap on profits", nation="aldmere"),
        a_proposition(
            CREW, label="A maximum crew", sentence="Crews should have at most so many hands, each with years at sea."
        ),
        a_proposition(BERTHS, label="Berth fees", version=2),
    ],
)  # fmt: skip

_OWN = ordinal_table(exact=0.90, one_off=0.08, further=0.02)
_TOLD = ordinal_table(exact=0.84, one_off=0.12, further=0.04)
CALM = replace(
    load_calibration(),
    confusion={
        Directness.PUBLISHED: ordinal_table(exact=0.95, one_off=0.04, further=0.01),
        Directness.QUOTED: _OWN,
        Directness.MIXED: _OWN,
        Directness.PARAPHRASED: _TOLD,
        Directness.NARRATED: _TOLD,
    },
    hazard_per_year=0.1,
    jump=(1.0, 1.0, 1.0, 1.0),
    prior=np.full(5, 0.2),
    transitions={},
)
