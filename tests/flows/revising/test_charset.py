"""Bytes become the text that was meant, or are told from text."""

from __future__ import annotations

import os
from datetime import date

import pytest

from flows.revising.charset import decode, is_binary
from flows.revising.page import read_page
from storage.domain.errors import InputError

PAGE = (
    "<html><body><article><p>The café owners’ view was “sensible”, said the Quay Traders.</p></article></body></html>"
)


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_an_undeclared_western_page_keeps_its_quotation_marks(charset: str):
    assert "café owners’ view was “sensible”" in decode(PAGE.encode(charset))


def test_an_undeclared_page_in_another_script_is_guessed():
    text = "<p>" + "Профсоюз лоцманов поддержал запрет ночной разгрузки судов в порту. " * 8 + "</p>"
    assert "Профсоюз лоцманов" in decode(text.encode("cp1251"))


def test_noise_is_told_from_text():
    assert is_binary(os.urandom(3000))
    assert not is_binary(PAGE.encode("utf-16"))
    assert not is_binary(PAGE.encode() + b"\0")


def test_noise_is_refused_as_a_page_by_name():
    with pytest.raises(InputError, match=r"zz\.html is no text"):
        read_page(bytes(range(256)) * 12, url="zz.html", seen=date(2026, 3, 1))
