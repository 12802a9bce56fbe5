"""Whether every name of the pack names one body, or each of two says when it means which."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from storage.domain.when import When
from storage.pack.document import Loc
from storage.pack.names import alias_key
from storage.pack.problems import Problem, Report
from storage.pack.seeds import AliasRuleSeed, StakeholderSeed

Use = tuple[Loc, StakeholderSeed, str]  # where a name stands, whose it is, and how it is spelt


def check_aliases(entries: list[StakeholderSeed], report: Report) -> Iterator[Problem]:
    """Yield names listed twice, names of two bodies that are not told apart, and rules that say nothing."""
    users: dict[str, list[Use]] = {}
    for place, entry in enumerate(entries):
        at: Loc = ("stakeholders", place)
        yield from _rules(entry, at, report)
        yield from _repeated(entry, at, report)
        names = [((*at, "name"), entry.name)]
        names += [((*at, "aliases", index), alias) for index, alias in enumerate(entry.aliases)]
        for loc, name in names:
            users.setdefault(alias_key(name), []).append((loc, entry, name))
    for uses in users.values():
        yield from _shared(uses, report)


def _repeated(entry: StakeholderSeed, at: Loc, report: Report) -> Iterator[Problem]:
    for index, alias in enumerate(entry.aliases):
        if alias in entry.aliases[:index]:
            loc = (*at, "aliases", index)
            yield report(loc, f"{entry.id}: the alias {alias!r} is listed twice", "remove one")


def _shared(uses: list[Use], report: Report) -> Iterator[Problem]:
    _, first, spelling = uses[0]
    for loc, entry, name in uses[1:]:
        if entry is not first and not _told_apart(first, spelling, entry, name):
            message = f"the name {name!r} of {entry.id} is also one of {first.id}"
            fix = "remove one, or give both a `disambiguation` rule with conditions that cannot hold together"
            yield report(loc, message, fix)


def _rules(entry: StakeholderSeed, at: Loc, report: Report) -> Iterator[Problem]:
    for index, rule in enumerate(entry.disambiguation):
        loc = (*at, "disambiguation", index)
        if rule.alias not in (entry.name, *entry.aliases):
            close = difflib.get_close_matches(rule.alias, entry.aliases, n=1)
            fix = f"write {close[0]}" if close else "add it to the aliases"
            yield report((*loc, "alias"), f"{entry.id} has no alias {rule.alias!r}", fix)
        if not (rule.after_full_name or rule.nation or rule.since or rule.until or rule.near):
            fix = "add after_full_name, nation, since, until or near"
            yield report(loc, f"{entry.id}: the rule for {rule.alias!r} has no condition", fix)
        if rule.since and rule.until and rule.until.last < rule.since.first:
            fix = "exchange the dates, or correct one"
            yield report((*loc, "until"), f"`until` {rule.until} is before {rule.since}", fix)


def _told_apart(a: StakeholderSeed, alias_a: str, b: StakeholderSeed, alias_b: str) -> bool:
    """True when the rules of both cannot hold for one mention."""
    rule_a = next((rule for rule in a.disambiguation if rule.alias == alias_a), None)
    rule_b = next((rule for rule in b.disambiguation if rule.alias == alias_b), None)
    if rule_a is None or rule_b is None:
        return False
    nations = rule_a.nation is not None and rule_b.nation is not None and rule_a.nation != rule_b.nation
    full_names = rule_a.after_full_name and rule_b.after_full_name
    words = bool(rule_a.near and rule_b.near and not set(rule_a.near) & set(rule_b.near))
    return nations or full_names or words or _apart_in_time(rule_a, rule_b)


def _apart_in_time(a: AliasRuleSeed, b: AliasRuleSeed) -> bool:
    ends: tuple[tuple[When | None, When | None], ...] = ((a.until, b.since), (b.until, a.since))
    return any(until is not None and since is not None and until.first <= since.last for until, since in ends)
