"""The digest as one self-contained page."""

from __future__ import annotations

from flows.reporting.sections import file_name, sections
from flows.reporting.templating import render as _render
from storage.domain.digest import Digest


def render(digest: Digest, *, root: str = "") -> str:
    """Return the page. It loads nothing; `root` leads to the top of the site it is part of."""
    parts = sections(digest)
    return _render(
        "digest.html",
        root=root,
        title=digest.summary[0].rstrip("."),
        sector=digest.sector,
        digest=digest,
        sections=parts,
        first_flags=next((s.id for s in parts if s.kind == "flags" and s.size), ""),
        name=file_name(digest),
        feeds=[{"title": f"Volteface: {digest.sector}", "href": f"{root}feeds/all.atom"}],
    )
