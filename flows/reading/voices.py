"""Put a speaker to every attribution of a text, and find the speaker of what stands without one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.reading.cast import Cast
from flows.reading.described import deciding
from flows.reading.gazetteer import Named
from flows.reading.introduced import against_it, speaks_for_the_last
from flows.reading.joined import shared_by
from flows.reading.layout import Layout
from flows.reading.parsed import Parsed
from flows.reading.reaching import Reaching
from flows.reading.speakers import FIRST_PERSON, IMPERSONAL, resolve, same_body
from flows.reading.turns import answers, questions
from flows.reading.uncued import LEAST_WORDS, interviewee_of, speech_paragraphs, uncued
from storage.domain.attribution import Attribution, Directness
from storage.domain.span import Span
from storage.domain.statement import Speaker

_CITES = frozenset({"quote", "cite"})
_MARK = 3  # characters by which what is relayed may end after what relays it: a stop and the marks of both


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution with its speaker; `outer` is the speaker who relays it."""

    attribution: Attribution
    speaker: Speaker
    outer: Speaker | None = None


def voices(
    found: Sequence[Attribution], doc: Parsed, layout: Layout, cast: Cast, *, is_interview: bool, author: Speaker | None
) -> list[Voice]:
    """Return the attributions whose speaker the article tells, in the order of their content."""
    sharp = [_to_the_closing_mark(cited, layout) for a in found for cited in _cited(a, doc)]
    resolved = list(_resolved(sharp, layout, cast, author))
    host = interviewee_of(_people(layout, cast)) if is_interview else None
    if host is not None:
        speech = frozenset(n for n, _ in speech_paragraphs(layout.text, layout.quotations, layout.paragraphs))
        sharp = [kept for a in sharp if (kept := _without_turns(a, host, speech, layout, cast)) is not None]
        resolved = list(_resolved(sharp, layout, cast, author))
    spoken = [
        (c, v.attribution.source[0] if v.attribution.source else None) for v in resolved for c in v.attribution.content
    ]
    loose = list(uncued(layout.text, layout.quotations, layout.paragraphs, spoken, interviewee=host))
    replies = [a for a in answers(layout, cast) if _parsed(a.content[0], doc)] if is_interview else []
    if replies:
        loose += replies
        guest = next((v.speaker for v in _resolved(replies[:1], layout, cast, author)), None)
        asked = Reaching(questions(layout))
        resolved = [v for v in resolved if not _put_to(guest, v, asked)]
    resolved += list(_resolved(loose, layout, cast, author))
    return sorted(_relayed(resolved), key=lambda v: (v.attribution.content[0].start, v.attribution.content[-1].end))


def _to_the_closing_mark(attribution: Attribution, layout: Layout) -> Attribution:
    """Whose words open a quotation, theirs are its last sentences too."""
    if attribution.directness is not Directness.QUOTED:
        return attribution
    content = []
    for span in attribution.content:
        before = bisect_right(layout.quotations, span.start, key=lambda one: one.span.start)
        opened = layout.quotations[before - 1] if before else None
        if opened is not None and not (span.start <= opened.inner.start and span.end < opened.inner.end):
            opened = None
        taken = opened is not None and any(
            c.start > span.start for c in attribution.content if c.overlaps(opened.inner)
        )
        content.append(span if opened is None or taken else Span(span.start, opened.inner.end))
    return replace(attribution, content=tuple(content))


def _put_to(guest: Speaker | None, voice: Voice, questions: Reaching) -> bool:
    """ "But the league supports it": what the interviewer holds out to the league's president, who then answers."""
    if guest is None or voice.speaker.stakeholder != guest.stakeholder:
        return False
    return any(questions.covers(content) for content in voice.attribution.content)


def _parsed(span: Span, doc: Parsed) -> bool:
    return bool(doc.within(span.start, span.end))


def _people(layout: Layout, cast: Cast) -> list[tuple[str, Span]]:
    """Every person the body names outside quotations, in order."""
    return [
        (m.person, m.span) for m in cast.mentions if m.person and layout.in_body(m.span) and not layout.quoted(m.span)
    ]


def _without_turns(
    attribution: Attribution, host: Span, speech: frozenset[int], layout: Layout, cast: Cast
) -> Attribution | None:
    """Take from anybody but the interviewee the paragraphs of `speech` that only follow a mention of them."""
    if not attribution.source or _person(attribution.source[0], cast) == _person(host, cast):
        return attribution
    source = attribution.source[0]
    here = layout.paragraph_at(source.start)
    if here is not None and any(
        q.inner.overlaps(c) and len(q.inner.of(layout.text).split()) >= LEAST_WORDS
        for q in layout.quotations_in(here)
        for c in attribution.content
    ):
        return attribution  # they do speak there, and go on
    kept = tuple(c for c in attribution.content if layout.paragraph_at(c.start) not in speech - {here})
    return replace(attribution, content=kept) if kept else None


def _person(span: Span, cast: Cast) -> str | None:
    return next((m.person for m in cast.inside(span) if m.person), None)


def _cited(attribution: Attribution, doc: Parsed) -> Iterator[Attribution]:
    """ "It quoted a member: ..." gives the words to the member."""
    cue = doc.touching(attribution.cue[0].start, attribution.cue[0].end) if attribution.cue else ()
    if not cue or cue[0].lemma_.lower() not in _CITES or cue[0].pos_ != "VERB":
        yield attribution
        return
    quoted = next((c for c in cue[0].children if c.dep_ == "dobj"), None)
    if quoted is None:
        yield attribution
        return
    start = attribution_start(attribution, doc)
    phrase = [t.i for t in quoted.subtree if cue[0].i < t.i < start and not t.is_punct]
    first, last = (min(phrase), max(phrase)) if phrase else (quoted.i, quoted.i)
    yield replace(attribution, source=(Span(doc[first].idx, doc[last].idx + len(doc[last].text)),))


def attribution_start(attribution: Attribution, doc: Parsed) -> int:
    start = max(attribution.content[0].start, attribution.cue[0].end if attribution.cue else 0)
    return doc.first_from(start)


class _Heard:
    """Voices as they are made, by the attribution that each is of, and all contents in their order."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self.found = sorted(found, key=lambda a: a.content[0].start)
        self._of = [n for n, a in enumerate(self.found) for _ in a.content]
        self._contents = Reaching([c for a in self.found for c in a.content])
        self._voices: list[list[Voice]] = [[] for _ in self.found]
        self.sources: dict[tuple[str, Speaker], None] = {}  # what was last said of each speaker, the newest at the end

    def add(self, number: int, voice: Voice, said: str) -> None:
        self._voices[number].append(voice)
        if said:
            self.sources.pop((said, voice.speaker), None)
            self.sources[said, voice.speaker] = None

    def inside_another(self, attribution: Attribution) -> bool:
        around = self._contents.covering(attribution.source[0])
        return any(self.found[self._of[n]] is not attribution for n in around)

    def around(self, source: Span) -> list[Voice]:
        """Those heard so far in whose words `source` stands, in the order of the text."""
        numbers = dict.fromkeys(self._of[n] for n in sorted(self._contents.covering(source)))
        return [voice for number in numbers for voice in self._voices[number]]


def _resolved(found: Sequence[Attribution], layout: Layout, cast: Cast, author: Speaker | None) -> Iterator[Voice]:
    last: Voice | None = None
    heard = _Heard(found)
    for number, attribution in enumerate(heard.found):
        source = attribution.source[0] if attribution.source else None
        said = source.of(layout.text).lower() if source else ""
        first = said.split()[0] if said.split() else ""
        if first in FIRST_PERSON:
            if source is not None and author is not None and not layout.quoted(source):
                yield Voice(attribution, author)
            continue  # inside a quotation the speaker of the quotation covers it
        if first in ("he", "she", "they", "it") and heard.inside_another(attribution):
            continue  # what "they" do inside somebody's words is part of these
        shared = list(shared_by(attribution, layout, cast))
        for one in shared or [attribution]:
            speaker = (
                _owner_inside(one, first, heard)
                or against_it(one, heard.sources, cast)
                or _speaker(one, first, last, layout, cast)
            )
            if speaker is not None:
                voice = Voice(one, speaker)
                heard.add(number, voice, one.source[0].of(layout.text) if one.source else "")
                if not one.source or not heard.inside_another(one):
                    last = voice  # who is named inside somebody's words does not take the floor
                yield voice


def _owner_inside(attribution: Attribution, first: str, heard: _Heard) -> Speaker | None:
    """ "A's decision to go back on its proposal": "its" is whose decision it is."""
    if first not in ("its", "their") or not attribution.source:
        return None
    around = heard.around(attribution.source[0])
    inner = min(around, key=lambda v: v.attribution.content[0].end - v.attribution.content[0].start, default=None)
    return inner.speaker if inner is not None else None


def _speaker(attribution: Attribution, first: str, last: Voice | None, layout: Layout, cast: Cast) -> Speaker | None:
    said = attribution.source[0].of(layout.text) if attribution.source else ""
    if (first in IMPERSONAL or speaks_for_the_last(said)) and last is not None and attribution.source:
        spoke = last.attribution.source[0] if last.attribution.source else last.attribution.content[0]
        again = same_body(attribution.source[0], last.speaker, spoke, last.attribution.content[0].start, layout, cast)
        if again is not None:
            return again
    source = _whole(attribution.source[0], cast) if attribution.source else _after_cue(attribution, layout, cast)
    content = " ".join(c.of(layout.text) for c in attribution.content)
    names = (attribution.speaker, attribution.organisation)
    speaker = resolve(source, content, cast, names=names, antecedent=attribution.antecedent)
    if speaker is None and source is not None and _decides(attribution, layout.text):
        speaker = deciding(source, cast)
    if (speaker is None or not (speaker.stakeholder or speaker.person)) and (
        name := _before_cue(attribution, layout, cast)
    ):
        return resolve(name, content, cast) or speaker
    return speaker


def _decides(attribution: Attribution, text: str) -> bool:
    """ "Councillors agreed to close it" is a decision, "councillors said that it was sad" is what some of them say."""
    voted = any(span.of(text).lower().startswith("vot") for span in attribution.cue)
    return attribution.kind == "commitment" or voted


def _whole(source: Span, cast: Cast) -> Span:
    """ "The charity Open Shelf" is one phrase, also where the parser cut the name off."""
    named = any(m.named is not Named.REFERENCE for m in cast.inside(source))
    if named or cast.text[source.end : source.end + 1] != " ":
        return source
    after = cast.beginning(source.end + 1, source.end + 1)
    name = next((m for m in after if m.named is not Named.REFERENCE), None)
    return Span(source.start, name.span.end) if name else source


def _after_cue(attribution: Attribution, layout: Layout, cast: Cast) -> Span | None:
    """ "...," said the response from the alliance: the name that follows the cue."""
    if not attribution.cue:
        return None
    end = attribution.cue[-1].end
    mention = next((m for m in cast.beginning(end + 1, end + 45) if not layout.quoted(m.span)), None)
    between = layout.text[end : mention.span.start] if mention else ""
    if mention is None or re.search(r"[.!?,;:\n]", between):
        return None
    return Span(end + len(between) - len(between.lstrip()), mention.span.end)


def _before_cue(attribution: Attribution, layout: Layout, cast: Cast) -> Span | None:
    """ "Towns Together said", "Towns Together, which speaks for parishes, said": a name right before the cue."""
    if not attribution.cue or not attribution.source:
        return None
    start = attribution.cue[0].start
    mention = next((m for m in cast.before(start) if m.named is Named.BODY and not layout.quoted(m.span)), None)
    between = layout.text[mention.span.end : start] if mention else "x"
    return mention.span if mention and _STRAIGHT.fullmatch(between) else None


_STRAIGHT = re.compile(r" (?:has |had |have |also |all )*|, (?:which|who|whose)\b[^,.;\n“”\"]{1,90}, ")


def _holds(content: Span, span: Span) -> bool:
    """True when `span` lies in `content`, give or take a closing mark, and is shorter."""
    inside = content.start <= span.start and span.end <= content.end + _MARK
    return inside and content.end - content.start > span.end - span.start


def _relayed(resolved: Sequence[Voice]) -> Iterator[Voice]:
    of = [voice for voice in resolved for _ in voice.attribution.content]
    contents = [c for voice in resolved for c in voice.attribution.content]
    reaching = Reaching(contents)
    for voice in resolved:
        span = voice.attribution.content[0]
        around = (n for n in sorted(reaching.over(span.start, span.end - _MARK)) if _holds(contents[n], span))
        nearest = min(
            (of[n] for n in around if _relays(of[n], voice)),
            key=lambda o: o.attribution.content[0].end - o.attribution.content[0].start,
            default=None,
        )
        yield replace(voice, outer=nearest.speaker) if nearest else voice


def _relays(outer: Voice, voice: Voice) -> bool:
    if outer is voice or outer.speaker.name == voice.speaker.name:
        return False
    source = voice.attribution.source
    return not source or any(c.covers(source[0]) for c in outer.attribution.content)
