"""Choose the person behind a source: by name, by pronoun, by role, or nobody."""

from __future__ import annotations

from collections.abc import Iterator

from flows.reading.attributing.directory import Entity
from flows.reading.attributing.lexicon import name_words
from flows.reading.attributing.scene import Case, Scene

_LOOKED = 60  # mentions that a reference looks back over
_AHEAD = 6
_MOST = 12  # people worth ranking


def options(scene: Scene, case: Case) -> list[Entity | None]:
    """Return the people it may be, the nearest first, and None for nobody."""
    found: dict[Entity, None] = dict.fromkeys(m.entity for m in case.named if m.entity.person)
    if case.enclosing is not None and case.enclosing.person is not None:
        found.setdefault(case.enclosing.person)
    if case.narrator is not None:
        found.setdefault(case.narrator)
    for n, mention in enumerate(scene.directory.before(case.at)):
        if n == _LOOKED or len(found) >= _MOST:
            break
        if mention.entity.person:
            found.setdefault(mention.entity)
    for mention in scene.directory.after(case.at, _AHEAD):
        if mention.entity.person:
            found.setdefault(mention.entity)
    return [*found, None]


def features(scene: Scene, case: Case, person: Entity | None, rivals: list[Entity | None]) -> Iterator[str]:
    f = case.form
    if person is None:
        yield from _nobody(case, rivals)
        return
    male = case.male
    fitting = [p for p in rivals if p is not None and (male is None or p.male in {male, None})]
    gender = "-" if male is None else "?" if person.male is None else str(person.male == male)
    for m in case.named:
        if m.entity is person:
            at = "head" if m.piece[0] <= case.head < m.piece[1] else "beside"
            yield f"{f}|named {at}|{case.kind}"
            yield f"named {at}|{case.kind}"
    yield f"{f}|gender={gender}"
    if person in fitting:
        rank = min(fitting.index(person), 4)
        yield f"{f}|near={rank}|{gender}"
        yield f"{f}|near={rank}|{min(len(fitting), 3)}"
    turn = scene.turn(person)
    yield f"{f}|turn={turn}"
    yield f"{f}|turn={turn}|{gender}"
    yield f"{f}|turn={turn}|quoted={case.quoted}"
    yield from (f"{f}|{place}|{gender}" for place in scene.placed(person, case))
    if case.enclosing is not None:
        yield f"{f}|enclosing={case.enclosing.person is person}|{case.word}"
    if case.narrator is not None:
        yield f"{f}|narrator={case.narrator is person}|{case.enclosing is None}"
    told = case.lemma in person.roles
    yield f"{f}|role={told}"
    if told:
        yield f"role={case.lemma in name_words()['officer']}|{case.article}"
    yield f"{f}|definite={case.article}|{case.plural}"
    yield f"{f}|sure={min(int(person.sure), 3)}"
    yield f"{f}|spoke={min(scene.spoke(person), 3)}"
    yield f"{f}|{case.cue}|near={rivals.index(person) if rivals.index(person) < 2 else 2}"
    if person.organisation is not None and case.body_named:
        yield f"{f}|tied={any(m.entity is person.organisation for m in case.named)}"


def _nobody(case: Case, rivals: list[Entity | None]) -> Iterator[str]:
    f = case.form
    yield "nobody"
    yield f"nobody|{f}"
    yield f"nobody|{f}|{case.kind}|{case.article}"
    yield f"nobody|{f}|{case.plural}|{case.article}"
    yield f"nobody|{case.lemma}"
    yield f"nobody|{f}|rivals={min(len(rivals) - 1, 3)}"
    fitting = any(p is not None and case.male is not None and p.male == case.male for p in rivals)
    yield f"nobody|{f}|fitting={fitting}"
    yield f"nobody|{f}|named={bool(case.named)}|{case.body_named}"
    yield f"nobody|{f}|after unnamed={case.after_unnamed}"
    yield f"nobody|{f}|{case.cue}"
    yield f"nobody|{f}|narrator={case.narrator is not None}"
    if case.enclosing is not None:
        yield f"nobody|{f}|enclosing={case.enclosing.person is not None}|{case.word}"
