"""Whatever happens to one field of a sound pack, the pack is either still faithful or refused in plain words."""

from __future__ import annotations

import copy
import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.domain.errors import PackError
from storage.pack.document import Loc, read_document
from storage.registry import check_pack, load_pack
from tests.storage.pack.editing import HARBOURS, a_pack

FILES = ("topics.yaml", "stakeholders.yaml", "sources.yaml", "articles.yaml")
SOUND = {file: read_document(HARBOURS / file) for file in FILES}
PLACES = [(file, loc) for file, document in SOUND.items() for loc in document.lines if loc]
NAMED = [(file, loc) for file, loc in PLACES if isinstance(loc[-1], str)]
ONE_LINE = re.compile(r"[^\n]+\.yaml(:\d+)?: [^\n]+; fix: [^\n]+")
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def holding(data: object, loc: Loc) -> object:
    for part in loc[:-1]:
        data = data[part]  # type: ignore[index]
    return data


def outcome(file: str, raw: bytes) -> tuple[object, tuple[str, ...]]:
    """Load a pack whose `file` holds `raw`: the registry, or the problems."""
    with tempfile.TemporaryDirectory() as folder:
        pack = a_pack(Path(folder))
        (pack / file).write_bytes(raw)
        problems = tuple(map(str, check_pack(pack).problems))
        if not problems:
            return load_pack(pack), ()
        with pytest.raises(PackError) as refusal:
            load_pack(pack)
        assert "\n" not in str(refusal.value)
        assert refusal.value.problems == problems
        return None, problems


def written(data: object) -> bytes:
    return json.dumps(data, indent=1, ensure_ascii=False).encode()  # JSON is YAML


@FEW
@given(st.sampled_from(NAMED), st.sampled_from(["colour", "lable", "idd", "0", "ID"]))
def test_an_unknown_field_is_always_reported_by_name(place, name):
    file, loc = place
    data = copy.deepcopy(SOUND[file].data)
    holding(data, loc)[name] = "x"  # type: ignore[index]

    _, problems = outcome(file, written(data))

    assert any(f"{name}`" in problem for problem in problems)
    assert all(ONE_LINE.fullmatch(problem) for problem in problems)


@FEW
@given(
    st.sampled_from(PLACES), st.sampled_from([None, 7, -1, True, "", "x", "2031-02-31", [], {}, ["x", "x"], {"x": 1}])
)
def test_a_replaced_value_is_refused_or_faithfully_there(place, value):
    file, loc = place
    data = copy.deepcopy(SOUND[file].data)
    before = holding(data, loc)[loc[-1]]  # type: ignore[index]
    holding(data, loc)[loc[-1]] = value  # type: ignore[index]

    registry, problems = outcome(file, written(data))

    assert (registry is None) == bool(problems)
    assert all(ONE_LINE.fullmatch(problem) for problem in problems)
    if registry is not None and isinstance(value, str) and value != before:
        assert repr(value) in repr(registry) or loc[-1] == "note" or "disambiguation" in loc
    if registry is not None:
        assert type(value) is not bool or loc[-1] in ("joint", "after_full_name", "enabled")


@FEW
@given(st.sampled_from(NAMED))
def test_a_missing_field_is_refused_or_has_a_default(place):
    file, loc = place
    data = copy.deepcopy(SOUND[file].data)
    del holding(data, loc)[loc[-1]]  # type: ignore[attr-defined]

    registry, problems = outcome(file, written(data))

    assert (registry is None) == bool(problems)
    assert all(ONE_LINE.fullmatch(problem) for problem in problems)


@FEW
@given(st.sampled_from(FILES), st.data())
def test_a_damaged_byte_never_ends_in_anything_but_a_pack_or_plain_words(file, data):
    raw = bytearray((HARBOURS / file).read_bytes())
    where = data.draw(st.integers(0, len(raw) - 1))
    raw[where] = data.draw(st.integers(0, 255))

    registry, problems = outcome(file, bytes(raw))

    assert (registry is None) == bool(problems)
    assert all(ONE_LINE.fullmatch(problem) for problem in problems)
