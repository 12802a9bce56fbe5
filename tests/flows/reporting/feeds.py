"""Atom as the standard has it."""

from pathlib import Path

from lxml import etree

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "atom.rng"))
ATOM = "{http://www.w3.org/2005/Atom}"


def checked(text):
    """Parse a feed and hold it against RFC 4287: its schema, and the rules that a schema cannot say."""
    tree = etree.fromstring(text.encode())
    SCHEMA.assertValid(tree)
    assert tree.find(f"{ATOM}author") is not None  # or every entry needs one
    for entry in tree.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}content") is not None
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    ids = [e.text for e in tree.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return tree
