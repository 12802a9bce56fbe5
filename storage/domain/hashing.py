"""Content-derived identifiers: the same content always has the same id."""

from __future__ import annotations

import hashlib
import json


def content_id(*parts: object) -> str:
    """Return 16 hex digits of the SHA-256 of `parts` (strings, numbers, None, and sequences of them)."""
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
