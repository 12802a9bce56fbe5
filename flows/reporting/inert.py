"""Make text from elsewhere harmless to show: no control characters, no tricks of direction, no live links but http."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from storage.domain.hashing import content_id

# Characters that change how the text around them is read or shown: bidirectional controls and isolates,
# zero-width and invisible characters, language tags, non-characters. Joiners (U+200C, U+200D) are spelling
# in some scripts.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
_SPACED = re.compile("[\t\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SUSPICIOUS = re.compile("|".join(part.pattern for part in (_INVISIBLE, _SPACED, _CONTROL)))
_URL_REFUSED = re.compile(r"[\x00-\x20\x7f-\xa0\\\"'<>`{}|^]")


def clean(text: str) -> str:
    """Return `text` without characters that are not seen or that reorder what is seen. Line feeds stay."""
    if not _SUSPICIOUS.search(text):  # nearly all text: one search instead of three rewrites
        return text
    return _INVISIBLE.sub("", _CONTROL.sub("", _SPACED.sub(" ", text)))


def line(text: str) -> str:
    """Return `text` cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())


def link(url: str | None) -> str | None:
    """Return `url` when it is safe to put behind a click, else None: http or https, a host, no user name."""
    if url is None or _URL_REFUSED.search(url) or clean(url) != url:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:  # "http://[": not an address at all
        return None
    return url if usable else None


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~&$@])")
_LINE_START = re.compile(r"^(?:([#+=-])|(\d+)([.)]))")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|javascript|data)(:)|\b(www)(\.)")


def markdown(text: str) -> str:
    """Return `text` on one line, such that a Markdown reader shows exactly these characters."""
    escaped = _MARKDOWN.sub(r"\\\1", line(text))
    escaped = _AUTOLINK.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", escaped)
    escaped = _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", escaped)
    return escaped.replace("!\\[", "\\!\\[")


_CALLING = str.maketrans({"<": "‹", ">": "›", "@": "＠"})


def message(text: str) -> str:
    """Return `text` on one line for a chat, a mail or a table of somebody else's making.

    Which marks they obey is theirs to say, and one escape does not fit all: what calls a channel together
    (`<!channel>`, `@everyone`) or hides an address behind words is shown in look-alike characters. The page has
    the words as they were.
    """
    return line(text).translate(_CALLING).replace("](", "] (")


def markdown_link(text: str, url: str | None) -> str:
    """Return a Markdown link, or the text alone when the address is not safe."""
    safe = link(url)
    if safe is None:
        return markdown(text)
    return f"[{markdown(text)}](<{safe.replace('(', '%28').replace(')', '%29')}>)"


def safe_name(identifier: str) -> str:
    """Return `identifier` when it is a slug, else a name made from its hash: fit for a path and an address."""
    if identifier != "index" and re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", identifier):
        return identifier
    return f"x-{content_id('page', unicodedata.normalize('NFC', clean(identifier)))}"
