"""Say what kind of change lies between two versions of an article. Numbers, signs and quotation marks always count."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from flows.revising import quotations
from flows.revising.furniture import is_furniture_line
from flows.revising.worddiff import TOKEN, Hunk, hunks
from storage.domain.polling import ChangeKind, Edit

_DATA = json.loads(files("flows.revising").joinpath("wording.json").read_text("utf-8"))
_CUES = frozenset(_DATA["cues"])
_NUMBERS = frozenset(_DATA["numbers"])
_DAYS = frozenset(_DATA["weekdays"])
_NO_NAMES = _DAYS.union(_DATA["months"])
_UNITS = frozenset(_DATA["units"])
_AUXILIARIES = frozenset(_DATA["auxiliaries"])
_LINKS = frozenset(_DATA["links"])
_CORRECTION = re.compile("|".join(f"(?:{p})" for p in _DATA["corrections"]), re.IGNORECASE)
_PAYWALL = re.compile("|".join(f"(?:{p})" for p in _DATA["paywall"]), re.IGNORECASE)
_ERROR_TITLE = re.compile(_DATA["error_titles"], re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)|\n")
_DIGIT = re.compile(r"\d")
_PER_CENT = re.compile(r"(\d)\s*(?:per\s?cent|pc)\b", re.IGNORECASE)
_SIGNS = frozenset("%£$€+<>=±")
_TO_SOURCE = re.compile(r"\baccording to (?:[\w’'-]+ ){0,3}$", re.IGNORECASE)
_AFTER_CUE = re.compile(r"\b([a-z]+)\s+(?:(?:the|a|an|its|his|her|their)\s+)?$")
_NAMED_BEFORE = re.compile(r"\b([A-Z][\w’'-]+), ((?:[\w’'-]+ ){0,3})$")
_NAMED_AFTER = re.compile(r"\s+(?:[a-z]+ ){0,1}[A-Z][\w’'-]+ (?:[A-Z]|[a-z]+\b)")
_NAME_CLOSES = re.compile(r", (?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+$")
# "the union’s treasurer, Ada Pole, ": a description and, between commas, the name it is of.
_APPOSED_NAME = re.compile(
    r"(?:\s+[a-z][\w’'-]*){0,6}, (?:(?:Sir|Dame|Dr|Lord|Lady) )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+(?=[,.])"
)
_PER = frozenset({"a", "an", "per", "each", "every"})
_QUOTE_MARKS = frozenset("“”\"„«»‘’'")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_UNWEIGHTY = re.compile(r"[\s,;:.!()\[\]…\-–—‑'’‘\"“”*•·/­]+")


def body_of(text: str) -> str:
    """Return `text` without its furniture lines."""
    return "\n".join(line for line in text.splitlines() if line.strip() and not is_furniture_line(line))


def typed(before: str, after: str, *, earlier: Sequence[str] = ()) -> tuple[tuple[ChangeKind, ...], tuple[Edit, ...]]:
    """Return the kinds of change, least telling first, and the edits. The first line of each text is its headline.

    `earlier` are the versions before `before`: coming back to one of them is a restoration.
    """
    if before == after:
        return (ChangeKind.NONE,), ()
    old, new = body_of(before), body_of(after)
    if old == new:
        return (ChangeKind.FURNITURE,), ()
    # The same quotations in both: at most a paragraph moved.
    requoted = quotations.said(old) != quotations.said(new)
    found = [(hunk, _kinds(hunk, old, new, requoted=requoted)) for hunk in hunks(old, new)]
    edits = tuple(_edit(hunk, kinds, old, new) for hunk, kinds in found)
    kinds = {kind for _, several in found for kind in several}
    if requoted:
        kinds.add(ChangeKind.QUOTE)
    if any(_CORRECTION.search(edit.inserted) for edit in edits) and not _CORRECTION.search(old):
        kinds.add(ChangeKind.CORRECTION)
    if len(kinds) > 1:
        kinds -= {ChangeKind.FURNITURE, ChangeKind.NONE}
    if kinds - {ChangeKind.TYPOGRAPHIC, ChangeKind.FURNITURE} and _same_as_any(new, earlier):
        kinds.add(ChangeKind.RESTORED)
    order = list(ChangeKind)
    return tuple(sorted(kinds, key=order.index)) or (ChangeKind.TYPOGRAPHIC,), edits


def _same_as_any(text: str, earlier: Sequence[str]) -> bool:
    plain = quotations.plain(text)
    return any(quotations.plain(body_of(version)) == plain for version in earlier)


def _edit(hunk: Hunk, kinds: set[ChangeKind], old: str, new: str) -> Edit:
    order = list(ChangeKind)
    telling = max(kinds, key=order.index)
    return Edit(telling, hunk.before, hunk.after, old[slice(*hunk.before)], new[slice(*hunk.after)])


def _kinds(hunk: Hunk, old: str, new: str, *, requoted: bool) -> set[ChangeKind]:
    """All kinds one edit is: a new name and a new figure side by side are two."""
    removed, inserted = old[slice(*hunk.before)], new[slice(*hunk.after)]
    if _is_typographic(removed, inserted):
        return {ChangeKind.TYPOGRAPHIC}
    if _in_headline(hunk, old, new):
        return {ChangeKind.HEADLINE} | ({ChangeKind.NUMERIC} if _numbers_differ(hunk, old, new) else set())
    if _CORRECTION.search(inserted) and not _CORRECTION.search(removed):
        return {ChangeKind.CORRECTION}
    tests = (
        (ChangeKind.NUMERIC, _numbers_differ),
        (ChangeKind.QUOTE, _quotation_changed),
        (ChangeKind.ATTRIBUTION, _touches_attribution),
    )
    found = {kind for kind, test in tests if test(hunk, old, new)} - (set() if requoted else {ChangeKind.QUOTE})
    if _is_deletion(removed, inserted) and not _still_there(removed, new):
        found.add(ChangeKind.DELETION)
    return found or {ChangeKind.WORDING}


def _in_headline(hunk: Hunk, old: str, new: str) -> bool:
    """True also for words added to its end or taken from it: there one of the two spans is empty and ends the line."""
    (was, now), (a, b) = (len(text.partition("\n")[0]) for text in (old, new)), (hunk.before[0], hunk.after[0])
    return a <= was and b <= now and (a < was or b < now)


def _is_typographic(removed: str, inserted: str) -> bool:
    """Same letters, digits and signs; only marks that carry no meaning differ. A lost `"` or `-5` is no typography."""
    if _THOUSANDS.sub("", quotations.plain(removed)) == _THOUSANDS.sub("", quotations.plain(inserted)):
        return True
    if _QUOTE_MARKS.issuperset(removed) and _QUOTE_MARKS.issuperset(inserted) and len(removed) == len(inserted):
        return True  # one style of marks for another; what stands between them is compared apart
    if _DIGIT.search(removed + inserted) or "?" in removed + inserted or _SIGNS.intersection(removed + inserted):
        return False
    if _marks(removed) != _marks(inserted):
        return False
    return _letters(removed) == _letters(inserted)


def _letters(text: str) -> str:
    """The letters alone, without accents: "façade" and "facade" are one word."""
    bare = unicodedata.normalize("NFD", _UNWEIGHTY.sub("", text).casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _marks(text: str) -> int:
    return len(re.findall(r"[“”\"„«»]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?])[’'](?!\w)", text))


def _numerals(text: str) -> Counter[str]:
    text = _PER_CENT.sub(r"\1%", quotations.plain(text))
    tokens = (token.lower() for token in TOKEN.findall(text))
    return Counter(t.replace(",", "") for t in tokens if _DIGIT.search(t) or t in _SIGNS or _is_number_word(t))


def _is_number_word(token: str) -> bool:
    return any(part in _NUMBERS for part in token.split("-"))


def _numbers_differ(hunk: Hunk, old: str, new: str) -> bool:
    """True when a sentence that stays gives other figures: a sentence that comes or goes whole is no such change."""
    removed, inserted = old[slice(*hunk.before)], new[slice(*hunk.after)]
    if _unit_differs(hunk, old, new):
        return True
    was, now = _numerals(_widened(old, hunk.before)), _numerals(_widened(new, hunk.after))
    if (gone := _days(removed)) and (new_ := _days(inserted)):
        was, now = was + gone, now + new_
    if was == now:
        return False
    if removed.strip() and inserted.strip():
        return not (_is_whole(removed) and _is_whole(inserted) and _unrelated(removed, inserted))
    return not _is_whole(removed or inserted)


def _days(text: str) -> Counter[str]:
    """Days and months by name; a month in lower case is a verb."""
    words = re.findall(r"[A-Za-z]+", text)
    return Counter(w.lower() for w in words if w.lower() in _DAYS or (w[0].isupper() and w.lower() in _NO_NAMES))


def _unit_differs(hunk: Hunk, old: str, new: str) -> bool:
    """True for "£78 a year" that becomes "£78 a month", and for miles that become kilometres."""
    left = old[old.rfind("\n", 0, hunk.before[0]) + 1 : hunk.before[0]].lower().split()[-3:]
    # "six (miles)", "£78 a (year)", "two nights a (year)": the figure, at most its noun, and what shares it out.
    reach = 3 if left and left[-1] in _PER else 1
    if not any(_DIGIT.search(word) or _is_number_word(word) for word in left[-reach:]):
        return False
    one, two = (text[slice(*span)].strip().lower() for text, span in ((old, hunk.before), (new, hunk.after)))
    return one != two and one in _UNITS and two in _UNITS


def _widened(text: str, span: tuple[int, int]) -> str:
    """The span with the token characters on both sides: an edit inside `1.5%` is seen with the whole figure."""
    start, end = span
    while start > 0 and not text[start - 1].isspace() and span[0] - start < 20:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - span[1] < 20:
        end += 1
    return text[start:end]


def _unrelated(removed: str, inserted: str) -> bool:
    one, two = set(TOKEN.findall(removed.lower())), set(TOKEN.findall(inserted.lower()))
    return len(one & two) * 3 < min(len(one), len(two))


def _is_whole(text: str) -> bool:
    """True for a sentence or more."""
    words = text.split()
    fewest = 3 if words and words[0].strip("“\"'‘")[:1].isupper() else 5
    return len(words) >= fewest and (_SENTENCE_END.search(text) is not None)


def _line(text: str, span: tuple[int, int]) -> str:
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return text[start : end if end >= 0 else len(text)]


def _quotation_changed(hunk: Hunk, old: str, new: str) -> bool:
    """True when words between quotation marks changed, came or went, or the marks themselves did."""
    was, now = quotations.said(_line(old, hunk.before)), quotations.said(_line(new, hunk.after))
    return was != now and (_inside(old, hunk.before) or _inside(new, hunk.after))


def _inside(text: str, span: tuple[int, int]) -> bool:
    start = text.rfind("\n", 0, span[0]) + 1
    line = _line(text, span)
    return any(a + start < max(span[1], span[0] + 1) and span[0] < b + start for a, b in quotations.spans(line))


def _is_deletion(removed: str, inserted: str) -> bool:
    return _is_whole(removed) and len(inserted.split()) * 4 < len(removed.split())


def _still_there(removed: str, new: str) -> bool:
    """A paragraph that moved is not gone."""
    whole = quotations.plain(new)
    return all(quotations.plain(line) in whole for line in removed.splitlines())


def _touches_attribution(hunk: Hunk, old: str, new: str) -> bool:
    """True when the words that say who speaks changed: a cue, or a name or role beside one, outside quotations."""
    removed, inserted = old[slice(*hunk.before)], new[slice(*hunk.after)]
    if _is_whole(removed) or _is_whole(inserted) or (_inside(old, hunk.before) and _inside(new, hunk.after)):
        return False
    if _cues(removed) != _cues(inserted):
        return True
    if _quotation_changed(hunk, old, new):
        return False  # the edit of a quotation, not of its source
    if not re.search(r"[^\W\d_]{2}", removed + inserted):
        return False
    if _describes_person(old, hunk.before) and _describes_person(new, hunk.after):
        return True
    named = any(word[0].isupper() and word.lower() not in _NO_NAMES for word in TOKEN.findall(removed + " " + inserted))
    near = _cues(_around(old, hunk.before)) or _cues(_around(new, hunk.after))
    return bool(near) and (named or _describes_source(old, hunk.before) or _describes_source(new, hunk.after))


def _describes_source(text: str, span: tuple[int, int]) -> bool:
    """True beside a cue ("the union said", "according to the union") or a name ("Tom Hale, chair of", "leader Tom")."""
    left, right = text[text.rfind("\n", 0, span[0]) + 1 : span[0]], text[span[1] :].partition("\n")[0]
    if _TO_SOURCE.search(left) or _follows_name(left) or _NAMED_AFTER.match(right):
        return True
    after_cue = _AFTER_CUE.search(left)
    ends = right[:1] in {"", ".", ",", ";", "”", '"'}
    return bool(after_cue and after_cue[1] in _CUES and ends) or _leads_to_cue(right)


def _follows_name(left: str) -> bool:
    """True after "Tom Hale, (chair of)"; not "on Tuesday, (citing)", "Hale, was (late)", "the chair, Hale, (came)"."""
    found = _NAMED_BEFORE.search(left)
    if found is None or found[1].lower() in _NO_NAMES or _AUXILIARIES.intersection(found[2].split()):
        return False
    return _NAME_CLOSES.search(left[: found.end(1)]) is None


def _describes_person(text: str, span: tuple[int, int]) -> bool:
    """True in the description before a name between commas: the role of somebody is part of who speaks."""
    return _APPOSED_NAME.match(text[span[1] :].partition("\n")[0]) is not None


def _leads_to_cue(right: str) -> bool:
    """True when the noun phrase that the edit stands in goes on to a cue: "(a nurse) at the unit said"."""
    open_ = False  # a noun is due: an article or a preposition came before
    for word in re.findall(r"[\w’'&-]+|\S", right)[:8]:
        if word in _CUES:
            return True
        if not (word in _LINKS or word[0].isupper() or (open_ and word.isalpha() and word not in _AUXILIARIES)):
            return False
        open_ = word in _LINKS
    return False


def _cues(text: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"[a-z]+", text.lower()) if word in _CUES)


def _around(text: str, span: tuple[int, int], *, words: int = 9) -> str:
    """The clause outside quotations within a few words of the edit."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    left = " ".join(_unquoted(text[start : span[0]]).split()[-words:])
    right = " ".join(_unquoted(text[span[1] : end if end >= 0 else len(text)]).split()[:words])
    return f"{left} {text[slice(*span)]} {right}"


def _unquoted(text: str) -> str:
    for start, end in reversed(quotations.spans(text)):
        text = text[:start] + " " + text[end:]
    return text


def is_stub(text: str, *, previous: str) -> bool:
    """True when a page answered with the opening of what it showed before and a call to log in or pay."""
    return len(text) < 0.7 * len(previous) and _PAYWALL.search(text[-1500:]) is not None


def is_error_page(title: str, text: str) -> bool:
    """True for "Page not found" answered as if all were well."""
    return len(text) < 2000 and _ERROR_TITLE.fullmatch(title.strip()) is not None
