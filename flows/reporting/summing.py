"""Say in plain sentences what a period brought, also when it brought nothing."""

from __future__ import annotations

from dataclasses import replace

from flows.reporting.dates import day
from flows.reporting.naming import capital, counted
from storage.domain.digest import Digest


def summary(digest: Digest) -> Digest:
    """Return `digest` with its opening sentences."""
    return replace(digest, summary=tuple(s for s in (_headline(digest), _rest(digest), _limits(digest)) if s))


def _headline(digest: Digest) -> str:
    shifts, observations = len(digest.shifts), len(digest.observations)
    when = "so far" if digest.period.since is None else "in this period"
    if shifts or observations:
        changes = counted(shifts, "confirmed change of position", "confirmed changes of position")
        seen = counted(observations, "observation")
        sentence = f"{changes} and {seen}" if shifts and observations else changes if shifts else f"{seen}, {changes}"
        return f"{capital(sentence)} {when}."
    if _only_failures(digest):
        return f"Nothing could be read {when}; what failed is listed below."
    if digest.findings:
        return f"No confirmed change of position {when}."
    if digest.period.since is None and digest.standing:
        return "No change of position so far; these are the first known positions."
    if digest.period.since is None:
        return "Nothing is known yet."
    return "Nothing changed in this period."


def _rest(digest: Digest) -> str:
    parts = (
        (len(digest.unconfirmed), "change is not confirmed", "changes are not confirmed"),
        (len(digest.corrections), "earlier conclusion was corrected", "earlier conclusions were corrected"),
        (len(digest.archive), "older change was found in the archive", "older changes were found in the archive"),
    )
    told = [counted(number, one, many) for number, one, many in parts if number]
    if not told:
        return ""
    return f"{capital('; '.join(told))}."


def _limits(digest: Digest) -> str:
    if digest.period.since is None:
        start = f"This is a first look: everything known by {day(digest.period.until.date())} is told at once."
        return start + (_failed(digest) if not _only_failures(digest) else "")
    if not digest.read and not digest.failures:
        return "No article was read in this period."
    return "" if _only_failures(digest) else _failed(digest).strip()


def _failed(digest: Digest) -> str:
    number = len(digest.failures)
    if not number:
        return ""
    return f" {counted(number, 'thing')} could not be read, so this page may be missing something."


def _only_failures(digest: Digest) -> bool:
    first_known = digest.standing and digest.period.since is None
    return bool(digest.failures) and not (digest.read or digest.findings or first_known)
