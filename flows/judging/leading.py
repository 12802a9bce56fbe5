"""Which offices lead the body: a new president may change its line, a new press officer only voices it."""

from __future__ import annotations

import re

from storage.domain.sector import Stakeholder

# Titles whose holder leads the whole body. Whatever follows a comma or "of", "for" narrows it to a part of the body.
_LEADING = frozenset({
    "president", "chair", "chairman", "chairwoman", "chairperson", "chief executive", "chief executive officer", "ceo",
    "chief officer", "general secretary", "secretary general", "secretary", "director", "director general", "principal",
    "executive director", "managing director", "chief inspector", "hmci", "commissioner", "convener", "leader", "mayor",
    "governor", "chancellor", "prime minister", "first minister", "taoiseach", "premier", "secretary of state",
    "attorney general", "head", "chief", "minister",
})  # fmt: skip
# Of a government or a department, whoever has a brief leads on it: "Harbour minister", "Secretary of State for Tides".
_BRIEFED = re.compile(
    r"(?:\S+ )+(?:secretary|minister|commissioner)|(?:secretary of state|minister|commissioner) for .+"
)
_GOVERNING = frozenset({"department", "government", "ministry"})
_INTERIM = re.compile(r"^(?:interim|acting|executive|joint|honorary|national|co)[ -]+")
_UNDER = re.compile(r"\b(?:deputy|vice|assistant|associate|junior|shadow|under|press|private|parliamentary|former)\b")


def leads(role: str, body: Stakeholder) -> bool:
    """True when the holder of `role` leads `body`, not a part of it and not as somebody's deputy."""
    title = role.casefold().replace("-", " ").strip()
    if _UNDER.search(title):
        return False
    plain = _INTERIM.sub("", title)
    return plain in _LEADING or (body.kind in _GOVERNING and _BRIEFED.fullmatch(title) is not None)
