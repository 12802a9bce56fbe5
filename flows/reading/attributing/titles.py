"""Find the title that a text gives with a name: "X, general secretary of the Union", "its chair, X"."""

from __future__ import annotations

from flows.reading.attributing.houses import posts
from flows.reading.attributing.lexicon import listed, name_words
from flows.reading.attributing.page import Page, Range

_EMPLOYS = frozenset({"of", "at", "for", "from", "with", "to", "in"})


def title_after(page: Page, last: int, end: int) -> Range | None:
    """ "X, general secretary of the Union", "X of the Union", "X (Union)", "X, who chairs the panel"."""
    if last >= end or (page.lower[last] not in {",", "("} and page.lower[last] not in _EMPLOYS - {"to", "in", "with"}):
        return None
    if page.tag[last + 1 : last + 2] == ["VBN"]:  # "Amberley, accused by the union of"
        return None
    j = last + 1
    while j < min(end, last + 26):
        if page.lower[j] in {",", ")", ";", ".", ":", "“", '"', "—", "–", "‘"}:
            break
        if page.tag[j] in {"VBD", "VBZ", "VBP", "MD"} and page.lower[j] not in name_words()["holding"]:
            return None if page.lower[last] == "," else (last + 1, j)
        j += 1
    return (last + 1, j) if j > last + 1 else None


def title_before(page: Page, name: int, begin: int) -> Range | None:
    first = name
    comma = False
    while (
        first > begin + 1
        and (rank := first - 1 - int(page.lower[first - 1] == ".")) >= begin
        and (page.lower[rank].rstrip(".") in name_words()["title"] and page.tag[rank] == "NNP")
    ):
        first = rank  # "Its president, Sgt. Mick Dorsey"
    j = first
    while j > max(begin, first - 14):
        word = page.lower[j - 1]
        if word == "," and j == first:
            comma = True
        elif word == "," and page.lower[j] == "the":  # "Its chair, the architect Corin Strand"
            pass
        elif word == "," and page.pos[j] == "NOUN" and {"its", "their"} & set(page.lower[max(begin, j - 5) : j]):
            pass  # "Its author, economist Lena Ferro"
        elif page.pos[j - 1] in {"VERB", "AUX", "PUNCT", "SPACE", "PRON", "SCONJ"} and word not in {
            "its",
            "their",
            "his",
            "her",
            "my",
            "our",
            "’",
            "'",
            "-",
            "&",
        }:
            break
        j -= 1
    roles = listed("title", "officer", "role", "post") | posts()
    if j < name and any(
        page.lemma[k] in roles or page.lower[k] in roles or "person" in page.classes[k] or _its(page, k)
        for k in range(j, name)
    ):
        return j, (first if comma else name) - int(comma)
    return None


def _its(page: Page, k: int) -> bool:
    """ "Its buyer, Ann Lee": what "its" goes with, in apposition to a name, is somebody."""
    told = page.kids[k + 1] if page.lower[k] in {"its", "their"} and page.tag[k + 1] == "NN" else []
    return page.head[k] == k + 1 and any(page.dep[n] == "appos" and page.pos[n] == "PROPN" for n in told)
