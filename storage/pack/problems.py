"""What is wrong with a pack: the file, the line, one sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`str(problem)` is one line: `seeds/topics.yaml:123: ... ; fix: ...`. Line 0: the file as a whole."""

    file: str
    line: int
    message: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}; fix: {self.fix}"


# Makes a problem of a place in a file, a message and a fix; `Document.problem` is one.
Report = Callable[[tuple[str | int, ...], str, str], Problem]
