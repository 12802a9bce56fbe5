"""Try again what may pass: a ledger that is busy, or gone for the time its server takes to come back."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from storage.domain.errors import LedgerUnavailable

T = TypeVar("T")
PAUSES = (2.0, 4.0, 8.0)  # seconds; what tasks wait too
log = logging.getLogger(__name__)


def patiently(act: Callable[[], T]) -> T:
    """Return what `act` returns. Everything the ledger does is safe to repeat; what is wrong is raised at once."""
    for pause in PAUSES:
        try:
            return act()
        except LedgerUnavailable as problem:
            log.warning("%s Trying again in %.0f seconds.", problem, pause)
            time.sleep(pause)
    return act()
