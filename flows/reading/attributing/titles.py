"""Find the title that a text gives with a name: "X, general secretary of the Union", "its chair, X"."""

from __future__ import annotations

from flows.reading.attributing.lexicon import name_words
from flows.reading.attributing.page import Page, Range

_EMPLOYS = frozenset({"of", "at", "for", "from", "with", "to", "in"})


def title_after(page: Page, last: int, end: int) -> Range | None:
    """ "X, general secretary of the Union", "X of the Union", "X (Union)", "X, who chairs the panel"."""
    if last >= end or (page.lower[last] not in {",", "("} and page.lower[last] not in _EMPLOYS - {"to", "in", "with"}):
        return None
    j = last + 1
    while j < min(end, last + 26):
        if page.lower[j] in {",", ")", ";", ".", ":", "“", '"', "—", "–", "‘"}:
            break
        if page.tag[j] in {"VBD", "VBZ", "VBP", "MD"} and page.lower[j] not in name_words()["holding"]:
            return None if page.lower[last] == "," else (last + 1, j)
        j += 1
    return (last + 1, j) if j > last + 1 else None


def title_before(page: Page, first: int, begin: int) -> Range | None:
    j = first
    comma = False
    while j > max(begin, first - 14):
        word = page.lower[j - 1]
        if word == "," and j == first:
            comma = True
        elif page.pos[j - 1] in {"VERB", "AUX", "PUNCT", "SPACE", "PRON", "SCONJ"} and word not in {
            "its",
            "their",
            "his",
            "her",
            "’",
            "'",
            "-",
            "&",
        }:
            break
        j -= 1
    lists = name_words()
    roles = lists["title"] | lists["officer"] | lists["role"]
    if j < first and any(
        page.lemma[k] in roles or page.lower[k] in roles or "person" in page.classes[k] for k in range(j, first)
    ):
        return j, first - int(comma)
    return None
