"""A file that cannot be an article is refused before anything is read from it."""

from __future__ import annotations

import pytest

from storage.pack.texts import LARGEST_TEXT
from storage.registry import check_pack
from tests.storage.pack.editing import a_pack

UNFIT = [
    (b"", "is empty"),
    (b" \n\t\n", "is empty"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text but binary"),
    (bytes(range(1, 9)) * 40, "is not text but binary"),
    ("Café in the harbour.\nMore.".encode("latin-1"), "is not UTF-8 (line 1)"),
    ("Plain text.".encode("utf-16"), "is not text but binary"),
]


@pytest.mark.parametrize(("raw", "message"), UNFIT)
def test_an_unfit_article_is_named_with_the_line_of_its_entry(tmp_path, raw, message):
    pack = a_pack(tmp_path)
    (pack / "articles" / "curfew-speech.txt").write_bytes(raw)

    (problem,) = check_pack(pack).problems

    assert message in problem.message
    assert (problem.file, problem.line) == (str(pack / "articles.yaml"), 10)
    assert problem.fix


def test_a_fifty_megabyte_article_is_refused_unread(tmp_path):
    pack = a_pack(tmp_path)
    with (pack / "articles" / "curfew-speech.txt").open("wb") as file:
        file.truncate(50_000_000)

    (problem,) = check_pack(pack).problems

    assert f"has 50,000,000 bytes, more than {LARGEST_TEXT:,}" in problem.message


def test_an_article_may_begin_with_a_byte_order_mark(tmp_path):
    pack = a_pack(tmp_path)
    path = pack / "articles" / "curfew-speech.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert check_pack(pack).problems == ()


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    pack = a_pack(tmp_path)
    path = pack / "articles" / "curfew-speech.txt"
    path.unlink()
    path.symlink_to(pack / "topics.yaml")

    (problem,) = check_pack(pack).problems

    assert "is outside articles/" in problem.message


def test_a_link_to_itself_is_refused(tmp_path):
    pack = a_pack(tmp_path)
    path = pack / "articles" / "curfew-speech.txt"
    path.unlink()
    path.symlink_to(path.name)

    (problem,) = check_pack(pack).problems

    assert "curfew-speech.txt" in problem.message
