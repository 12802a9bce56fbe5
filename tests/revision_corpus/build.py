"""Write the revision corpus: 40 invented articles with scripted revisions, each with the gold kinds of its change.

Run `python -m tests.revision_corpus.build` to write tests/gold/revisions/articles.jsonl again; the result is the same.
Every third article is held out (`held_out`): no rule was made by looking at it.
"""

# ruff: noqa: E501 - lines of invented prose and of scripted edits read better whole
from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

OUT = Path(__file__).parents[1] / "gold" / "revisions" / "articles.jsonl"
TOWNS = ["Northmoor", "Harrow Vale", "Eastlake", "Dunmere", "Saltwick", "Penrhos", "Kilbarrow", "Ashcombe", "Marsh End", "Thornley",
         "Wexcombe", "Brackwater", "Fenholme", "Otterby", "Stanwick", "Lorne Hill", "Cray Bridge", "Holmeside", "Rowanby", "Tarn Cross"]  # fmt: skip
PEOPLE = ["Maria Lindqvist", "Tom Okafor", "Anjali Perera", "Gwen Tremaine", "Idris Vaughan", "Leonie Achterberg", "Rafe Donnelly",
          "Sunita Barua", "Piers Halloran", "Noor Siddiqi", "Celia Wrexford", "Dafydd Prosser", "Bea Montrose", "Kwame Asante-Hill"]  # fmt: skip
BODIES = ["Carers’ Forum", "Tenants’ Federation", "Library Users’ Alliance", "Chamber of Crafts", "Allotment Society", "Bus Passengers’ League",
          "School Governors’ Circle", "River Trust", "Foster Families’ Network", "Youth Work Partnership"]  # fmt: skip
TOPICS = [("bus fares", "fares on evening buses"), ("library hours", "opening hours at branch libraries"), ("foster care", "allowances for foster carers"),
          ("play parks", "repairs to play parks"), ("school meals", "the price of school meals"), ("flood walls", "work on the flood walls"),
          ("night shelters", "beds in night shelters"), ("respite breaks", "respite breaks for families"), ("market rents", "rents on the market square"),
          ("youth clubs", "evening sessions at youth clubs")]  # fmt: skip
QUOTES = [
    "We will not accept a plan that leaves families waiting until the winter",
    "Nobody we have spoken to supports the idea of charging for this",
    "This is a welcome first step, but it is only a first step",
    "The figures do not add up and the council knows that they do not",
    "Our members have always said they would back a fair scheme",
    "It would be wrong to close the door on talks at this stage",
    "People here feel that they have been listened to for once",
    "There is no reason to rush a decision of this size",
]
NARRATIVE = [
    "The proposal was first discussed in private last spring and has changed several times since.",
    "Officers had recommended a slower timetable but councillors preferred to begin at once.",
    "A public meeting at the town hall drew a larger crowd than the organisers had expected.",
    "Neighbouring districts are watching closely because they face the same choice.",
    "Campaigners gathered outside the building before the debate and handed in a petition.",
    "The cabinet member responsible was not present and sent an apology.",
    "Similar schemes elsewhere have had mixed results, according to an independent review.",
    "A final decision is expected after further talks with residents and local firms.",
]
ADDED = [
    "The meeting lasted longer than planned and ended without a vote.",
    "Residents can read the full document at the main library.",
    "The opposition group has asked for the papers to be published.",
]
SYNONYMS = [("larger", "bigger"), ("expected", "foreseen"), ("preferred", "chose"), ("closely", "carefully"), ("handed in", "delivered"),
            ("further", "more"), ("mixed", "uneven"), ("several times", "repeatedly"), ("gathered", "assembled")]  # fmt: skip

Version = list[str]
Edit = Callable[[random.Random, Version], tuple[Version, list[str]] | None]


def article(number: int) -> Version:
    rng = random.Random(f"article {number}")
    town, body, (topic, matter) = TOWNS[number % 20], BODIES[(number * 3) % 10], TOPICS[(number * 7) % 10]
    one, two, three = rng.sample(PEOPLE, 3)
    first, second, third = rng.sample(QUOTES, 3)
    told = rng.sample(NARRATIVE, 4)
    percent, sum_, count, day = (
        rng.choice(["1.5", "2.4", "3.8", "6.2"]),
        rng.randint(11, 98),
        rng.randint(12, 89),
        rng.randint(3, 27),
    )
    verb = rng.choice(["said", "told the meeting", "argued"])
    return [
        f"{town} {rng.choice(['rethinks', 'debates', 'reviews', 'backs'])} {topic}",
        f"{town} Council will decide on {matter} after a report found that costs had risen by {percent}% in a year.",
        f"“{first},” {verb} {one}, chair of the {town} {body}. “{second}.”"
        if number % 2
        else f"“{first},” {verb} {one}, chair of the {town} {body}.",
        told[0],
        f"The council has set aside £{sum_},000 for the scheme and expects {count} households to apply before {day} March.",
        f"{two}, who leads the opposition group, welcomed the report. “{third},” {two.split()[-1]} said."
        if number % 3
        else f"A spokesperson for the {body} said: “{third}.”",
        told[1],
        f"{three}, director of services, said that {rng.choice(['five', 'seven', 'nine'])} posts would be affected by the change.",
        told[2],
        told[3],
    ]  # fmt: skip


def _swap(version: Version, index: int, text: str) -> Version:
    return [*version[:index], text, *version[index + 1 :]]


def _where(version: Version, pattern: str) -> list[int]:
    return [i for i, line in enumerate(version) if i and re.search(pattern, line)]


def straight_quotes(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    after = [line.translate(str.maketrans("“”‘’", "\"\"''")) for line in version]
    return (after, ["typographic"]) if after != version else None


def commas_and_spaces(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    index = rng.choice(_where(version, r"(?<=[a-z]) (?:and|but|because) ") or [0])
    if not index or "“" in version[index] or '"' in version[index]:
        return None
    return _swap(version, index, re.sub(r"(?<=[a-z]) (and|but|because) ", r", \1 ", version[index], count=1)), [
        "typographic"
    ]


def synonym(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    fits = [(i, a, b) for a, b in SYNONYMS for i in _where(version, rf"\b{a}\b") if "“" not in version[i]]
    if not fits:
        return None
    index, old, new = rng.choice(fits)
    return _swap(version, index, version[index].replace(old, new, 1)), ["wording"]


def added_sentence(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    new = rng.choice([line for line in ADDED if line not in version] or [""])
    at = rng.randint(3, len(version))
    return ([*version[:at], new, *version[at:]], ["wording"]) if new else None


def moved_paragraph(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    plain = [i for i in range(3, len(version) - 1) if version[i] in NARRATIVE]
    if len(plain) < 2:
        return None
    return [*version[: plain[0]], *version[plain[0] + 1 :], version[plain[0]]], ["wording"]


def decimal_point(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    (index, *_) = _where(version, r"\d\.\d%") or [0]
    return (_swap(version, index, re.sub(r"(\d)\.(\d)%", r"\1\2%", version[index])), ["numeric"]) if index else None


def other_figure(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    index = rng.choice(_where(version, r"\d+ households|\d+,000") or [0])
    if not index:
        return None
    pattern = rng.choice([r"\d+(?= households)", r"\d+(?=,000)"])
    return _swap(
        version, index, re.sub(pattern, lambda m: str(int(m[0]) + rng.randint(1, 9)), version[index], count=1)
    ), ["numeric"]


def number_word(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    (index, *_) = _where(version, r"\b(five|seven|nine) posts") or [0]
    return (
        (_swap(version, index, re.sub(r"\b(five|seven|nine)(?= posts)", "eleven", version[index])), ["numeric"])
        if index
        else None
    )


def other_day(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    (index, *_) = _where(version, r"\d+ March") or [0]
    return (
        (_swap(version, index, re.sub(r"(\d+)(?= March)", lambda m: str(int(m[0]) + 2), version[index])), ["numeric"])
        if index
        else None
    )


def negated_quote(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    swaps = [("will not accept", "will accept"), ("Nobody", "Somebody"), ("a welcome first step", "a first step"), ("do not add up", "barely add up"),
             ("always said", "often said"), ("would be wrong", "might be wrong"), ("for once", "again"), ("no reason", "little reason")]  # fmt: skip
    fits = [(i, a, b) for a, b in swaps for i in _where(version, re.escape(a))]
    if not fits:
        return None
    index, old, new = rng.choice(fits)
    return _swap(version, index, version[index].replace(old, new, 1)), ["quote"]


def unmarked_quote(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    (index, *_) = _where(version, r"^[“\"][^”\"]+,[”\"] ") or [0]
    if not index or version[index].count("“") + version[index].count('"') > 2:
        return None
    return _swap(version, index, re.sub(r"[“”\"]", "", version[index])), ["quote"]


def dropped_quote(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    (index, *_) = _where(version, r"[“\"]") or [0]
    return ([*version[:index], *version[index + 1 :]], ["deletion", "quote"]) if index else None


def new_quote(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    whole = "\n".join(version)
    words = rng.choice([q for q in QUOTES if q[:25] not in whole] or [""])
    who = next((p for p in PEOPLE if p not in whole), "")
    if not words or not who:
        return None
    return [*version[:4], f"“{words},” {who} said on Friday.", *version[4:]], ["quote"]


def other_speaker(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    index = rng.choice(_where(version, r"(?:said|argued|told the meeting) [A-Z]\w+ [A-Z][\w-]+,") or [0])
    who = next((p for p in PEOPLE if p not in "\n".join(version)), "")
    if not index or not who:
        return None
    pattern = r"((?:said|argued|told the meeting) )[A-Z]\w+ [A-Z][\w-]+,"
    return _swap(version, index, re.sub(pattern, rf"\g<1>{who},", version[index], count=1)), ["attribution"]


def other_verb(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    (index, *_) = _where(version, r"director of services, said that") or [0]
    return (
        (_swap(version, index, version[index].replace("said that", "admitted that")), ["attribution"])
        if index
        else None
    )


def other_role(_rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    (index, *_) = _where(version, r", chair of the") or [0]
    return (
        (_swap(version, index, version[index].replace("chair of", "treasurer of")), ["attribution"]) if index else None
    )


def other_headline(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    verb = rng.choice(["shelves plan for", "splits over", "returns to"])
    return [
        re.sub(
            r" (?:rethinks|debates|reviews|backs|shelves plan for|splits over|returns to) ", f" {verb} ", version[0]
        ),
        *version[1:],
    ], ["headline"]


def dropped_paragraph(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    plain = [i for i in range(2, len(version)) if version[i] in NARRATIVE]
    if not plain:
        return None
    index = rng.choice(plain)
    return [*version[:index], *version[index + 1 :]], ["deletion"]


def corrected(rng: random.Random, version: Version) -> tuple[Version, list[str]] | None:
    if any("amended" in line or "Correction" in line for line in version):
        return None
    changed = other_figure(rng, version)
    if not changed or changed[0] == version:
        return None
    notice = rng.choice([
        "This article was amended on 9 November to correct a figure given by the council.",
        "Correction: an earlier version of this story misstated the sum set aside.",
    ])  # fmt: skip
    return [*changed[0], notice], ["correction_notice", "numeric"]


EDITS: list[Edit] = [
    straight_quotes, commas_and_spaces, synonym, added_sentence, moved_paragraph, decimal_point, other_figure, number_word,
    other_day, negated_quote, unmarked_quote, dropped_quote, new_quote, other_speaker, other_verb, other_role, other_headline,
    dropped_paragraph, corrected,
]  # fmt: skip


# What it is to take an edit back: a sentence that goes is a deletion, a paragraph that comes back is wording.
UNDONE: dict[Edit, list[str]] = {
    added_sentence: ["deletion"], dropped_paragraph: ["wording"], dropped_quote: ["quote"], new_quote: ["deletion", "quote"],
    corrected: ["deletion", "numeric"],
}  # fmt: skip


def history(number: int) -> dict[str, object]:
    rng = random.Random(f"history {number}")
    versions, golds, last = [article(number)], [["first"]], None
    wanted = rng.randint(4, 8)
    todo = [EDITS[(number * 5 + k * 7) % len(EDITS)] for k in range(len(EDITS))]
    while len(versions) <= wanted:
        draw = rng.random()
        now = versions[-1]
        if draw < 0.25:
            versions.append(now)
            golds.append(["none"])
            last = None
        elif draw < 0.37 and last not in (None, straight_quotes, commas_and_spaces):
            versions.append(versions[-2])
            golds.append([*UNDONE.get(last, golds[-1]), "restored"])
            last = None
        else:
            edit = todo.pop(0) if todo else synonym
            found = edit(rng, now)
            if found and found[0] not in versions:
                versions.append(found[0])
                golds.append(found[1])
                last = edit
    return {
        "id": f"r{number:02}", "held_out": number % 3 == 0, "layout": number // 3 % 3, "furniture": number % 12,
        "versions": [{"paragraphs": v, "kinds": g} for v, g in zip(versions, golds, strict=True)],
    }  # fmt: skip


def main() -> None:
    OUT.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(history(number), ensure_ascii=False) for number in range(40))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
