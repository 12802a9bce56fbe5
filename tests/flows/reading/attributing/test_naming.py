"""Who is a person, who is a body, and which person a source means."""

from __future__ import annotations

import pytest

from flows.reading.attributing import attribute, load_weights, make_doc
from flows.reading.attributing.page import page_of
from flows.reading.attributing.spotting import directory_of
from tests.flows.reading.attributing.parsed import attributions, parser


def directory(text):
    return directory_of(page_of(make_doc(text, parser())), load_weights().kind)


def kinds(text):
    return {m.entity.name: m.entity.person for m in directory(text).mentions}


def speakers(text):
    return [a.speaker for a in attribute(make_doc(text, parser()), weights=load_weights())]


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("Tethra Harcastle, who chairs the board, resigned. She said it was time.", "Tethra Harcastle", True),
        ("Dame Olwyn Farrant said the plan was late. Farrant will retire in June.", "Olwyn Farrant", True),
        ("The Allied Ferry Crews Union opposes the order, which it calls a stunt.", "Allied Ferry Crews Union", False),
        ("Ministers met NFHB, the trade body, which wants a delay.", "NFHB", False),
    ],
)
def test_a_name_is_a_person_or_a_body_by_how_it_is_used(text, name, person):
    assert kinds(text)[name] is person


def test_a_surname_is_the_person_named_in_full_before():
    text = "Helen Garrick, who runs the ferry, opposed the toll.\n\n“It will close us,” Garrick said."
    assert set(speakers(text)) == {"Helen Garrick"}


def test_she_is_the_woman_who_spoke_last_and_not_the_man_between():
    text = (
        "“We will fight the toll,” said Helen Garrick, who runs the ferry.\n\n"
        "Tom Bell, the harbour master, watched from the pier.\n\n“They never asked us,” she added."
    )
    assert speakers(text)[-1] == "Helen Garrick"


def test_officials_without_a_name_are_nobody():
    assert speakers("Officials said the bridge would open in May.") == [None]


def test_names_by_the_thousand_are_told_in_time():
    text = " ".join(f"Person{n} Surname{n} said the toll {n} was wrong." for n in range(1_500))
    assert len(speakers(text)) > 100


def bodies(text):
    return {(a.speaker, a.organisation) for a in attribute(make_doc(text, parser()), weights=load_weights())}


def test_a_post_named_before_its_holder_gives_the_holder_a_body():
    text = (
        "The new principal of Fenwick Fire College keeps a burnt boot on her windowsill.\n\n"
        "“It was a gift,” said Ngozi Ardley."
    )
    assert ("Ngozi Ardley", "Fenwick Fire College") in bodies(text)


def test_whom_one_speaks_to_is_not_whom_one_works_for():
    text = "“We have no figure for boats,” Hector Minchin told the Resilience Committee."
    assert ("Hector Minchin", None) in bodies(text)


def test_a_chair_without_a_body_chairs_the_committee():
    text = (
        "The Custody Committee met on Monday. It had a paper from the Prison Scrutiny Office.\n\n"
        "“You told us it was none,” said the chair, Imogen Salter."
    )
    assert ("Imogen Salter", "Custody Committee") in bodies(text)


def test_a_firm_that_bears_the_name_is_where_one_works():
    text = "Fawcett & Daughters has made cheese since 1978.\n\n“We scrub it daily,” said Agnes Fawcett, 76."
    assert ("Agnes Fawcett", "Fawcett & Daughters") in bodies(text)


def test_initials_before_a_colon_are_the_person_interviewed():
    text = "Tomos Wray has patrolled the coast for years. He spoke to us.\n\nTW: I support the cap on pots."
    assert {m.entity.name for m in directory(text).mentions if m.entity.name in {"TW", "Tomos Wray"}} == {"Tomos Wray"}


def test_it_is_the_body_that_opens_the_sentence_before():
    text = (
        "The Open Fields Trust said it opposed the toll.\n\n"
        "The Ferry Owners Union took two lines. It supports the toll in winter."
    )
    assert (None, "Ferry Owners Union") in bodies(text)


@pytest.mark.parametrize(
    ("text", "speaker", "body"),
    [
        ("“It is late,” said Dorothea Lamb, of Wexby.", "Dorothea Lamb", None),
        ("“It is late,” said Dorothea Lamb, a beekeeper from Wexby.", "Dorothea Lamb", None),
        ("“It is late,” said Chief Constable Piers Oddie, of Wexby.", "Piers Oddie", "Wexby"),
        (
            "The Coastal Rail Coalition met. The coalition’s Rory Finch said it was late.",
            "Rory Finch",
            "Coastal Rail Coalition",
        ),
        (
            "“It is late,” Chief Executive Rosalind Teague of Coldharbour Foods said.",
            "Rosalind Teague",
            "Coldharbour Foods",
        ),
        (
            "Harl Council met. It heard from the Timber Trust.\n\n“It is late,” said Councillor Ann Roe.",
            "Ann Roe",
            "Harl Council",
        ),
        (
            "The ministry has no plan.\n\n“It is late,” said Imelda Croft, the food minister.",
            "Imelda Croft",
            "ministry",
        ),
        ("Moira Pell chaired Pellmouth City College from 2017 to 2022. “It is late,” she said.", "Moira Pell", None),
    ],
)
def test_a_title_says_for_whom_a_person_speaks_and_where_one_lives_does_not(text, speaker, body):
    assert (speaker, body) in bodies(text)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The players’ union said the offer was poor.", "players’ union"),
        ("The Timber Growers’ League met in May. The league said prices had fallen.", "Timber Growers’ League"),
        ("The Carriers’ Alliance met in May. The union said prices had fallen.", "Carriers’ Alliance"),
        ("A spokeswoman for the county council said the road would open.", "county council"),
        ("HARLAN — A lady in Castleby said the road would open.", None),
        ("MPs met in June. A farmer said the road would open.", None),
        ("The Rivers Inspectorate visited one farm. The group wants more visits.", None),
        ("The Landlord Standards Authority met. Then the landlord said the road would open.", "landlord"),
        ("The Keller Ledger printed it. Two aides had left after Ann Lee spoke. They said the road would open.", None),
    ],
)
def test_a_body_is_named_by_what_the_article_calls_it(text, body):
    assert bodies(text) == {(None, body)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gov. Teresa Amado said no. Amado flew home.", "Teresa Amado"),
        ("House Speaker Wendell Grote said no.", "Wendell Grote"),
        ("The crowd asked Analyst Bram Oduya of Kestrel Securities, who said no.", "Bram Oduya"),
    ],
)
def test_a_post_before_a_name_is_no_part_of_it(text, name):
    assert kinds(text)[name] is True


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Shelterline, a housing charity, opposes it. The Town Council is late. The charity says it is unfair.",
            "Shelterline",
        ),
        ("A campaign called Clean Lunch is new. The campaign says that it will fight.", "Clean Lunch"),
        (
            "An NUD officer left. The National Union of Dockers (NUD) said that it was a pity.",
            "National Union of Dockers",
        ),
        ("The finance ministry said that it would pay.", "finance ministry"),
        ("The council met. Marl Estates wants more. The estate said that it would pay.", "Marl Estates"),
        ("A county council officer said that it would pay.", "county council"),
        ("Brackley Lorne, which holds the lease, maintains that it would pay.", "Brackley Lorne"),
        ("Pedal Forward. The cycling charity objects to the bell. It says that bells are late.", "Pedal Forward"),
        ("I rang the Ferries Agency to ask why. A polite young man explained that it was late.", "Ferries Agency"),
        ("Two members of the farm supply committee said that it was late.", "farm supply committee"),
        ("She recommended it to the ministry. Officials said that it was late.", "ministry"),
        ("Lois Farr leads the Precinct League. Farr's group said that it was late.", "Precinct League"),
        (
            "The police closed the road. Rep. Hal Brunner left. Brunner's office said that it was late.",
            "Brunner's office",
        ),
        ("I asked the chair of the Pilots’ Guild how it was, and he replied that it was late.", "Pilots’ Guild"),
    ],
)
def test_a_body_goes_by_what_the_article_says_that_it_is(text, body):
    assert body in {a.organisation for a in attributions(text)}


def test_a_name_for_men_and_women_leaves_the_title_to_say_which():
    text = "Sandy Urquill-Booth, for the Estates Forum, objected. “It is late,” Mr Urquill-Booth said."
    assert attributions(text)[-1].speaker == "Sandy Urquill-Booth"


def test_hr_is_no_body():
    text = "Harbour Foods met its staff. The firm’s HR director, Nell Ashe, said that talks would go on."
    assert attributions(text)[-1].organisation != "HR"
