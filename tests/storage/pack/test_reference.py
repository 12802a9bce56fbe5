"""The reference of the fields is told from the models."""

from __future__ import annotations

from storage.pack.reference import FILES, field_reference
from tests.storage.pack.editing import HARBOURS


def test_every_field_of_every_file_is_explained():
    lines = [line for line in field_reference().splitlines() if line.startswith("| `")]

    assert len(lines) > 70
    assert all(len(line.split("|")[4].strip()) > 5 for line in lines)
    assert "| `certainty` | high, medium, low | must | how well it is known: low is never resolved on alone |" in lines


def test_every_file_of_a_pack_has_a_table():
    assert {file for file, _ in FILES} == {path.name for path in HARBOURS.glob("*.yaml")}
    assert all(f"**{file}**" in field_reference() for file, _ in FILES)
