"""What the parse says about one clause: negation, obligation, command, mockery, going away, and where it ends."""

from __future__ import annotations

from functools import lru_cache

from flows.reading.parsed import Token
from flows.reading.stancing.lexicon import lexicon
from flows.reading.stancing.moods import imperative, never_more, no_longer, not_yet, questioned, said_in, told_anew

_WORDS = 256  # of a text, several sentences: mentions and propositions ask about the same few, and then no more
SUBJECT = frozenset({"nsubj", "csubj"})
BELOW = frozenset(
    {"dobj", "pobj", "prep", "nsubjpass", "xcomp", "ccomp", "pcomp", "compound", "amod", "acl", "relcl", "poss",
     "agent", "dative", "attr", "oprd", "advcl", "nmod", "advmod", "prt", "appos", "conj"}
)  # fmt: skip


def clause_apart(node: Token) -> bool:
    """A clause of its own: in "Officers are not nurses, and calls should go elsewhere" "not" is not of the calls."""
    if node.dep_ == "parataxis" or _beyond_a_stop(node) or touched(node):
        return True
    if node.pos_ not in {"VERB", "AUX"}:
        return False
    if node.dep_ == "conj":
        if any(c.dep_ == "cc" and c.lower_ == "but" for c in node.head.children):
            return True  # "would not solve everything but called for a vote"
        return told_anew(node) or any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in node.children)
    return node.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS for c in node.children)


def touched(node: Token) -> bool:
    """ "The vote makes no difference to the ban": what bears on a thing, or does not, takes no side on it."""
    head = node.head
    if node.dep_ == "dobj":
        return head.lemma_ in _TOUCHING
    if node.dep_ != "pobj" or head.lower_ not in {"to", "on", "upon"}:
        return False
    held = head.head if head.head.pos_ == "NOUN" else next((c for c in head.head.children if c.dep_ == "dobj"), None)
    if held is None or held.lemma_ not in _BEARING:
        return False
    return not any(child.dep_ == "amod" for child in held.children)  # "a ruinous effect on it" says more


def _beyond_a_stop(node: Token) -> bool:
    """What stands before a semicolon is a sentence of its own, whatever the parser hangs it on."""
    if node.dep_ not in {"ccomp", "advcl", "conj"}:
        return False
    first, last = sorted((node.i, node.head.i))
    return any(t.text in {";", ":"} for t in node.doc[first + 1 : last])


_CONDITIONS = frozenset(
    {"if", "unless", "until", "while", "once", "provided", "when", "because", "as", "since", "although", "though"}
)
ASKED = 0.6


def asks_for(node: Token) -> bool:
    """ "Asked ministers to drop it", "begged the council not to": what one asks others to do, one wants."""
    if node.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return False
    if node.head.lemma_ not in lexicon().sets["asking.words"] and node.head.lemma_ not in {"warn", "caution"}:
        return False  # "warned them not to drop it"
    if node.head.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in node.head.children):
        return False  # "a captain who is told to plug in" asks nothing
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in node.children)


def supposed(node: Token) -> bool:
    """Under "if": what one would feel is not what one feels."""
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "until"} for c in node.children)


def negator(node: Token) -> Token | None:
    """The word that negates `node`: "not", "no" before it, or a subject that is nobody or "no council leader"."""
    return next(iter(negators(node)), None)


@lru_cache(maxsize=_WORDS)
def negators(node: Token) -> tuple[Token, ...]:
    """All of them: "few managers are not relieved" has two."""
    found = [node] if node.lower_ in _NOBODY and node.dep_ not in SUBJECT else []
    words = lexicon().sets["negation.words"]
    for child in node.children:
        if child.dep_ not in _MAY_DENY:
            continue
        if child.i + 1 < len(node.doc) and node.doc[child.i + 1].text == "-":  # the "no" of a no-send rule
            continue
        if child.lower_ == "least" or _idle(child) or _set_apart(child):  # "at least"
            continue
        if child.dep_ == "neg" and never_more(node, child):
            continue
        said = child.dep_ == "neg" or (child.dep_ in {"det", "advmod", "preconj", "cc"} and child.lower_ in words)
        if said or _denies_by_degree(child):
            found.append(child)
        elif (denier := _denies(child) if child.dep_ in {"nsubj", "nsubjpass"} else _in_no_way(child)) is not None:
            found.append(denier)
    return tuple(found)


def _denies_by_degree(word: Token) -> bool:
    if word.lower_ == "less" and (taken := lexicon().sense(word.head.lemma_lower)) is not None:
        return taken.attitude > 0 and not any(word.children)  # who is less worried is not for it
    if word.lower_ == "little":
        return _hardly_any(word)
    return word.dep_ == "advmod" and (no_longer(word) or not_yet(word))


def _hardly_any(little: Token) -> bool:
    """ "Little evidence", "very little support"; not "a little village", "the little support"."""
    noun = little.head
    return noun.tag_ == "NN" and little.dep_ == "amod" and not any(c.dep_ in {"det", "poss"} for c in noun.children)


def _in_no_way(prep: Token) -> Token | None:
    """ "Under no circumstances", "in no way", "on no account"."""
    if prep.dep_ != "prep" or prep.i > prep.head.i:
        return None
    nouns = (c for c in prep.children if c.dep_ == "pobj" and c.lemma_ in _WAYS)
    return next((c for noun in nouns for c in noun.children if c.lower_ == "no"), None)


def _idle(no: Token) -> bool:
    """ "No more than three", "not only", "not when there is a law", "rather than not": nothing here is denied."""
    if no.lower_ not in ("no", "not"):
        return False
    following = [t.lower_ for t in no.doc[no.i + 1 : no.i + 3]]
    if no.lower_ == "no":
        return following[1:] == ["than"]
    return bool(_AFTER_NOT & set(following[:1])) or no.doc[no.i - 1].lower_ == "than"


def _set_apart(no: Token) -> bool:
    """ "We need this now, not in five years' time": what stands after the pause is denied, and not the need."""
    return no.lower_ == "not" and no.i > no.head.i + 1 and no.nbor(-1).text in {",", "–", "—"}


_AFTER_NOT = frozenset({"only", "just", "merely", "when", "while", "where", "because", "if", "least"})


def does_not(verb: Token) -> bool:
    """ "The cap does not create a single post": what the subject does is denied, and not the subject."""
    if verb.pos_ != "VERB" or verb.lemma_ in _HAVING or normative(verb):
        return False
    return any(c.dep_ == "dobj" for c in verb.children) and not any(c.dep_ == "auxpass" for c in verb.children)


def calls_for_first(verb: Token) -> bool:
    """ "No animal should be treated until it has been tested" does not say no to treating: it puts testing first."""
    if verb.pos_ not in {"VERB", "AUX"} or not any(c.lower_ in _OBLIGED for c in verb.children if c.dep_ == "aux"):
        return False
    if verb.lemma_ in _STARTING:
        return False  # "should not proceed until the costs are known": not as things are
    return any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in {"until", "unless", "before"} for m in c.children)
        for c in verb.children
    )


TALKING = frozenset(
    {"talk", "argue", "debate", "dither", "discuss", "pretend", "worry", "hesitate", "prevaricate", "dawdle"}
)
_STARTING = frozenset({"proceed", "go", "happen", "begin", "start", "introduce", "adopt", "implement", "launch"})
_TOUCHING = frozenset({"affect", "influence", "impact"})
_BEARING = frozenset({"difference", "bearing", "effect", "impact", "influence"})
_HAVING = frozenset({"have", "get", "need", "deserve", "win", "command"})
_OBLIGED = frozenset({"should", "must", "may", "shall"})
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})
_WAYS = frozenset({"circumstance", "way", "account", "condition"})
_MAY_DENY = frozenset({"neg", "det", "advmod", "preconj", "cc", "nsubj", "nsubjpass", "prep", "amod"})


def _denies(subject: Token) -> Token | None:
    if subject.lower_ in _NOBODY:
        return subject
    return next(
        (
            c
            for c in subject.children
            if (c.dep_ in {"det", "neg", "preconj"} and c.lower_ in {"no", "not", "neither"})
            or (c.lower_ == "few" and not any(d.lower_ == "a" for d in subject.children))
        ),
        None,
    )


_GOING = frozenset(
    {"go", "leave", "vanish", "disappear", "die", "wait", "end", "close", "lapse", "retire", "fall", "stop", "expire"}
)
_ONWARD = frozenset(
    {"on", "ahead", "further", "far", "beyond", "forward", "back", "along", "through", "up", "too", "enough"}
)
_AWAY = frozenset({"out", "off", "away", "gone", "over", "down"})
_MAY_GO = frozenset({"nsubj", "nsubjpass", "compound", "dobj"})
_WANTING = frozenset({"want", "like", "see", "get", "keep", "stay", "take", "run", "step"})


@lru_cache(maxsize=_WORDS)
def gone(node: Token) -> bool:
    """ "wants the adverts gone", "should go", "the contracts run out", "gear out of every area"."""
    head = predicate(node.head) if node.dep_ in SUBJECT else node.head
    if node.dep_ not in _MAY_GO or _goes_to(head):
        return False
    later = [
        child.lower_
        for child in (*head.children, *node.children)
        if child.i > node.i and (child.lower_ in {"off", "out"} or not any(c.dep_ == "pobj" for c in child.children))
    ]
    if node.dep_ in {"nsubj", "nsubjpass"}:
        if (
            node.dep_ == "nsubj"
            and head.lemma_ in _GOING
            and not (head.lemma_ == "go" and any(c.lower_ == "off" for c in head.children))  # phones go off
            and not (head.lemma_ == "leave" and head.tag_ in {"VBN", "VBD"})  # "wants the files left where they lie"
            and not any(c.dep_ in {"dobj", "xcomp", "acomp"} or c.lower_ in _ONWARD for c in head.children)
        ):
            return True
        away = _AWAY - {"over"} if head.lemma_ in {"take", "run"} else _AWAY  # "regional bodies will take over"
        return head.lemma_ in _WANTING and any(word in away for word in later)
    if node.dep_ == "compound" and head.lower_ in {"go", "vanish"}:  # "to see the grade go", read as a noun
        return head.head.lemma_ in _WANTING
    if node.dep_ != "dobj" or head.lemma_ not in _WANTING:
        return False
    going = any(c.lemma_ in _GOING and c.dep_ in {"ccomp", "xcomp"} and c.i > node.i for c in head.children)
    return going or any(word in _AWAY for word in later)


def _goes_to(verb: Token) -> bool:
    """ "Goes to clubs", "goes out to consultation": it arrives."""
    if verb.lemma_ == "go" and any(c.lower_ in {"to", "into", "towards"} and c.dep_ == "prep" for c in verb.children):
        return True
    return any(c.lower_ in _AWAY and c.i + 1 < len(c.doc) and c.nbor().lower_ == "to" for c in verb.children)


@lru_cache(maxsize=_WORDS)
def normative(node: Token) -> bool:
    words = lexicon().sets["normative.words"]
    if any(child.dep_ in {"aux", "auxpass"} and child.lower_ in words for child in node.children):
        return not (supposed(node) or _looked_back_on(node) or _put_first(node))
    if node.lemma_ in _DUTY and predicate(node) is not node:
        return not supposed(node) and node.tag_ != "VBD"
    return node.pos_ == "VERB" and _commands(node)


def _put_first(verb: Token) -> bool:
    """ "Only if that fails should it come back", "should it fail": the helper before its subject is a condition."""
    if questioned(verb):
        return False
    helper = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.lower_ == "should"), None)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return helper is not None and subject is not None and helper.i < subject.i


def _looked_back_on(verb: Token) -> bool:
    """ "I should have gone down the pit", "if it must be done": no wish is in these."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if "must" in helpers and "have" in helpers:
        return True
    if "shall" in helpers:
        return True
    return "should" in helpers and any(child.dep_ == "nsubj" and child.lower_ == "i" for child in verb.children)


def predicate(verb: Token) -> Token:
    """The verb that says it: of "is to be frozen", "has to go" and "seems to work" the second one."""
    if verb.lemma_ in _RAISING and not any(c.dep_ in {"attr", "acomp"} for c in verb.children):
        for child in verb.children:
            if child.dep_ == "xcomp" and child.i > verb.i and any(c.lower_ == "to" for c in child.children):
                return child
    return verb


_DUTY = frozenset({"ought", "have", "need"})
_RAISING = frozenset(
    {"be", "seem", "appear", "have", "need", "ought", "get", "happen", "look", "set", "go", "come", "continue"}
)


def _commands(verb: Token) -> bool:
    """An imperative that wants what it says: "Put them back"; not "put a meter on it and we shall be sharing"."""
    return imperative(verb) is verb


def formerly(holder: Token) -> bool:
    """ "Once wanted them gone", "lobbied for it ten years ago": a view of then, told by one who tells of now."""
    if holder.tag_ not in {"VBD", "VBN", "NN", "VB"}:
        return False
    dated = any(t.tag_ == "CD" and len(t.text) == _YEAR for t in holder.sent)
    then = dated or not said_in(holder.sent).isdisjoint(_THEN)
    return then and any(token.lower_ in _NOW for token in holder.doc[holder.i :])


_YEAR = 4  # digits
_THEN = frozenset(
    {"once", "ago", "formerly", "previously", "originally", "initially", "then", "used", "last", "before"}
)
_NOW = frozenset({"now", "nowadays", "today", "since", "longer", "again", "withdrawn", "having", "regrets", "regret"})


def about_whoever(node: Token) -> bool:
    """ "Whoever repealed it should be made to listen" is about whoever."""
    return node.dep_ in {"csubj", "csubjpass"} and any(c.lower_ in {"who", "whoever"} for c in node.children)


def little(verb: Token) -> bool:
    """ "Costs less than", "harms nobody": the verb says by how much."""
    return any(c.i > verb.i and c.lower_ in _LESS and c.dep_ in _AMOUNT for c in verb.children)


_LESS = frozenset({"less", "little", "nothing", "nobody", "none"})
_AMOUNT = frozenset({"advmod", "dobj", "npadvmod", "acomp", "attr", "amod"})


def answered(token: Token) -> float:
    """ "A moratorium, yes", "yes to repeal", "repeal? No.": the mention is answered outright, +1 or -1."""
    doc = token.doc
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 4]]
    if len(after) == 3 and after[0] in {",", "?", ":", "—", "–"} and after[2] in {",", ".", ";", "!", "—", "–"}:
        return _ANSWERS.get(after[1], 0.0)
    if said_in(token.sent).isdisjoint({"yes", "no"}):
        return 0.0
    for at in (token.left_edge.i, token.i - 1, token.i - 2):
        before = [t.lower_ for t in doc[max(0, at - 2) : max(0, at)]]
        if before[1:] == ["to"] and before[0] in {"yes", "no"}:
            return _ANSWERS[before[0]]
    return 0.0


_ANSWERS = {"yes": 1.0, "no": -1.0, "certainly": 1.0, "gladly": 1.0, "never": -1.0, "absolutely": 1.0, "please": 1.0}
