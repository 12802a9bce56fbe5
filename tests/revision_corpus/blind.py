"""Expand blind.yaml, the scripts written without sight of the rules, into tests/gold/revisions/blind.jsonl.

Run `python -m tests.revision_corpus.blind` to write the file again; a test keeps the two equal.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

SCRIPT = Path(__file__).parent / "blind.yaml"
OUT = Path(__file__).parents[1] / "gold" / "revisions" / "blind.jsonl"


def histories() -> list[dict[str, Any]]:
    return [expanded(number, each) for number, each in enumerate(yaml.safe_load(SCRIPT.read_text("utf-8")))]


def expanded(number: int, script: dict[str, Any]) -> dict[str, Any]:
    versions, kinds = [list(script["first"])], [["first"]]
    for step in script["then"]:
        back = step.get("back")
        versions.append(list(versions[back]) if back is not None else edited(versions[-1], step))
        kinds.append(sorted(step["kinds"]))
    return {
        "id": script["id"], "held_out": True, "layout": number % 3, "furniture": (number * 5) % 12,
        "versions": [{"paragraphs": v, "kinds": k} for v, k in zip(versions, kinds, strict=True)],
    }  # fmt: skip


def edited(version: list[str], step: dict[str, Any]) -> list[str]:
    after = list(version)
    for old, new in step.get("swap", []):
        (at,) = [i for i, line in enumerate(after) if old in line]
        assert after[at].count(old) == 1, old
        after[at] = after[at].replace(old, new)
    for start in step.get("drop", []):
        (at,) = [i for i, line in enumerate(after) if line.startswith(start)]
        del after[at]
    for new in step.get("add", []):
        (at,) = [i for i, line in enumerate(after) if line.startswith(new["after"])]
        after.insert(at + 1, new["text"])
    assert (after == version) == (step["kinds"] == ["none"]), step
    return after


def main() -> None:
    OUT.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in histories()), encoding="utf-8")


if __name__ == "__main__":
    main()
