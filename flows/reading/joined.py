"""Give what several speakers say together to each of them: "A, B and the C all said"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from flows.reading.cast import Cast
from flows.reading.gazetteer import Mention, Named
from flows.reading.layout import Layout
from storage.domain.attribution import Attribution
from storage.domain.span import Span

_JOINED = re.compile(r"^\W*(?:,|and|&|,? and also|as well as|,? along with)\W*(?:the |an? )?$", re.IGNORECASE)
_SIGNED = re.compile(
    r",? (?:jointly )?(?:signed|issued|written|published|released|drawn up) (?:jointly )?by ([^,;.\n]+)"
)


def _signed(attribution: Attribution, layout: Layout, cast: Cast) -> Iterator[Attribution]:
    """ "The statement, signed by A and by B, says": each of them says it."""
    signed = _SIGNED.match(layout.text, attribution.source[0].end)
    names = cast.inside(Span(signed.start(1), signed.end(1))) if signed else []
    for mention in names if len(names) > 1 else ():
        yield replace(attribution, source=(mention.span,), speaker=None, organisation=None, antecedent=None)


def shared_by(attribution: Attribution, layout: Layout, cast: Cast) -> Iterator[Attribution]:
    """ "A, B and the C all said": each of them says it."""
    if not attribution.source:
        return
    yield from _signed(attribution, layout, cast)
    inside = [m for m in cast.inside(attribution.source[0]) if m.named in (Named.BODY, Named.REFERENCE) and m.bodies]
    chain = [*_joined_before(inside[0], layout, cast), *inside] if inside else []
    pairs = list(pairwise(chain))
    last = layout.text[chain[-2].span.end : chain[-1].span.start] if len(chain) > 1 else ""
    first = layout.text[max(0, chain[0].span.start - 10) : chain[0].span.start].lower().rstrip(" the") if chain else ""
    if not re.search(r"and|&|as well", last) or re.search(r"\b(?:unlike|like|with|for|from|by)$", first.strip()):
        return
    if not all(_JOINED.match(layout.text[a.span.end : b.span.start]) for a, b in pairs):
        return
    for mention in chain:
        yield replace(attribution, source=(mention.span,), speaker=None, organisation=None, antecedent=None)


def _joined_before(mention: Mention, layout: Layout, cast: Cast) -> list[Mention]:
    """ "A, B and the C all said": those joined to the last, also where the parser cut them off."""
    chain: list[Mention] = []
    first = mention
    for earlier in cast.before(mention.span.start):
        if not earlier.bodies or earlier.named is Named.PERSON:
            continue
        if not _JOINED.match(layout.text[earlier.span.end : first.span.start] or "x"):
            break
        chain.insert(0, earlier)
        first = earlier
    return chain
