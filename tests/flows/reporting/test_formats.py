"""All formats tell the same findings, in the same words."""

import json

import feedparser

from flows.reporting import atom, html, markdown
from flows.reporting import json as reporting_json
from flows.reporting.inert import markdown as escaped
from tests.flows.reporting import pages
from tests.flows.reporting.builders import a_digest
from tests.flows.reporting.evidence import STATEMENTS

DIGEST = a_digest()
FINDINGS = {f.finding.id for f in DIGEST.findings}
SECTIONS = ("shifts", "observations", "unconfirmed", "corrections", "archive")


def test_every_format_has_every_finding():
    document = json.loads(reporting_json.render(DIGEST))
    anchors = pages.anchors(pages.parsed(html.render(DIGEST)))
    entries = feedparser.parse(atom.render(DIGEST).encode()).entries

    assert {a.removeprefix("finding-") for a in anchors if a.startswith("finding-")} == FINDINGS
    assert {f["id"] for section in SECTIONS for f in document[section]} == FINDINGS
    assert {e.id.rsplit("/", 1)[1] for e in entries} == FINDINGS
    assert all(f"- **Id:** {identifier}\n" in markdown.render(DIGEST) for identifier in FINDINGS)


def test_every_format_has_the_words_of_every_finding_and_every_quotation():
    told = {
        "html": pages.words(pages.parsed(html.render(DIGEST))),
        "json": " ".join(json.loads(f'"{line}"') for line in reporting_json.render(DIGEST).split('"')[1::2]),
        "atom": atom.render(DIGEST),
    }
    written = markdown.render(DIGEST)
    quoted = {c.statement for f in DIGEST.findings for c in f.citations}
    words = [f.finding.wording for f in DIGEST.findings]
    words += [s.text if len(s.content) == 1 else s.text[:30] for s in STATEMENTS if s.id in quoted]

    for sentence in words:
        assert escaped(sentence) in written, sentence
        for name, text in told.items():
            assert sentence in text, (name, sentence)
