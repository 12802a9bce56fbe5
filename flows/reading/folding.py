"""Compare words regardless of typography and inflection: one-to-one folding, and stems."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.reading.words import words

# One character for one, so that offsets stay true.
_FOLD = {
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "\xa0": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
}  # fmt: skip
_FOLDS = re.compile("[" + "".join(_FOLD) + "]")  # a text has few of them: to find them is faster than to translate

WORD = re.compile(r"(?:\b[a-z]-)?[^\W_]+(?:'[^\W\d_]+)?(?:\.\d+)?")

_STOP = words("empty")
_IRREGULAR = {
    "children": "child", "people": "person", "men": "man", "women": "woman", "better": "better", "paid": "pay",
    "pays": "pay",
    "left": "leave", "kept": "keep", "cutting": "cut", "cuts": "cut", "taken": "take", "took": "take", "began": "begin",
    "lives": "life", "lying": "lie", "dying": "die", "being": "be", "ends": "end", "bought": "buy", "taught": "teach",
    "abolition": "abolish", "abolitions": "abolish", "meant": "mean", "grew": "grow", "grown": "grow", "fell": "fall",
    "fallen": "fall", "rose": "rise", "risen": "rise",
    "spent": "spend", "built": "build", "held": "hold", "policies": "polici", "policy": "polici", "police": "police",
    "unity": "unity", "university": "universit", "universities": "universit", "general": "general",
    "generation": "generation",
    "organisation": "organisation", "organ": "organ", "international": "international",
    "nation": "nation", "native": "native",
}  # fmt: skip
_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = (
    ("ational", "at"), ("isations", "is"), ("izations", "is"), ("isation", "is"), ("ization", "is"), ("iveness", "iv"),
    ("fulness", "ful"), ("ousness", "ous"), ("abilities", "abl"), ("ability", "abl"), ("ations", "at"), ("ation", "at"),
    ("ators", "at"), ("ator", "at"), ("ating", "at"), ("ated", "at"), ("ates", "at"), ("ate", "at"), ("itions", "it"),
    ("ition", "it"), ("ments", ""), ("ment", ""), ("ising", "is"), ("izing", "is"), ("ised", "is"), ("ized", "is"),
    ("ises", "is"), ("izes", "is"), ("ise", "is"), ("ize", "is"), ("ities", ""), ("ity", ""), ("ances", "anc"),
    ("ance", "anc"), ("ences", "enc"), ("ence", "enc"), ("ions", ""), ("ion", ""), ("ively", "iv"), ("ives", "iv"),
    ("ive", "iv"), ("ings", ""), ("ing", ""), ("edly", ""), ("ied", "i"), ("ies", "i"), ("ed", ""), ("ness", ""),
    ("fully", "ful"), ("ably", "abl"), ("able", "abl"), ("ibly", "ibl"), ("ible", "ibl"), ("ously", "ous"),
    ("ally", "al"),
    ("ily", "i"), ("ly", ""), ("ers", "er"), ("es", ""), ("s", ""), ("e", ""), ("y", "i"),
)  # fmt: skip
_SHORT_OF_A_ROOT = frozenset({"ion", "ions", "ive", "ives", "er", "ers"})


def fold(text: str) -> str:
    """Return `text` with quotation marks, dashes and spaces in one form each; every offset stays true."""
    return _FOLDS.sub(lambda mark: _FOLD[mark.group()], text)


def lower(text: str) -> str:
    """Return `text` folded and in lower case, character for character."""
    lowered = fold(text).lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in fold(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what inflections and common derivations of `word` share: separate, separating, separation."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or not word.isalpha() or word.endswith("ss"):
        return word.removesuffix("s") if len(word) == 3 and word.endswith("s") and word[1] not in "aiu" else word
    for ending, put in _ENDINGS:
        if word.endswith(ending):
            root = word[: -len(ending)]
            if ending == "y" and root[-1] in "aeiou":
                return word  # "delay" and "delays" share "delay"
            if len(root) >= (4 if ending in _SHORT_OF_A_ROOT else 3) and _VOWEL.search(root):
                return root + put if put else _undoubled(root)
    return word


def _undoubled(root: str) -> str:
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root.removesuffix("e") if len(root) > 4 else root


@lru_cache(maxsize=4096)  # a pack has some thousand terms, cues and examples, and asks for each several times
def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of `text` that carry meaning, in order, repetitions kept."""
    return tuple([found for found, _, _, _ in opened_stems(text)])


def placed_stems(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return (stem, start, end) for every word of `text` that carries meaning; "non-direct" is no "direct"."""
    return tuple([(found, start, end) for found, start, end, _ in opened_stems(text)])


def opened_stems(text: str) -> list[tuple[str, int, int, int]]:
    """The placed stems, each with the place at which it opens: that of its "non-", where it has one."""
    found: list[tuple[str, int, int, int]] = []
    opened = -1
    for match in WORD.finditer(lower(text)):
        word = match.group()
        if word == "non":
            opened = match.start() if opened < 0 else opened
        elif len(word) > 1 and word not in _STOP:
            start, end = match.span()
            found.append((stem(word), start, end, start) if opened < 0 else ("non-" + stem(word), start, end, opened))
            opened = -1
    return found
