"""Split a run of capitalised words into the names that stand in it: "Ofsted's Yvette Stanley"."""

from __future__ import annotations

from collections.abc import Iterator

from flows.reading.attributing.lexicon import GENITIVE, listed, name_words
from flows.reading.attributing.page import Page, Range

JOINTS = frozenset({"of", "for", "the", "and", "&", "in", "on", "’s", "'s", "’", "'", "-", "at", "to"})
_NO_NAME = JOINTS - {"-"}
_POSTS = ("officer", "role", "post", "title")


def parts(page: Page, piece: Range) -> Iterator[Range]:
    """Split "Ofsted's Yvette Stanley" and "Helen Garrick and Tom Bell", but not the "Union of X and Y"."""
    begin = piece[0]
    bodies = name_words()["body"]
    j = begin
    while j < piece[1]:
        word = page.lower[j]
        before = [page.lower[i] for i in range(begin, j)]
        if word in {"and", "&"} and before:
            after = [page.lower[i] for i in range(j + 1, piece[1])]
            opens_body = before[0] in bodies or any(w in {"of", "for"} for w in before)
            closes_body = bool(after) and after[-1] in bodies and not any(w in bodies for w in before)
            if not (opens_body or closes_body or word == "&"):
                yield begin, j
                begin = j + 1
        elif word in GENITIVE and before:
            after = [page.lower[i] for i in range(j + 1, piece[1])]
            if _ends_owner(word, before, after):
                yield begin, j
                begin = j + 1
        elif (word in {"of", "for"} and _reads_as_person(before)) or (
            word in {"in", "on", "at", "to"} and before and before[0] not in bodies
        ):
            yield begin, j
            begin = j + 1
        elif before and _names_holder(page, begin, j, piece[1]):
            yield from _post_before(page, (begin, j))
            begin = j
        j += 1
    while begin < piece[1] and not capital(page, begin):
        begin += 1
    if begin < piece[1]:
        yield begin, piece[1]


def _names_holder(page: Page, begin: int, j: int, end: int) -> bool:
    """Whether a name opens at `j`, after a post: "Harlan County Clerk June Abbott", "Chief Executive Ann Lee"."""
    lists = name_words()
    stop = next((k for k in range(j + 1, end) if page.lower[k] in {"of", "for", "at", "in", "from"}), end)
    before, name = words_of(page, (begin, j)), words_of(page, (j, stop))
    posts = listed(*_POSTS)
    if (before[-1] not in posts and "person" not in page.classes[j - 1]) or all(w in lists["title"] for w in before):
        return False
    known = name[0] in listed("male", "female") - lists["title"]
    plain = not any(w in listed("body", *_POSTS) or w in _NO_NAME for w in name)
    return plain and (2 <= len(name) <= 4 if known else len(name) == 2)


def _post_before(page: Page, piece: Range) -> Iterator[Range]:
    """What is left of "Harlan County Clerk" without the post."""
    posts = listed(*_POSTS)
    first, last = piece
    while last > first and page.lower[last - 1].rstrip(".") in posts:
        last -= 1
    if last > first and any(page.lower[k] in listed("body", "described") for k in range(first, last)):
        yield first, last


def _ends_owner(mark: str, before: list[str], after: list[str]) -> bool:
    """Whether a possessive ends a name ("Ofsted's Ann Lee") or stands inside one ("Fire Chiefs' Forum")."""
    lists = name_words()
    if mark in {"’", "'"} and before[-1].endswith("s") and any(w in lists["body"] for w in after):
        return after[0] in listed("male", "female", "title")  # "the Timber Growers' League"
    if mark in {"’", "'"} and before[-1].endswith("s") and len(after) == 1 and not given(after[0]):
        return False  # "Owls' Corner"
    has_body = any(w in lists["body"] for w in before)
    if has_body and any(w in {"of", "for"} for w in before):
        return not after or after[0] in listed("male", "female", "title")
    return has_body or not any(w in lists["body"] for w in after)


def given(word: str) -> bool:
    return word in listed("male", "female", "title")


def _reads_as_person(words: list[str]) -> bool:
    lists = name_words()
    name = [w for w in words if w not in lists["title"]]
    known = bool(name) and name[0] in listed("male", "female")
    return (len(name) >= 2 or known) and not any(w in lists["body"] or w in _NO_NAME for w in name)


def words_of(page: Page, part: Range) -> list[str]:
    """In lower case, "Gov." and "Dr." without their stop."""
    return [page.lower[i].rstrip(".") or page.lower[i] for i in range(*part)]


def capital(page: Page, j: int) -> bool:
    return page.text[page.start[j]].isupper() and page.word[j]
