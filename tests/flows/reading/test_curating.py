"""What the curator is shown: who speaks unknown, and what several bodies argue about that nobody has coded."""

from __future__ import annotations

from flows.reading.curating import uncoded_arguments, unknown_speakers
from tests.flows.reading.harbour import harbours, read_text


def test_an_unknown_speaker_comes_with_the_place_and_an_entry_to_complete():
    text = "Night dredging is loud.\n\nThere must be a ban on night dredging, said Juniper Aldous.\n"
    reading = read_text(text)

    (one,) = unknown_speakers([reading], {reading.revision: text})

    assert one.name == "Juniper Aldous"
    assert "Juniper Aldous" in one.proposed
    assert "ban on night dredging" in one.quoted[0].content


def test_what_two_bodies_argue_with_and_no_proposition_holds_is_proposed():
    first = "Night dredging aside, the Guild of Harbour Masters said that seagull fences were a scandal.\n"
    second = "Night dredging aside, the Union of Dock Hands said that seagull fences must stay.\n"
    readings = [read_text(first), read_text(second)]
    texts = {reading.revision: text for reading, text in zip(readings, (first, second), strict=True)}

    found = {one.phrase: one for one in uncoded_arguments(readings, texts, harbours())}

    assert found["seagull fences"].bodies == ("dockers-union", "harbour-guild")
    assert "seagull-fences" in found["seagull fences"].proposed
