"""Which timeline words belong to: a person's own words to the entry that the pack has for that person."""

from dataclasses import replace

from flows.judging import canonical, sources_of
from storage.domain.statement import SeriesId
from tests.builders import a_registry, a_stakeholder

MAREN = replace(a_stakeholder("maren-voss", name="Maren Voss", kind="person"), aliases=("Dr Maren Voss",))
GUILD = replace(a_stakeholder("pilots-guild", name="Pilots Guild"), aliases=("the Guild",))


def on_fares(name: str) -> SeriesId:
    return SeriesId(name, "fares")


def test_a_person_has_one_timeline_under_the_name_and_under_the_entry_of_the_pack():
    registry = a_registry([MAREN, GUILD])
    for name in ("maren-voss", "Maren Voss", "Dr Maren Voss"):
        assert canonical(on_fares(name), registry=registry) == on_fares("maren-voss")
    loaded = sources_of(on_fares("maren-voss"), registry=registry)
    assert set(loaded) == {on_fares(name) for name in ("maren-voss", "Maren Voss", "Dr Maren Voss")}


def test_a_person_whom_the_pack_does_not_have_keeps_the_name():
    registry = a_registry([MAREN, GUILD])
    assert canonical(on_fares("Ada Voss"), registry=registry) == on_fares("Ada Voss")
    assert sources_of(on_fares("Ada Voss"), registry=registry) == (on_fares("Ada Voss"),)


def test_a_persons_name_is_not_a_body_and_two_people_of_one_name_are_not_one():
    assert canonical(on_fares("Pilots Guild"), registry=a_registry([MAREN, GUILD])) == on_fares("Pilots Guild")
    twins = a_registry([MAREN, replace(MAREN, id="maren-voss-poet")])
    assert canonical(on_fares("Maren Voss"), registry=twins) == on_fares("Maren Voss")
    assert sources_of(on_fares("maren-voss"), registry=twins) == (on_fares("maren-voss"),)
