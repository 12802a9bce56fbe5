"""What must hold for the stance: "only if fully funded", "provided that", "not until"."""

from __future__ import annotations

import re

from flows.reading.stancing.passage import Passage

_OPENING = re.compile(
    r"\b(only if|if and only if|even if|as long as|so long as|provided(?: that)?|providing(?: that)?|on condition(?: that)?|on the condition that"
    r"|unless(?: and until)?|not until|until|once|subject to|with one proviso:|with the proviso that|if|not before|not while|on the understanding that)\b",
    re.IGNORECASE,
)
_NOT_CONDITIONS = re.compile(
    r"^(?:even if|if anything|if only|if ever|if not|once again|once more|if you ask|if need be)\b", re.IGNORECASE
)
_END = re.compile(r"[,;.!?”\"—–:]|\bthen\b|\bsaid\b|\bsays\b")


def conditions_of(passage: Passage) -> tuple[str, ...]:
    text = "".join(token.text_with_ws for token in passage.judged)
    found = []
    for match in _OPENING.finditer(text):
        rest = text[match.start() :]
        if _NOT_CONDITIONS.match(rest):
            continue
        phrase = rest[: match.end() - match.start()] + _END.split(text[match.end() :], maxsplit=1)[0]
        if len(phrase.split()) > 2:
            found.append(" ".join(phrase.split()))
    return tuple(dict.fromkeys(found))
