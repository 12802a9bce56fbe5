"""What is known on the way from a mention up to what is said about it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.reading.parsed import Token
from flows.reading.stancing.lexicon import Sense

NEUTRAL = Sense()
MANY = 12  # governors, or verbs that share a subject: a longer chain is a parser's mistake


@dataclass
class Walk:
    """The course of what is spoken of, the attitude toward it, and how both were found."""

    course: float
    attitude: float = 0.0
    normative: bool = False
    negated: bool = False
    channel: str = "none"
    than: bool = False
    turned: bool = False
    doing: bool = False  # the last step up was from a subject
    act: int = -1
    holder: int = -1
    conceded: bool = False
    claimed: bool = False  # it stands in a conclusion, an assumption, a claim
    settled: bool = False  # by what is said after "but"
    price: bool = False  # the last word of worth was what it costs

    def hold(self, value: float, channel: str, token: Token) -> None:
        """An attitude found on the way multiplies those below it: "refuses to oppose" is not opposition.

        What qualifies the mention itself is not below it: to oppose a daft rule is to oppose it.
        """
        self.holder = token.i
        if self.attitude and self.channel == "relative":
            self.attitude, self.channel = (-value if self.than else value), channel
        elif self.attitude:
            self.attitude *= 1.0 if value > 0 else -1.0
        else:
            self.attitude, self.channel = (-value if self.than else value), channel

    def flip_course(self) -> None:
        """An ending below an attitude turns what happens; above one ("the call was dropped") it turns the attitude."""
        self.turned = not self.turned
        self.flip()

    def flip(self) -> None:
        if self.attitude:
            self.attitude = -self.attitude
        else:
            self.course = -self.course


def hyphenated(token: Token, other: int) -> bool:
    between = token.doc[min(token.i, other) + 1 : max(token.i, other)]
    return len(between) == 1 and between[0].text == "-"
