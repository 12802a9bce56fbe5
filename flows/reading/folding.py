"""Compare words regardless of typography and inflection: one-to-one folding, and stems."""

from __future__ import annotations

import re
from functools import lru_cache

# One character for one, so that offsets stay true.
_FOLD = str.maketrans({
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "\xa0": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
})  # fmt: skip

WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?(?:\.\d+)?")

_STOP = frozenset(
    """a about above after again against all also am an and any are aren't as at be because been before being below between both but by can can't cannot
    could couldn't did didn't do does doesn't doing don't down during each else few for from further get gets getting go going got had hadn't has hasn't have
    haven't having he he'd he'll he's her here here's hers herself him himself his how i i'd i'll i'm i've if in into is isn't it it's its itself just
    let let's like made make makes making many may me might more most much must my myself need needs no nor not now of off on once one only onto or other
    our ours ourselves out over own per really said same say says she she'd she'll she's should shouldn't so some such than that that's the their theirs
    them themselves then there there's these they they'd they'll they're they've thing things this those through to too two under until up upon us very was wasn't
    we we'd we'll we're we've well were weren't what what's when where whether which while who whom whose why will with within without won't would wouldn't yet
    you you'd you'll you're you've your yours yourself new year years way ways lot kind sort""".split()
)
_IRREGULAR = {
    "children": "child", "people": "person", "men": "man", "women": "woman", "better": "better", "paid": "pay", "pays": "pay",
    "left": "leave", "kept": "keep", "cutting": "cut", "cuts": "cut", "taken": "take", "took": "take", "began": "begin",
    "lives": "life", "lying": "lie", "dying": "die", "being": "be", "ends": "end", "bought": "buy", "taught": "teach",
    "abolition": "abolish", "abolitions": "abolish", "meant": "mean", "grew": "grow", "grown": "grow", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise",
    "spent": "spend", "built": "build", "held": "hold", "policies": "polici", "policy": "polici", "police": "police",
    "unity": "unity", "university": "universit", "universities": "universit", "general": "general", "generation": "generation",
    "organisation": "organisation", "organ": "organ", "international": "international", "nation": "nation", "native": "native",
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
    ("fully", "ful"), ("ably", "abl"), ("able", "abl"), ("ibly", "ibl"), ("ible", "ibl"), ("ously", "ous"), ("ally", "al"),
    ("ily", "i"), ("ly", ""), ("ers", "er"), ("es", ""), ("s", ""), ("e", ""), ("y", "i"),
)  # fmt: skip
_SHORT_OF_A_ROOT = frozenset({"ion", "ions", "ive", "ives", "er", "ers"})


def fold(text: str) -> str:
    """Return `text` with quotation marks, dashes and spaces in one form each; every offset stays true."""
    return text.translate(_FOLD)


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
            if len(root) >= (4 if ending in _SHORT_OF_A_ROOT else 3) and _VOWEL.search(root):
                return root + put if put else _undoubled(root)
    return word


def _undoubled(root: str) -> str:
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root.removesuffix("e") if len(root) > 4 else root


def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of `text` that carry meaning, in order, repetitions kept."""
    return tuple(found for found, _, _ in placed_stems(text))


def placed_stems(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return (stem, start, end) for every word of `text` that carries meaning; "non-direct" is no "direct"."""
    found = []
    undone = False
    for match in WORD.finditer(lower(text)):
        word = match.group()
        if word == "non":
            undone = True
        elif word not in _STOP and len(word) > 1:
            found.append((("non-" if undone else "") + stem(word), match.start(), match.end()))
            undone = False
    return tuple(found)
