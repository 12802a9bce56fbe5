"""Say for whom a person works from a verb of service: "who runs the Yard", "For the company, Ann Lee submitted"."""

from __future__ import annotations

from itertools import islice

from flows.reading.attributing.bodies import body_in
from flows.reading.attributing.directory import Directory, Entity, Mention
from flows.reading.attributing.page import Page, Range
from flows.reading.attributing.pointing import pointed
from flows.reading.attributing.standing import over, stated

RUNS = frozenset({
    "run", "lead", "chair", "head", "represent", "manage", "found", "direct", "own", "convene", "edit", "command",
    "govern", "captain", "join", "co-found", "co-chair", "oversee",
})  # fmt: skip
_SERVES = frozenset({
    "work", "drive", "buy", "speak", "sit", "write", "serve", "teach", "prosecute", "appear", "act", "reply",
    "volunteer", "farm", "cook", "nurse", "preside", "spend", "start",
})  # fmt: skip
_HIRES = frozenset({"hire", "employ", "recruit", "appoint"})
_LEAVES = frozenset({"resign", "retire"})
_FOR = frozenset({"for", "at", "with", "over"})
_PLACED = frozenset({"work", "spend", "start", "serve", "teach", "nurse", "cook", "preside", "volunteer"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "appos"})
_JOINED = frozenset({"conj", "advcl", "xcomp"})
_MAIN = frozenset({"ROOT", "conj"})
_HE = {"he": True, "she": False}
_LOOKED = 30
_NEAR = 3  # sentences
_OPENING = 8  # words of "For the company, "


def serving(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """The body that the verb of a clause about this name serves: "Orla Coyle, who runs the Yard"."""
    last = mention.piece[1] - 1
    if over(page, page.sentences[page.sentence[last]]):
        return None
    for verb in _verbs(page, last):
        found = _served(page, verb, directory, mention)
        if found is not None:
            return found
    return _hired(page, last, directory) or _where(page, last, directory) or _acting(page, mention, directory)


def _hired(page: Page, last: int, directory: Directory) -> Entity | None:
    """ "The Agency has appointed Ann Lee", "employs Ann Lee"."""
    verb = page.head[last]
    if page.dep[last] != "dobj" or page.lemma[verb] not in _HIRES | {"name"}:
        return None
    subject = next((k for k in page.kids[verb] if page.dep[k] == "nsubj"), -1)
    return body_in(page, directory, (page.left[subject], subject + 1)) if subject >= 0 else None


def _where(page: Page, last: int, directory: Directory) -> Entity | None:
    """ "The Agency, where Ann Lee works", "which Ann Lee chairs"."""
    verb = page.head[last]
    if page.dep[last] != "nsubj" or page.dep[verb] != "relcl" or page.lemma[verb] not in RUNS | _PLACED:
        return None
    above = page.head[verb]
    told = {"which", "where"} & set(page.lower[above + 1 : last])
    return body_in(page, directory, (above, above + 1)) if told else None


def serve_as_pronouns(page: Page, directory: Directory) -> None:
    """ "Prudence Achebe keeps a canary. She has run the Trust for years": of whom it is said is named just before."""
    for j in range(len(page)):
        if (
            page.lower[j] not in _HE
            or page.dep[j] != "nsubj"
            or page.run[j] >= 0
            or page.dep[page.head[j]] not in _MAIN
        ):
            continue
        mention = _meant(page, directory, j)
        if mention is None or mention.entity.organisation is not None or over(page, page.sentences[page.sentence[j]]):
            continue
        own = (page.head[j], *(k for k in page.kids[page.head[j]] if page.dep[k] == "conj" and _no_subject(page, k)))
        found = (_served(page, verb, directory, mention) for verb in own)
        said = Mention((j, j + 1), mention.entity)  # "she is chair of the Trust"
        mention.entity.organisation = next((e for e in found if e is not None), None) or stated(page, said, directory)
        mention.entity.told = "serving"


def _meant(page: Page, directory: Directory, j: int) -> Mention | None:
    """The one person named last, unless the sentence before names several."""
    male = _HE[page.lower[j]]
    before = [m for m in islice(directory.before(j), _LOOKED) if m.entity.person]
    near = [m for m in before if page.sentence[j] - page.sentence[m.piece[0]] <= _NEAR]
    fitting = {m.entity: m for m in reversed(near) if m.entity.male in {male, None}}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _verbs(page: Page, last: int) -> list[int]:
    """What the name does: its own verb, those joined to it, and those of the clauses that describe the name."""
    name = last
    own = [k for k in page.kids[name] if page.dep[k] in _CLAUSES]
    if page.dep[name] in _SUBJECTS:
        verb = page.head[name]
        own += [verb, *(k for k in page.kids[verb] if page.dep[k] in _JOINED and _no_subject(page, k))]
    return own


def _no_subject(page: Page, verb: int) -> bool:
    return not any(page.dep[k] in _SUBJECTS for k in page.kids[verb])


def _served(page: Page, verb: int, directory: Directory, mention: Mention) -> Entity | None:
    for k in (k for j in (verb, *_nights(page, verb)) for k in page.kids[j]):
        if page.lemma[verb] in RUNS and page.lower[k] == "it":
            found = pointed(page, directory, k).body  # "Ann Lee, who runs it"
        elif page.lemma[verb] in RUNS and page.dep[k] == "dobj":
            found = body_in(page, directory, _reach(page, k, mention))
            if found is not None and not found.surely and page.lemma[verb] == "represent":
                return None  # "who represents Lowmouth"
        elif page.lemma[verb] in _SERVES | _HIRES | _LEAVES and _of_service(page, verb, k):
            found = body_in(page, directory, _reach(page, k, mention))
            if found is not None and not found.surely and page.lower[k] == "at":
                return None  # "taught at Harne"
        else:
            continue
        if found is not None:
            return found
    return None


def _nights(page: Page, verb: int) -> list[int]:
    """ "Works nights at the Agency", "spent nine years at": what is told of the time stands between."""
    return [k for k in page.kids[verb] if page.dep[k] in {"dobj", "npadvmod"} and page.lemma[verb] in _PLACED]


def _of_service(page: Page, verb: int, k: int) -> bool:
    """ "Works at", "sits on"; one appears and writes for a body, not at or on it."""
    word, lemma = page.lower[k], page.lemma[verb]
    if page.dep[k] == "agent":
        return lemma in _HIRES
    if page.dep[k] != "prep":
        return False
    if lemma in _LEAVES:
        return word == "from"
    return word == "for" or (lemma == "sit" and word == "on") or (word in _FOR and lemma in _PLACED)


def _reach(page: Page, k: int, mention: Mention) -> Range:
    """The phrase under `k`, without what a clause inside it tells."""
    end = min((page.left[c] for c in page.kids[k] if page.dep[c] in _CLAUSES), default=page.right[k] + 1)
    first = page.left[k]
    return (first, max(end, k + 1)) if k > mention.piece[0] else (first, min(end, mention.piece[0]))


def _acting(page: Page, mention: Mention, directory: Directory) -> Entity | None:
    """ "For the company, Lorna Bisset submitted that", "Replying for the government, Callum Shaw acknowledged"."""
    first = page.sentences[page.sentence[mention.piece[0]]][0]
    if not 2 < mention.piece[0] - first <= _OPENING or page.lower[mention.piece[0] - 1] != ",":
        return None
    opens = first + int(page.lemma[first] in _SERVES and page.lower[first].endswith("ing"))
    if page.lower[opens] != "for":
        return None
    return body_in(page, directory, (opens + 1, mention.piece[0] - 1))
