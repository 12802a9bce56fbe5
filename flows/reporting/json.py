"""The digest as JSON, described by `digest.schema.json`. Text is verbatim; the file itself is plain ASCII."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from flows.reporting.inert import link
from storage.domain.digest import Citation, Comparison, Digest, Excerpt, Flag, Standing, Timeline
from storage.domain.stance import Stance
from storage.domain.when import When

FORMAT = "volteface-digest/1"
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def render(digest: Digest) -> str:
    """Return the digest. ASCII with escapes: no byte of it can act on a terminal, a page or an editor."""
    text = json.dumps(document(digest), ensure_ascii=True, indent=1, allow_nan=False)
    return text.translate(_ESCAPED) + "\n"


def schema() -> dict[str, Any]:
    """Return the published JSON Schema of what `render` writes."""
    text = (files("flows.reporting") / "digest.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def document(digest: Digest) -> dict[str, Any]:
    """Return the digest as plain data, in page order."""
    period = digest.period
    return {
        "format": FORMAT,
        "sector": digest.sector,
        "since": period.since.isoformat() if period.since else None,
        "until": period.until.isoformat(),
        "as_of": period.as_of.isoformat(),
        "filters": {
            "stakeholder": digest.filters.stakeholder,
            "topic": digest.filters.topic,
            "min_status": digest.filters.min_status,
        },
        "summary": list(digest.summary),
        "shifts": [flag(f) for f in digest.shifts],
        "observations": [flag(f) for f in digest.observations],
        "unconfirmed": [flag(f) for f in digest.unconfirmed],
        "corrections": [flag(f) for f in digest.corrections],
        "archive": [flag(f) for f in digest.archive],
        "standing": [_standing(row) for row in digest.standing],
        "counts": [{"name": name, "number": number} for name, number in digest.counts],
        "read": [
            {"id": r.id, "title": r.title, "outlet": r.outlet, "url": link(r.url), "published": _when(r.published),
             "statements": r.statements}
            for r in digest.read
        ],
        "failures": [
            {"stage": f.stage, "thing": f.thing, "message": f.message, "transient": f.transient}
            for f in digest.failures
        ],
        "unknown_speakers": [{"name": u.name, "times": u.times} for u in digest.unknown],
    }  # fmt: skip


def flag(flag: Flag) -> dict[str, Any]:
    """Return one finding with its evidence."""
    finding = flag.finding
    return {
        "id": finding.id,
        "kind": finding.kind,
        "status": finding.status,
        "change": flag.change,
        "concluded_at": flag.concluded_at.isoformat(),
        "reason": flag.reason,
        "stakeholder": {"id": finding.stakeholder, "name": flag.stakeholder},
        "topic": {"id": finding.proposition, "label": flag.topic, "proposition": flag.proposition,
                  "version": finding.version},
        "from": _stance(finding.before),
        "to": _stance(finding.after),
        "said_on": _when(finding.said_on),
        "confidence": round(finding.confidence, 4),
        "wording": finding.wording,
        "why": list(finding.why),
        "notes": list(finding.notes),
        "related": list(finding.related),
        "evidence": [_citation(c) for c in flag.citations],
        "comparison": _comparison(flag.comparison),
        "timeline": _timeline(flag.timeline),
    }  # fmt: skip


def _citation(c: Citation) -> dict[str, Any]:
    return {
        "statement": c.statement,
        "role": c.role,
        "stakeholder": c.stakeholder,
        "spokesperson": c.speaker,
        "office": c.office,
        "outlet": c.outlet,
        "title": c.title,
        "url": link(c.url),
        "article": c.article,
        "said_on": _when(c.said_on),
        "date_inferred": c.date_basis,
        "stance": _stance(c.stance),
        "confidence": round(c.confidence, 4),
        "conditions": list(c.conditions),
        "directness": c.directness,
        "modality": c.modality,
        "relayed_by": c.relayed_by,
        "counted": c.counted,
        "refusal": c.refusal,
        "excerpt": _excerpt(c.excerpt),
        **({"corrected": c.corrected} if c.corrected else {}),
    }


def _excerpt(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "pieces": [{"text": p.text, "mark": p.mark} for p in excerpt.pieces],
        "cut_before": excerpt.cut_before,
        "cut_after": excerpt.cut_after,
    }


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    return {
        "similarity": comparison.similarity,
        "pieces": [{"text": p.text, "mark": p.mark} for p in comparison.pieces],
    }


def _timeline(timeline: Timeline) -> list[dict[str, Any]]:
    return [
        {"said_on": _when(p.when), "stance": _stance(p.stance), "counted": p.counted, "outlet": p.label}
        for p in timeline.points
    ]


def _standing(row: Standing) -> dict[str, Any]:
    return {
        "stakeholder": {"id": row.stakeholder_id, "name": row.stakeholder},
        "topic": {"id": row.topic_id, "label": row.topic},
        "stance": _stance(row.stance),
        "conditions": list(row.conditions),
        "since": _when(row.since),
        "confidence": round(row.confidence, 4),
        "status": row.status,
        "statements": row.statements,
        "latest": _citation(row.latest) if row.latest else None,
    }


def _stance(stance: Stance | None) -> str | None:
    return None if stance is None else stance.label


def _when(when: When | None) -> str | None:
    return None if when is None else str(when)
