"""Every error a user can meet: one tree, each message one plain sentence that names the thing."""

from __future__ import annotations


class VoltefaceError(Exception):
    """The root of the tree. `str(error)` is one sentence, fit to be shown as it is."""


class InputError(VoltefaceError):
    """What the caller handed over cannot be used: a missing file, an empty article, a wrong option."""


class PackError(VoltefaceError):
    """The sector pack does not hold together. `problems` has one line per problem, with file and line."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class LedgerError(VoltefaceError):
    """The ledger cannot be opened, read or written."""


class LedgerUnavailable(LedgerError):
    """Locked, lost or out of disk: nothing was written, and trying again later can help."""


class NewerLedger(LedgerError):
    """The database was written by a newer version of Volteface; this one will not touch it."""


class ServerUnavailable(VoltefaceError):
    """The Prefect server did not answer: nothing was done, and running again is safe."""


class FetchError(VoltefaceError):
    """A source or page could not be fetched. `transient` says whether trying again can help."""

    def __init__(self, message: str, *, transient: bool) -> None:
        super().__init__(message)
        self.transient = transient


class RefusedAddress(FetchError):
    """The network guard will not connect to this address, now or later."""

    def __init__(self, message: str) -> None:
        super().__init__(message, transient=False)
