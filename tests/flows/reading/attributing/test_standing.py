"""For whom a person speaks, by what a sentence says of them."""

from __future__ import annotations

import pytest

from tests.flows.reading.attributing.parsed import employers


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("Tess Hallam is an assistant at Stang Bridge Clinic.", "Tess Hallam", "Stang Bridge Clinic"),
        ("Tess Hallam was director of Stang Bridge Clinic from 2017 to 2022.", "Tess Hallam", None),
        ("The Custody Committee met. “A what?” asked Nell Abara.", "Nell Abara", "Custody Committee"),
        ("The Custody Committee met. “A pen,” said Nell Abara.", "Nell Abara", None),
        ("Nell Abara, the member for Sallow Vale, rose.", "Nell Abara", None),
        ("The Custody Committee met. Nell Abara, a member who says little, rose.", "Nell Abara", "Custody Committee"),
        ("Hale Surgery, which has two vets, was shut. The owner, Ann Lee, sighed.", "Ann Lee", "Hale Surgery"),
        ("Stepwell, run by Ann Lee, has grown.", "Ann Lee", "Stepwell"),
        ("Stepwell has named Ann Lee as its chief.", "Ann Lee", "Stepwell"),
        ("Ann Lee took over at Stepwell in May.", "Ann Lee", "Stepwell"),
        ("Ann Lee was elected chair of Harbour Yard.", "Ann Lee", "Harbour Yard"),
        ("The Ferries Agency, where Ann Lee works, has grown.", "Ann Lee", "Ferries Agency"),
        ("The Ferries Agency wants a boat. Its buyer, Ann Lee, sighed.", "Ann Lee", "Ferries Agency"),
        ("The Ferries Agency wants a boat. Ann Lee, who runs it, sighed.", "Ann Lee", "Ferries Agency"),
        ("Lena Ferro of Ashby State rose.", "Lena Ferro", "Ashby State"),
        ("Traders objected. Ola Finch, for Cresswick Cyclists, rose.", "Ola Finch", "Cresswick Cyclists"),
        ("Lena Ferro, of Nether Combe, rose.", "Lena Ferro", None),
        ("A paper from Ashby State says so. Its author, economist Lena Ferro, rose.", "Lena Ferro", "Ashby State"),
        ("Ann Lee, the minister for sleep, rose. The government had been told.", "Ann Lee", "government"),
        ("Board chairman Colin Ford spoke. The Timber Board had met.", "Colin Ford", "Timber Board"),
        (
            "Foreign Secretary Corinne Hale rose. The Foreign Department had been told.",
            "Corinne Hale",
            "Foreign Department",
        ),
    ],
)
def test_a_person_stands_for_the_body_that_the_sentence_gives(text, name, body):
    assert employers(text)[name] == body
