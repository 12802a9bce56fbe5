"""Weigh what the stance engine says with what the codebook and the form of the statement say."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.reading.asides import RESENTED, WISHED
from flows.reading.caseless import Caseless
from flows.reading.folding import fold
from flows.reading.narrated import AGAINST, HELD, MEASURES
from flows.reading.occasions import goes_back
from flows.reading.stancing.terms import Judged
from flows.reading.words import words
from storage.domain.stance import Stance
from storage.domain.statement import StanceVerdict

# What a pack says of its sector's positions - 93 % in favour where bodies speak up for what they want - weighs this
# much of its log odds. The engine is trained on balanced pairs, so that its odds of even are no news.
BASE_RATE = 0.232
HINT = 1.9  # a coder's cue that the words repeat
# Words that the poles of the proposition have, whoever wrote them; where somebody has counted the sector's positions
# a few words of a codebook add nothing: six sectors without a count gain .13 of F1 in all, four with one lose .05.
POLES = 1.1
WELL_HEARD = 1.0  # of a codebook that has many sentences of either side, count or none
# All that the holder says of it in the article has more of those words than one sentence: of 1,178 positions on the
# right proposition 975 are on the right side without and 1,005 with it.
OVERALL = 2.0  # times as much as the sentence's own
PROPOSED = 1.2  # a body's own plan, proposal or call
NONE_ABOVE = 0.62  # more likely than this not a position
MIXED_OVER = 1.4  # both sides only when clearly likelier than one
WEAK = 1.5  # and the sign is not clear
BOTH = 0.85  # or when nothing else is likely and the words say so
STRUCTURE = 2.2  # what is said about the codebook's own terms
ENGINE_MOST = 0.9  # beyond this its odds are not better, only larger
ENGINE_SLOW = 1.6  # odds at which its word has three quarters of its weight
ENGINE_BESIDE_PATHS = 0.5  # the engine sees the same words less exactly
# What is said of what points back: "it" and "that" are also what the speaker has just complained of. Of 41 sentences
# that say ill of them 22 were against the measure; the reporter's own "called it" and "backs the plan" are plainer.
POINTED = 0.45
TAKEN = 2.0  # times as much
FRAMED = 0.9  # "the companies were less pleased", before their words
INTRODUCED = 0.3  # so introduced, words are seldom no position
ANSWERED = 2.0  # yes or no to a question
SOUNDS = 0.9  # the tone of words that do not name the measure
REPORTED = 2.0  # times as much: "the society remains a supporter"
SOUNDING, SOUNDING_FROM = 0.2, 0.5  # "it was astonished" takes a side, however few its words
SPOKEN = 0.5  # where nothing in the words says what they are about, they must at least take a side of their own
HINTED = 0.2  # by what they sound like, or as much as this by repeating a coder's cue
UNSURE = 0.4  # a sign this weak of something only pointed back to is not given
PLEADS = 0.7  # or as much as this by what they say, as the engine has it: at its odds of 8 to 1
COIN = 0.13  # nothing in the words tells one side from the other
UNCOUNTED = 0.5  # the share in favour of a pack that does not say
ASSUMED = ("base rate", "all they say")  # what is presumed without any word of the statement
GRANTED = Caseless(
    r"\b(?:fail(?:s|ed|ing|ure)?|refus\w+|neglect\w*|declin\w+)\]? to \[?(?:\w+ )?(?:grasp|recogni[sz]e"
    r"|acknowledge|understand|appreciate|see|admit|reflect|mention|address|consider)"
    r"|\b(?:recognition|acknowledge?ment) (?:of|that)\b|\b(?:ignor(?:e|es|ed|ing)|overlook(?:s|ed|ing)?|play(?:s"
    r"|ed|ing)? down|underplay(?:s|ed|ing)?|downplay(?:s|ed|ing)?)\b",
)
# What its speaker will bring about, or says is coming, is the speaker's own: "it will legislate for price lists".
_SOON = r"(?:now |soon |also )?"
COMING = Caseless(
    r"(?:\b(?:it|we|i|they|he|she) (?:will|shall|(?:is|are|am) going to|(?:intend|plan|mean|hope)s? to"
    r"|ha(?:s|ve) decided to)"
    r"|\b(?:we|i|they|it)['’]ll) "
    rf"{_SOON}(?:introduce|bring (?:in|forward)|legislate|launch|fund|press (?:on|ahead)|push (?:on|ahead)|go ahead"
    r"|implement|create|establish|set up|impose|adopt|enforce|require|build|roll out|extend)\b"
    rf"|\b(?:will|would|is to|are to|was to) {_SOON}(?:press (?:on|ahead)|push (?:on|ahead)|go ahead) with\b"
    rf"|\bwill {_SOON}(?:come in|take effect|go ahead|go forward|become (?:law|compulsory)"
    r"|be (?:introduced|brought in|rolled out|required|in place|imposed|enforced|compulsory|law))\b",
)
# "I want to be rid of diesel as much as anybody": what is granted on the way to something else.
CONCEDED = Caseless(r"\bas (?:much|keen\w*) as (?:any(?:body|one)|the next \w+)\b|, by all means\b")
_DENIED = r"(?:no|not|never|without|yet to|(?:has|have|did|does|do|is|was|wo)n['’]t)"
STRUCTURED = 0.2  # what the syntax plainly says of the measure's own name is seldom nothing
PLAINLY = 0.5
NO_VIEW = Caseless(
    rf"(?:\b{_DENIED} (?:[\w-]+ ){{0,2}}?(?:taken?|taking|reached?|come to|formed?|got|have|has|had|hold)"
    r" (?:[\w-]+ ){0,2}?(?:view|side|sides|position|stance|opinion|policy|conclusion|decision)s?\b)"
    r"|\b(?:no|without an?) (?:settled |official |agreed |firm |fixed )?(?:view|position|policy|opinion)"
    r" (?:on|about|either)"
    r"|\b(?:not|never|isn['’]t|wasn['’]t) for (?:it|us|him|her|them|me) to (?:say|weigh|judge|decide|choose)\b"
    r"|\bnot\b[^.]{1,60}\b(?:right|for it|good|yes)\b[^.]{1,60}\bnot\b[^.]{1,60}\b(?:wrong|against|bad|no)\b",
)
BETWEEN = Caseless(
    r"\b(?:neither|both|mixed|divided|undecided|torn|on (?:the )?one hand|some .{3,60} others"
    r"|made up (?:its|their|his|her|our|my) mind"
    r"|case for .{1,60} case against|advantages and drawbacks|pros and cons|arguments on)\b",
)
ALARM = words("alarm")
BRINGS = words("brings")


@dataclass(frozen=True, slots=True)
class Shape:
    """The words of a statement: `cue` is the lemma of its cue, `noun` that it is one, `kind` its attribution's.

    Who calls a paper a fraud has made no call. `side`: what the matched term names, 1 the measure, -1 what it limits.
    """

    cue: str
    kind: str
    content: str
    side: int
    certain: bool = False
    carried: bool = False
    noun: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """How a statement is made, as far as that bears on its stance."""

    hint: float = 0.0  # -1 to 1: the words repeat what coders take for opposition or support
    leaning: float = 0.0  # -1 to 1: the words are rather those that the codebook has for opposition or for support
    well_heard: bool = False  # the codebook has many sentences of either side
    proposed: int = 0  # 1: the holder's own plan for it, -1: their own plan against it
    rejects: bool = False  # the words are another's view that the holder rejects
    alarm: bool = False  # worry about a subject that has no direction of its own
    certain: bool = False  # the words themselves name the measure
    carried: bool = False  # it only points back to the measure
    granted: bool = False  # "failed to acknowledge that ..." grants what was not acknowledged
    mixed: bool = False  # "mixed views"
    before: float = 0.0  # the side, as far as it is plain, of what the same speaker said of it in the sentence before
    answered: float = 0.0  # -1 to 1: yes or no to a question about it
    conceded: bool = False  # granted on the way to something else
    no_view: bool = False  # the holder says that they have not taken a side
    both: bool = False  # words for standing between two sides
    framed: float = 0.0  # -1 to 1: the side on which the reporter introduces the speaker
    own: bool = False  # the holder's own plan, whichever way it goes
    distant: bool = False  # only the whole article says what it is about
    pointed: float = 0.0  # -1 to 1: what is said of "it", "this" or "the plan"
    taken: bool = False  # by the reporter's own verb: "called it a disgrace"
    reacts: bool = False  # the reporter says how the holder takes it
    felt: bool = False  # a feeling or a fault is said of the holder and not, as the engine has it, of what "it" is
    overall: float = 0.0  # -1 to 1: to which side all that the holder says of it leans
    tone: float = 0.0  # -1 to 1: how words sound that name nothing

    @classmethod
    def of(cls, shape: Shape, *, hint: float, going: bool = False) -> Form:
        """Return the form of a statement of that shape. `going`: its own words let the measure go."""
        cue, kind, content, side = shape.cue, shape.kind, shape.content, shape.side
        held = shape.noun and cue in HELD | MEASURES and cue not in AGAINST
        own = kind in ("list", "commitment", WISHED, RESENTED) or cue in BRINGS or held or bool(COMING.search(content))
        proposed = -1 if own and (goes_back(content) or going) else 1 if own and side >= 0 else 0
        granted = bool(GRANTED.search(content))
        return cls(
            hint,
            proposed=proposed,
            rejects=kind in ("rejects", RESENTED),
            alarm=cue in ALARM and side == 0,
            certain=shape.certain,
            carried=shape.carried,
            granted=granted,
            both=bool(BETWEEN.search(content)),
            conceded=bool(CONCEDED.search(content)),
            no_view=bool(NO_VIEW.search(fold(content))),
            own=own,
        )


def weigh(
    verdict: StanceVerdict,
    form: Form,
    *,
    paths: Sequence[Judged] = (),
    in_favour: float = UNCOUNTED,
    without: Collection[str] = (),
) -> StanceVerdict:
    """Return `verdict` with the stance that all evidence together supports; None when it is no position.

    `paths` lead from the codebook's own terms in the passage to what is said about them; `in_favour` is the share of
    the sector's positions that are.
    """
    limit = (
        NONE_ABOVE
        + (0.13 if form.certain else -0.12 if form.carried else -0.07)
        + (0.25 if form.proposed and not form.carried else 0.1 if form.proposed or abs(form.hint) > 0.5 else 0.0)
        + (REPORTED * SOUNDING if form.reacts and form.tone else 0.0)
        + (SOUNDING if abs(form.tone) >= SOUNDING_FROM or abs(form.pointed) >= SOUNDING_FROM else 0.0)
        + INTRODUCED * abs(form.framed)
        + (STRUCTURED if any(abs(path.value) >= PLAINLY for path in paths) else 0.0)
    )
    if form.mixed or form.no_view:
        why = "says that no side is taken" if form.no_view else "mixed views"
        return replace(verdict, stance=Stance.UNCOMMITTED, path=(*verdict.path, why))
    if form.conceded or (verdict.none > limit and not form.answered):
        return replace(verdict, stance=None)
    structure = max(-1.5, min(1.5, sum(_worth(path, own=bool(form.proposed) or form.own) for path in paths)))
    engine = ENGINE_MOST * math.tanh(verdict.odds / ENGINE_SLOW) * (ENGINE_BESIDE_PATHS if structure else 1.0)
    engine = 0.0 if form.felt else engine
    if form.alarm or form.granted:
        engine, structure = abs(engine), abs(structure)
    proposed = form.proposed if structure * form.proposed >= 0 else 0  # "no longer backs a ban" is no plan for one
    parts = {
        "engine": engine,
        "terms": STRUCTURE * structure,
        "pointers": POINTED * form.pointed * (TAKEN if form.taken else 1.0),
        "tone": SOUNDS * form.tone * (REPORTED if form.reacts else 1.0),
        "base rate": BASE_RATE * math.log(in_favour / (1 - in_favour)),
        "codebook": HINT * form.hint,
        "poles": _trusted(form, in_favour) * form.leaning,
        "all they say": OVERALL * _trusted(form, in_favour) * form.overall,
        "own plan": PROPOSED * proposed,
        "answer": ANSWERED * form.answered,
        "framed": FRAMED * form.framed,
    }
    parts = {name: value for name, value in parts.items() if name not in without}
    odds = sum(parts.values()) * (-1 if form.rejects else 1)
    mixed = max(0.0, 1.0 - verdict.none - verdict.signed)
    why = ", ".join(f"{name} {value:+.2f}" for name, value in parts.items() if value)
    why += ", rejected by the holder" if form.rejects else ""
    path = (*(" > ".join(p.steps) for p in paths), *verdict.path, why)
    torn = mixed > MIXED_OVER * verdict.signed and abs(odds) < WEAK
    if torn or (mixed > BOTH and form.both):
        return replace(verdict, stance=Stance.UNCOMMITTED, confidence=mixed, path=path)
    if _given_up(form, parts, odds):
        return replace(verdict, stance=None, path=path)
    size = abs(int(verdict.stance)) if verdict.stance else 1 if mixed > verdict.signed else 2
    sure = 1 / (1 + math.exp(-abs(odds)))
    return replace(
        verdict,
        stance=Stance(size if odds >= 0 else -size),
        confidence=sure * (1 - verdict.none),
        path=path,
        odds=_evidence(parts) * (-1 if form.rejects else 1),
    )


def _trusted(form: Form, in_favour: float) -> float:
    """How far the words of the poles tell the side: a view that is rejected is told in the words of either."""
    if form.rejects:
        return 0.0
    if form.well_heard:
        return WELL_HEARD
    return POLES if in_favour == UNCOUNTED else 0.0


def _given_up(form: Form, parts: Mapping[str, float], odds: float) -> bool:
    """Weak words about something only pointed back to, or words that name nothing and take no side themselves."""
    own = _evidence(parts)
    pleads = abs(parts.get("engine", 0.0)) >= PLEADS
    silent = not (form.framed or form.tone or form.answered or pleads) and abs(form.hint) < HINTED
    tossed = abs(odds) < COIN and not parts.get("base rate")  # where somebody has counted, the likelier side is taken
    return tossed or (form.carried and abs(odds) < UNSURE) or (form.distant and (silent or abs(own) < SPOKEN))


def _evidence(parts: Mapping[str, float]) -> float:
    """What the statement's own words add up to."""
    return math.fsum(value for name, value in parts.items() if name not in ASSUMED)


def _worth(path: Judged, *, own: bool) -> float:
    """What is said of a term; what a body's own plan does to it is as good as a judgement."""
    if own and not path.attitude and (path.moved or path.negated):
        return path.course
    return path.value
