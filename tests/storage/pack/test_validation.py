"""One wrong field names its file, its line and a fix, and nothing is loaded."""

from __future__ import annotations

import pytest

from storage.domain.errors import PackError
from storage.registry import check_pack, load_pack
from tests.storage.pack.editing import a_pack, a_pack_with, line_of

WRONG = [
    ("topics.yaml", "  label: Levy", "  lable: Levy", "  lable:", "unknown field `lable`", "write `label`"),
    (
        "topics.yaml",
        "  opened: 2030\n",
        "  colour: red\n",
        "  colour:",
        "unknown field `colour`",
        "remove it (known fields",
    ),
    (
        "topics.yaml",
        "  supports_means: Backs",
        "  # Backs",
        "id: dredging",
        "`supports_means` is missing",
        "add `supports_means:`",
    ),
    (
        "topics.yaml",
        "  version: 2",
        "  version: two",
        "version: two",
        "should be a whole number, not 'two'",
        "without quotes",
    ),
    ("topics.yaml", "  version: 2", "  version: 0", "version: 0", "cannot be '0'", "raise it when the meaning"),
    (
        "articles.yaml",
        "file: curfew-speech.txt",
        'file: "a\\0b.txt"',
        'file: "a',
        "`file`: holds the invisible character U+0000",
        "remove it",
    ),
    (
        "topics.yaml",
        "label: Levy for dredging",
        'label: "Levy \\u202e for"',
        'label: "Levy',
        "`label`: holds the invisible character U+202E",
        "remove it",
    ),
    (
        "topics.yaml",
        "  label: Levy for dredging",
        "  label: 7",
        "label: 7",
        "`label` should be text, not '7'",
        "put it in quotes",
    ),
    (
        "topics.yaml",
        "  opened: 2031-03",
        "  opened: spring",
        "opened: spring",
        "spring is not a date",
        "write 2024, 2024-04",
    ),
    (
        "topics.yaml",
        "  opened: 2031-03",
        "  opened: 2031-02-30",
        "2031-02-30",
        "2031-02-30 is not a date",
        "write 2024",
    ),
    (
        "topics.yaml",
        "{stance: support, text: The v",
        "{stance: suport, text: The v",
        "suport",
        "cannot be 'suport'",
        "write support",
    ),
    (
        "topics.yaml",
        "midnight and five in the morning.",
        "midnight and five?",
        "be barred",
        "cannot be",
        "not a question",
    ),
    (
        "topics.yaml",
        "topic_terms: [dredging, silt]",
        "topic_terms: dredging",
        "topic_terms: dredging",
        "a list",
        "hyphen",
    ),
    ("stakeholders.yaml", "certainty: medium", "certainty: meduim", "meduim", "cannot be 'meduim'", "write medium"),
    (
        "stakeholders.yaml",
        "joint: true}\n  - {person: Mila",
        "joint: maybe}\n  - {person: Mila",
        "maybe",
        "should be true or false",
        "without quotes",
    ),
    (
        "stakeholders.yaml",
        "  name: Guild of Pilots",
        "  name: [Guild, Pilots]",
        "name: [Guild",
        "should be text, not a list",
        "in quotes",
    ),
    (
        "stakeholders.yaml",
        "- id: pilots-guild",
        "- id: Pilots Guild",
        "id: Pilots Guild",
        "cannot be 'Pilots Guild'",
        "letters, digits, hyphens",
    ),
    ("sources.yaml", "kind: page", "kind: pages", "kind: pages", "cannot be 'pages'", "write page"),
    (
        "sources.yaml",
        "url: https://masters.example/news",
        "url: masters.example",
        "url: masters",
        "is not a web address",
        "https://",
    ),
    (
        "sources.yaml",
        "timezone: Europe/Stockholm",
        "timezone: Swedish",
        "Swedish",
        "is not a time zone",
        "Europe/London",
    ),
    ("sources.yaml", "seen: strong", "seen: often", "seen: often", "cannot be 'often'", "write one of strong"),
    ("articles.yaml", "kind: interview", "kind: intervue", "intervue", "cannot be 'intervue'", "write interview"),
    (
        "articles.yaml",
        "basis: printed below the headline",
        "raw: x",
        "raw: x",
        "`published.basis` is missing",
        "where it stands",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "words", "message", "fix"), WRONG)
def test_one_wrong_field_is_named_with_its_file_line_and_fix(tmp_path, file, old, new, words, message, fix):
    pack = a_pack_with(tmp_path, file, old, new)

    (problem,) = check_pack(pack).problems

    assert problem.file == str(pack / file)
    assert problem.line == line_of(pack, file, words)
    assert message in problem.message
    assert fix in problem.fix


def test_a_pack_with_a_problem_is_not_loaded_at_all(tmp_path):
    pack = a_pack_with(tmp_path, "sources.yaml", "kind: page", "kind: pages")

    with pytest.raises(PackError) as refusal:
        load_pack(pack)

    assert str(refusal.value).count("\n") == 0
    assert "sources.yaml:" in str(refusal.value)
    assert len(refusal.value.problems) == 1


def test_every_problem_is_reported_at_once_in_the_order_of_files_and_lines(tmp_path):
    pack = a_pack_with(tmp_path, "topics.yaml", "  version: 2", "  version: two")
    (pack / "sources.yaml").write_text("sources: 3\n", encoding="utf-8")

    problems = check_pack(pack).problems

    assert [problem.file.rsplit("/", 1)[1] for problem in problems] == ["articles.yaml", "sources.yaml", "topics.yaml"][
        1:
    ]
    with pytest.raises(PackError, match="and 1 more problem"):
        load_pack(pack)


def test_dates_may_be_written_with_or_without_quotes(tmp_path):
    plain = load_pack(a_pack(tmp_path))
    quoted = load_pack(a_pack_with(tmp_path / "other", "topics.yaml", "opened: 2030", "opened: '2030'"))

    assert quoted.propositions["dredging-levy"].opened == plain.propositions["dredging-levy"].opened
    assert quoted.digest == plain.digest
