"""`volteface evaluate attribution`: a corpus of the caller's own, and the figures that hold of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.commands.evaluate_any_text import read_repeated
from flows.commands.evaluate_attribution import outside_lines
from flows.reading.attributing import load_weights
from storage.domain.errors import InputError
from tests.flows.reading.attributing.parsed import parser

TEXT = "“The plan will fail,” said Helen Garrick.\n\nThe Fitters’ Union opposes the plan to close rural desks."


def at(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


def an_annotation(source: str, cue: str, content: str) -> dict[str, list[list[int]]]:
    return {"source": at(source), "cue": at(cue), "content": at(content)}


def a_corpus(folder: Path) -> Path:
    told = [
        an_annotation("Helen Garrick", "said", "The plan will fail,"),
        an_annotation("The Fitters’ Union", "opposes", "the plan to close rural desks"),
        an_annotation("Helen Garrick", "plan", "desks"),  # nobody says so: one of three that cannot be found
    ]
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "one", "text": TEXT, "attributions": told}) + "\n", encoding="utf-8")
    return path


def test_a_corpus_of_the_callers_own_is_scored_by_type_and_by_cue(tmp_path):
    printed = "\n".join(outside_lines(a_corpus(tmp_path), parser()))

    assert "gold.jsonl: 1 texts" in printed
    assert "all    0.800 1.000 0.667  1.000  0.000  0.667  3" in printed
    assert "recall by cue: speech 1.000 of 1, stance 1.000 of 1, other 0.000 of 1" in printed
    assert "precision 1.000; without the least confident fifth 1.000" in printed


def test_a_file_that_is_no_corpus_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "no.jsonl"
    path.write_text('{"id": "one"}\n', encoding="utf-8")

    with pytest.raises(InputError, match=r"no\.jsonl is not a file of annotated texts"):
        list(outside_lines(path, parser()))


def test_a_repeated_unit_is_read_to_a_length_and_its_spans_are_checked():
    seconds, count = read_repeated("Mr Bell said it was wrong. ", 270, parser(), load_weights())

    assert seconds > 0
    assert count == 10
