"""Write an address the one way that is compared and stored."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit, urlunsplit

import tldextract

# Parameters that say who follows a link, never which page it leads to.
_TRACKING = re.compile(
    r"(utm_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|ttclid|li_fat_id|_hs(enc|mi)|mkt_tok|"
    r"cmp|cmpid|ito|ocid|ns_(mchannel|source|campaign|linkname|fee)|xtor|sr_share|smid|src_?ref|ref_?src|"
    r"at_(medium|campaign|custom\d|link_\w+|ptr_name|format|bbc_team)|wt\.\w+|__twitter_impression|amp)",
    re.IGNORECASE,
)
_FRAGMENT_IS_PAGE = re.compile(r"!|/")
_INDEX = re.compile(r"/(index|default|home)\.(html?|php|aspx?)$", re.IGNORECASE)
# The bundled snapshot of the public suffix list: no network, ever.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True)


@lru_cache(maxsize=8192)
def canonical(url: str) -> str | None:
    """Return `url` in its one form, or None when it is not an http(s) address."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[parts.scheme.lower()]:
        host = f"{host}:{port}"
    # Piece by piece, as it stands there: written anew, `?/news/1` and `?q=%E9` would lead nowhere.
    kept = [piece for piece in parts.query.split("&") if piece and not _TRACKING.fullmatch(piece.partition("=")[0])]
    fragment = parts.fragment if _FRAGMENT_IS_PAGE.match(parts.fragment) else ""
    path = re.sub(r"/{2,}", "/", parts.path) or "/"
    return urlunsplit((parts.scheme.lower(), host, path, "&".join(kept), fragment)).strip()


@lru_cache(maxsize=8192)
def key(url: str) -> str | None:
    """Return what two addresses of one page share: no scheme, no `www.`, no closing slash."""
    whole = canonical(url)
    if whole is None:
        return None
    rest = whole.partition("://")[2]
    rest = re.sub(r"^(www|m|amp)\.", "", rest)
    head, mark, query = rest.partition("?")
    return (head.rstrip("/") or head) + mark + query


def site(url: str) -> str | None:
    """Return the registrable domain of `url` (`bbc.co.uk`), or the host itself when it has none."""
    host = urlsplit(url).hostname if canonical(url) else None
    if not host:
        return None
    known = _SUFFIXES(host).top_domain_under_public_suffix
    if known or ":" in host or host.rpartition(".")[2].isdigit():
        return known or host
    return ".".join(host.split(".")[-2:])


def is_home(url: str) -> bool:
    """True when `url` is a site's front page, which identifies no article."""
    whole = canonical(url)
    if whole is None:
        return True
    parts = urlsplit(whole)
    return not parts.query and not parts.fragment and _INDEX.sub("/", parts.path) in ("", "/")


def accepted(declared: str | None, *, at: str) -> str | None:
    """Return the page's own canonical address when it is believable: same registrable domain, not a home page."""
    if not declared:
        return None
    try:
        whole = canonical(urljoin(at, declared.strip()))
    except ValueError:
        return None
    if whole is None or site(whole) != site(at) or (is_home(whole) and not is_home(at)):
        return None
    return whole


def outlet_of(url: str) -> str:
    """Return the host of an address, without "www."; of what is no address, all of it."""
    return url.split("/")[2].removeprefix("www.") if "//" in url else url
