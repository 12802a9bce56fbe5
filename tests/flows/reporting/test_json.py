import json

import pytest
from jsonschema import Draft202012Validator

from flows.reporting import json as reporting_json
from tests.flows.reporting.builders import FAILURES, a_digest, an_empty_digest
from tests.flows.reporting.evidence import WANTS_CAP
from tests.flows.reporting.ferries import FIRST

SCHEMA = Draft202012Validator(reporting_json.schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(reporting_json.schema())


@pytest.mark.parametrize(
    "digest",
    [a_digest(), a_digest(FIRST), an_empty_digest(), an_empty_digest(failures=FAILURES), an_empty_digest(FIRST)],
    ids=["full", "first", "empty", "failures", "first-empty"],
)
def test_a_digest_fits_the_schema(digest):
    SCHEMA.validate(json.loads(reporting_json.render(digest)))


def test_the_schema_knows_every_field():
    document = json.loads(reporting_json.render(a_digest()))
    document["shifts"][0]["surprise"] = 1

    assert not SCHEMA.is_valid(document)


def test_quotations_are_verbatim():
    document = json.loads(reporting_json.render(a_digest()))
    pieces = document["shifts"][0]["evidence"][0]["excerpt"]["pieces"]

    assert [p["text"] for p in pieces if p["mark"] == "quote"] == [WANTS_CAP.text]


def test_the_file_is_plain_ascii_and_holds_no_markup():
    text = reporting_json.render(a_digest(unknown={"<b>\u202e\x1b[31m": 1}))

    assert text.isascii()
    assert "<" not in text
    assert "\x1b" not in text
    assert json.loads(text)["unknown_speakers"][0]["name"] == "<b>\u202e\x1b[31m"
