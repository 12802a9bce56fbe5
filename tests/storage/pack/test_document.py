"""A file of a pack is read with its line numbers, or refused in one sentence."""

from __future__ import annotations

import time

import pytest

from storage.pack.document import LARGEST_FILE, read_document

REFUSED = [
    (b"a: [1, 2\nb: 3\n", "not valid YAML"),
    (b"a: b: c\n", "not valid YAML"),
    (b"\ta: 1\n", "not valid YAML"),
    (b"a: \x00\n", "not valid YAML"),
    (b"a: caf\xe9\n", "not UTF-8"),
    (b"a: 1\n---\nb: 2\n", "second YAML document"),
    (b"a: !!python/object/apply:os.system [ls]\n", "uses the YAML tag"),
    (b"a: !mine 3\n", "uses the YAML tag !mine"),
    (b"a: &x [1]\nb: *x\n", "uses the YAML alias *x"),
    (b"{[1]: 2}\n", "list or mapping as the name of a field"),
    (b"[" * 500_000, "nested more than"),
    (b"a:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 60)), "nested more than"),
]


@pytest.mark.parametrize(("raw", "message"), REFUSED)
def test_what_is_not_plain_yaml_is_refused_in_one_sentence(tmp_path, raw, message):
    path = tmp_path / "topics.yaml"
    path.write_bytes(raw)

    (problem,) = read_document(path).problems

    assert message in problem.message
    assert problem.fix
    assert "\n" not in str(problem)


def test_a_line_is_known_for_every_field_and_item(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\nb:\n- c: two\n  d: |\n    text\n- e\n", encoding="utf-8")

    document = read_document(path)

    assert document.data == {"a": 1, "b": [{"c": "two", "d": "text\n"}, "e"]}
    assert [document.line(loc) for loc in [("a",), ("b",), ("b", 0, "d"), ("b", 1)]] == [1, 2, 4, 6]
    assert document.line(("b", 0, "missing")) == 3


def test_a_field_given_twice_is_a_problem_on_its_second_line(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\nb: 2\na: 3\n", encoding="utf-8")

    (problem,) = read_document(path).problems

    assert (problem.line, problem.fix) == (3, "keep one of them")
    assert "first on line 1" in problem.message


def test_only_what_looks_like_nothing_a_truth_or_a_whole_number_is_one(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("[~, null, true, false, 12, -3, 012, 1.5, 2024-05-06, yes, on, '12', \"true\"]\n", encoding="utf-8")

    assert read_document(path).data == [
        None,
        None,
        True,
        False,
        12,
        -3,
        "012",
        "1.5",
        "2024-05-06",
        "yes",
        "on",
        "12",
        "true",
    ]


def test_a_huge_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "topics.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    started = time.perf_counter()
    (problem,) = read_document(path).problems

    assert "bytes, more than" in problem.message
    assert time.perf_counter() - started < 0.5


def test_a_file_that_is_not_there_is_a_problem_of_the_pack(tmp_path):
    (problem,) = read_document(tmp_path / "topics.yaml").problems

    assert "cannot be read (No such file or directory)" in problem.message
