"""Say whether what a clause tells is good or ill for those it touches, from the verb, what it acts on, and how much."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from flows.reading.parsed import Token
from flows.reading.stancing.clauses import SUBJECT, negator
from flows.reading.stancing.lexicon import lexicon

CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "conj", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj"})
_PAIR = 2
_PHRASE = 3  # words of "out of business"
DEEP = 5  # clauses within clauses, or losses of losses: beyond, a parse has gone wrong
ACROSS = 6  # words between a verb and its particle
SOME = 0.6  # of people and livelihoods: that there are more or fewer of them
Groups = frozenset[str]
Entries = Mapping[tuple[str, ...], Groups]
NO_GROUPS: Groups = frozenset()


@dataclass(frozen=True)
class Vocabulary:
    """Entries of one or more words and the groups each is in."""

    verbs: Entries
    nouns: Entries
    adjectives: Entries
    begun: Mapping[str, int]  # words in the longest entry of verbs that a word begins


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    data = tomllib.loads(files(__package__).joinpath("consequences.toml").read_text("utf-8"))
    parts: dict[str, Entries] = {}
    for part, lists in data.items():
        found: dict[tuple[str, ...], set[str]] = {}
        for group, words in lists.items():
            for word in words.split():
                found.setdefault(tuple(word.replace("_", " ").replace("-", " - ").split()), set()).add(group)
        parts[part] = {entry: frozenset(groups) for entry, groups in found.items()}
    begun: dict[str, int] = {}
    for entry in parts["verbs"]:
        begun[entry[0]] = max(len(entry), begun.get(entry[0], 0))
    return Vocabulary(**parts, begun=begun)


def clause_value(head: Token, taken: set[int], deep: int = 0) -> float:
    """Above 0: somebody gains by what the clause tells, below: somebody suffers, 0: not known.

    Clauses inside it that were made use of are added to `taken`.
    """
    if deep > DEEP:
        return 0.0
    value = phrase_value(head) if head.pos_ not in {"VERB", "AUX"} else _verb_value(head, taken, deep)
    denied = negator(head) is not None
    if not value and denied and _able(head):
        return -1.0  # "could not buy bread"
    return -value if denied else value


def _able(verb: Token) -> bool:
    """Somebody can; "you can't invent it" and "I can't see why" are turns of speech, not losses."""
    if any(c.dep_ in SUBJECT and c.lower_ in {"i", "you", "one", "it", "there"} for c in verb.children):
        return False
    if any(c.dep_ == "auxpass" for c in verb.children):
        return False  # "it cannot be justified"
    if any(c.dep_ == "aux" and c.lower_ in {"can", "could", "ca"} for c in verb.children):
        return verb.pos_ == "VERB"
    return any(c.lower_ == "able" for c in verb.children)


def _verb_value(head: Token, taken: set[int], deep: int) -> float:
    groups = _groups(head)
    below = [c for c in head.children if c.dep_ in {"xcomp", "ccomp"} and c.i > head.i]
    if "bars" in groups:  # "stop firms from leaving"
        below += [g for c in head.children if c.lower_ == "from" for g in c.children if g.dep_ == "pcomp"]
    if head.lemma_ == "make" and (made := _made(below)):
        return made
    for clause in below:
        if value := _with_clause(head, groups, clause, clause_value(clause, taken, deep + 1)):
            taken.add(clause.i)
            return value
    if head.lemma_ == "be" or "becomes" in groups:
        for child in head.children:
            if child.dep_ in {"acomp", "attr", "oprd"} and (value := phrase_value(child)):
                # "Hard to argue", "good that ...": a judgement, which the signed path reads
                return 0.0 if any(c.dep_ in {"xcomp", "ccomp"} for c in (*child.children, *below)) else value
    if put_out_of(head):
        return -1.0
    if head.lemma_ in _OUTWEIGHING:
        return _outweighing(head)
    objects = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}] or _led_to(head)
    return _with_object(groups, objects[-1]) if objects else _without_object(head, groups)


def _made(below: list[Token]) -> float:
    """ "Makes the market fairer", "would make things worse, not better": what it makes of something."""
    for clause in below:
        if clause.pos_ in {"VERB", "AUX"} or not any(c.dep_ in SUBJECT for c in clause.children):
            continue
        for word in (*(t for t in clause.doc[clause.left_edge.i : clause.i] if t.tag_ in {"JJR", "JJ"}), clause):
            if value := _described(word):
                return value
    return 0.0


_OUTWEIGHING = frozenset({"outweigh", "outnumber", "exceed", "dwarf", "eclipse"})


def _outweighing(verb: Token) -> float:
    """ "The drawbacks outweigh the advantages": the greater counts."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECT), None)
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    value = 0.0 if subject is None else phrase_value(subject)
    return value or (0.0 if thing is None else -phrase_value(thing))


def _led_to(verb: Token) -> list[Token]:
    """What "leads to job losses" and "results in delays" bring stands under their preposition."""
    for prep in verb.children:
        if prep.dep_ == "prep" and (verb.lemma_lower, prep.lower_) in vocabulary().verbs:
            return [c for c in prep.children if c.dep_ == "pobj"]
    return []


def put_out_of(verb: Token) -> bool:
    """ "Puts firms out of business", "drives them to the wall": where somebody is brought is in the list of ills."""
    if not any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children):
        return False
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.i > verb.i:
            if prep.lower_ == "without" and verb.lemma_ == "leave":
                return any(c.dep_ == "pobj" and _amount(c) > 0 for c in prep.children)
            words = tuple(t.lower_ for t in verb.doc[prep.i : prep.i + _PHRASE])
            if any("bad" in vocabulary().adjectives.get(words[:size], NO_GROUPS) for size in range(_PAIR, _PHRASE + 1)):
                return True
    return False


_BY_CLAUSE = {"lets": (1.0, 1.0), "bars": (-1.0, -1.0), "forces": (1.0, -1.0)}  # times the inner value; without one


def _with_clause(head: Token, groups: Groups, clause: Token, inner: float) -> float:
    """ "Lets them sleep", "leaves patients waiting", "has to sell"."""
    if clause.lemma_lower in lexicon().sets["holding.words"]:
        return 0.0  # "would have to oppose it"
    for group, (factor, alone) in _BY_CLAUSE.items():
        if group in groups:
            return factor * inner or alone
    if head.lemma_ in {"fail", "struggle", "cease"}:
        return -abs(inner) or -1.0
    if head.lemma_ == "have" and clause.dep_ == "xcomp":
        return inner or -1.0
    return inner if "becomes" in groups or head.lemma_ in _SEEMING else 0.0


_SEEMING = frozenset(
    {"be", "go", "seem", "appear", "start", "begin", "continue", "tend", "happen", "mean", "find", "see", "get"}
)
# What a verb does to its object: its sign, and whether an evil as object turns it.
_BY_OBJECT = {
    "betters": (1.0, False),
    "worsens": (-1.0, False),
    "loses": (-1.0, True),
    "hurts": (-1.0, True),
    "helps": (1.0, True),
}


def _with_object(groups: Groups, thing: Token) -> float:
    nothing = -1.0 if thing.lower_ in _NOBODY or _none_of(thing) else 1.0
    value = phrase_value(thing)
    if thing.dep_ == "nsubjpass":  # "nobody was hurt", "no jobs were created": the verb counts as negated already
        value, nothing = value * nothing, 1.0
    for group, (sign, turned) in _BY_OBJECT.items():
        if group in groups:
            return sign * nothing * (-1.0 if turned and "evil" in _noun(thing) else 1.0)
    if "lowers" in groups and (amount := value or _amount(thing)):  # "closes shops" as "ends jobs"
        return -amount
    if "costs" in groups:
        return -nothing if thing.lower_ in _NOBODY or not value else value
    return value if "raises" in groups else 0.0


_NOBODY = frozenset({"nobody", "nothing", "none", "no-one", "little"})


def _none_of(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in noun.children)


def _without_object(head: Token, groups: Groups) -> float:
    if groups & {"worsens", "suffers", "loses"}:
        return -1.0
    if groups & {"betters", "thrives"}:
        return 1.0
    subject = next((c for c in head.children if c.dep_ in SUBJECT), None)
    value = 0.0 if subject is None else _amount(subject)
    return value if "rises" in groups else -value if "falls" in groups else 0.0


def _amount(noun: Token, deep: int = 0) -> float:
    return phrase_value(noun, deep) or (SOME if "valued" in _noun(noun) else 0.0)


def _groups(verb: Token) -> Groups:
    """The groups of the longest entry that the verb begins, with its particle wherever that stands."""
    entries, lemma = vocabulary().verbs, verb.lemma_lower
    longest = vocabulary().begun.get(lemma, 0)
    if longest < _PAIR:
        return entries.get((lemma,), NO_GROUPS)
    after = verb.doc[verb.i + 1 : min(verb.i + longest, verb.sent.end)]
    lowers, lemmas = [t.lower_ for t in after], [t.lemma_lower for t in after]
    for size in range(len(after), 0, -1):
        found = entries.get((lemma, *lowers[:size])) or entries.get((lemma, *lemmas[:size]))
        if found:
            return found
    for child in verb.children:
        if verb.i < child.i <= verb.i + ACROSS and child.dep_ in {"prt", "advmod", "prep"}:
            tails = ((child.lower_,), *((child.lower_, below.lemma_) for below in child.children))
            for tail in tails:
                if found := entries.get((lemma, *tail)):
                    return found
    return entries.get((lemma,), NO_GROUPS)


def phrase_value(token: Token, deep: int = 0) -> float:
    """Above 0: what people want, below: what they fear, turned by "fewer", "loss of" and the like; 0: not known."""
    if token.pos_ in {"ADJ", "ADV", "VERB"}:
        return _described(token)
    groups = _noun(token)
    value = 1.0 if "good" in groups else -1.0 if "evil" in groups else 0.0
    under = _under(token) if groups & {"turning", "keeping"} and deep < DEEP else None
    if under is not None and (below := _amount(under, deep + 1)):
        value = -below if "turning" in groups else below
    scale, judged = _scale(token), _by_adjective(token)
    if "valued" in groups and not judged:
        judged = _placed(token)
    if scale:
        return scale * (value or judged or (SOME if "valued" in groups else 0.0))
    return judged if judged and value >= 0 else value


def _described(token: Token) -> float:
    groups = _adjective(token)
    value = 1.0 if "good" in groups else -1.0 if "bad" in groups else 0.0
    degrees = {child.lower_ for child in token.children}
    if "too" in degrees:
        return -abs(value)
    return -value if degrees & {"less", "hardly", "scarcely", "least", "never", "not"} else value


def _scale(noun: Token) -> float:
    """+1 for more of it, -1 for fewer or none, 0: as it is."""
    for child in noun.children:
        if child.dep_ in {"amod", "det", "nummod", "predet", "quantmod", "neg"}:
            groups = vocabulary().adjectives.get((child.lower_,), NO_GROUPS)
            if groups & {"less", "more"}:
                return -1.0 if "less" in groups else 1.0
    return 0.0


def _by_adjective(noun: Token) -> float:
    return next((v for c in noun.children if c.dep_ in {"amod", "acl"} and (v := _described(c))), 0.0)


def _placed(noun: Token) -> float:
    """ "People in poverty", "children without beds": where somebody is, or what they lack, says how they fare."""
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.i > noun.i and prep.lower_ in _STATES:
            for thing in (c for c in prep.children if c.dep_ == "pobj"):
                if prep.lower_ == "without":
                    return -1.0 if _noun(thing) & {"good", "valued"} else 0.0
                if "evil" in _noun(thing):
                    return -1.0
    return 0.0


_STATES = frozenset({"in", "on", "at", "under", "without"})


def _under(noun: Token) -> Token | None:
    beside = noun.head.children if noun.dep_ == "dobj" else ()  # "bring an end | to the misery"
    for prep in (*noun.children, *beside):
        if prep.dep_ == "prep" and prep.i > noun.i and prep.lower_ in {"of", "in", "to", "for"}:
            return next((c for c in prep.children if c.dep_ == "pobj"), None)
    return next((c for c in noun.children if c.dep_ == "compound"), None)


def _noun(token: Token) -> Groups:
    if token.pos_ not in {"NOUN", "PROPN"} and token.tag_ != "VBG":
        return NO_GROUPS
    words = vocabulary().nouns
    if token.i and (found := words.get((token.nbor(-1).lower_, token.lemma_lower))):
        return found
    for form in (token.lemma_lower, token.lower_, token.lower_.removesuffix("s"), token.lower_.removesuffix("es")):
        if (groups := words.get((form,))) is not None:
            return groups  # the lemma of "taxes" may be "taxis"
    return NO_GROUPS


def _adjective(token: Token) -> Groups:
    words = vocabulary().adjectives
    return words.get((token.lower_,)) or words.get((token.lemma_lower,), NO_GROUPS)


def loose_value(head: Token, known: set[int]) -> float:
    """What the words of a clause come to, where its verb says nothing."""
    total = 0.0
    for token in head.subtree_without(CLAUSAL):
        if token.i not in known:
            continue
        if token.pos_ == "NOUN" and token.dep_ != "compound":
            total += phrase_value(token)
        elif token.pos_ in {"ADJ", "ADV"} and token.dep_ in {"advmod", "acomp", "oprd"}:
            total += _described(token)
    value = float((total > 0) - (total < 0))
    return -value if negator(head) is not None else value
