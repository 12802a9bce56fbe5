"""A pack is compiled once, however often it is loaded."""

from __future__ import annotations

from dataclasses import replace

from flows.reading.compiled import once_per_pack
from storage.domain.sector import Registry
from tests.flows.reading.harbour import harbours

HARBOUR = harbours()


def test_a_pack_of_the_same_content_is_made_once_and_another_anew():
    made: list[Registry] = []
    name_of = once_per_pack(lambda registry: made.append(registry) or registry.name)

    assert [name_of(HARBOUR), name_of(HARBOUR), name_of(replace(HARBOUR))] == [HARBOUR.name] * 3
    assert name_of(replace(HARBOUR, name="Fens", digest="another")) == "Fens"
    assert len(made) == 2


def test_packs_that_share_a_digest_by_mistake_are_told_apart():
    name_of = once_per_pack(lambda registry: registry.name)

    assert (name_of(HARBOUR), name_of(replace(HARBOUR, name="Fens"))) == (HARBOUR.name, "Fens")
