"""The last resort around one thing: what nobody foresaw about it is logged whole and named, and the others go on.

Signals and cancellations are no `Exception` and so never come here; what is wrong with the ledger is no one thing's
fault, and goes on to those who wait for it (`flows.patience`, the retries of tasks).
"""

from __future__ import annotations

import logging

from storage.domain.errors import LedgerError, PackError, ServerUnavailable, VoltefaceError
from storage.domain.run import Failure, Stage

log = logging.getLogger(__name__)


def named(stage: Stage, thing: str, problem: Exception) -> Failure:
    """Return the failure that `problem` is of `thing` alone. Raises it again where it is not."""
    if isinstance(problem, LedgerError | PackError | ServerUnavailable):
        raise problem
    if isinstance(problem, VoltefaceError):
        return Failure(stage, thing, str(problem))
    log.error("%s: unexpected %s", thing, type(problem).__name__, exc_info=problem)
    return Failure(stage, thing, f"unexpected {type(problem).__name__}; it was left out, and the log has the details.")
