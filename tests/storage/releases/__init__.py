"""The ledger as each release wrote it: SQL dumps of the sample, and what the release itself told of it.

When a release is made: `python -m tests.storage.releases VERSION`. The files of a release are never made again.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storage.codec import decode, encode
from storage.domain import article, attribution, finding, polling, record, run, statement
from storage.ledger import Ledger
from tests.storage.sample import HASH

FOLDER = Path(__file__).parent
_MODULES = (article, attribution, finding, polling, record, run, statement)


def releases() -> list[str]:
    return sorted(file.name.removesuffix(".jsonl") for file in FOLDER.glob("*.jsonl"))


def told(ledger: Ledger) -> Iterator[Any]:
    """Everything that a ledger tells, of every kind there is."""
    revisions = [revision.id for revision in ledger.revisions()]
    yield from ledger.articles()
    yield from ledger.revisions()
    yield from ledger.readings(revisions)
    yield from ledger.statements()
    yield from ledger.conclusions()
    yield from ledger.held()
    yield from ledger.admissions()
    yield from ledger.corrections()
    yield from ledger.runs()
    yield from ledger.quarantined()
    yield from ledger.digests()
    yield from ledger.source_states().values()
    yield from ledger.host_states()
    yield from ledger.requests()
    yield from ledger.entry_keys("gazette")
    yield from ledger.page_checks()
    yield from ledger.changes()


def told_of_bodies(ledger: Ledger) -> bytes | None:
    """Bytes are not JSON: the one body of the sample is compared by itself."""
    body = ledger.body(HASH)
    return body.data if body else None


def written(things: Iterator[Any]) -> str:
    return "".join(
        f"{json.dumps([type(thing).__name__, json.loads(encode(thing))], ensure_ascii=False)}\n" for thing in things
    )


def expected(release: str) -> list[Any]:
    """What the release told, as today's types have it: a field that has been added since takes its default."""
    kinds = {name: kind for module in _MODULES for name, kind in vars(module).items() if dataclasses.is_dataclass(kind)}
    lines = (FOLDER / f"{release}.jsonl").read_text(encoding="utf-8").splitlines()
    return [decode(kinds[name], json.dumps(thing)) for name, thing in map(json.loads, lines)]
