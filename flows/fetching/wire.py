"""One request and its answer, within limits of size, time and compression; no redirects, no politeness."""

from __future__ import annotations

import re
import ssl
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import certifi
import httpcore

from flows.fetching.guard import CONNECT_SECONDS, TOTAL_SECONDS, GuardedNetwork, Place, Resolver, UnknownName, resolve
from storage.domain.errors import FetchError

RAW_LIMIT = 10_000_000
DECODED_LIMIT = 20_000_000
RATIO_LIMIT = 200
HEADER_LIMIT = 65_536
# Small bodies may compress beyond 200:1 without harm (a page of spaces).
_RATIO_FLOOR = 1_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one request. Header names are in lower case; the first of a repeated name wins."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int  # bytes of the body on the wire
    seconds: float


@cache
def _trust() -> ssl.SSLContext:
    """Reading the certificates takes 25 ms; once is enough."""
    return ssl.create_default_context(cafile=certifi.where())


class Wire:
    """Connections that are checked, bounded and never reused: a host sees one request per connection."""

    def __init__(self, *, allow: frozenset[str], resolver: Resolver = resolve) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(),
            max_keepalive_connections=0,
            network_backend=GuardedNetwork(allow=allow, resolver=resolver),
        )

    def close(self) -> None:
        self._pool.close()

    def ask(self, place: Place, headers: Mapping[str, str]) -> Reply:
        """Raises FetchError with one plain sentence; RefusedAddress when the guard says no."""
        started = time.monotonic()
        timeout = {"connect": CONNECT_SECONDS, "read": TOTAL_SECONDS, "write": TOTAL_SECONDS, "pool": TOTAL_SECONDS}
        sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        try:
            with self._pool.stream("GET", place.url, headers=sent, extensions={"timeout": timeout}) as response:
                received = _headers(place, response.headers)
                body, size = _body(place, response.iter_stream(), received)
                return Reply(response.status, received, body, size, time.monotonic() - started)
        except FetchError:
            raise
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise FetchError(_sentence(place, error), transient=True) from error


def _sentence(place: Place, error: Exception) -> str:
    match error:
        case UnknownName():
            return f"The name {place.host} could not be resolved."
        case httpcore.ConnectTimeout():
            return f"{place.host} did not answer within {CONNECT_SECONDS:.0f} seconds."
        case httpcore.TimeoutException():
            return f"{place.host} took longer than {TOTAL_SECONDS:.0f} seconds to answer."
        case httpcore.ConnectError():
            secure = isinstance(error.__cause__ or error.__context__, ssl.SSLError) or "SSL" in str(error)
            return f"{place.host} " + ("has no valid certificate." if secure else "refused the connection.")
        case httpcore.ProtocolError():
            return f"{place.host} broke the HTTP protocol or cut its answer short."
    return f"The connection to {place.host} broke off."


def _headers(place: Place, raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    received: dict[str, str] = {}
    total = 0
    for name, value in raw:
        total += len(name) + len(value) + 4
        received.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    if total > HEADER_LIMIT:
        raise FetchError(f"{place.host} sent more than 64 KB of headers.", transient=False)
    return received


def _body(place: Place, chunks: Iterable[bytes], headers: Mapping[str, str]) -> tuple[bytes, int]:
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"{place.host} answered in {coding[:20]!a}, which was not asked for.", transient=False)
    inflate = zlib.decompressobj(wbits=31) if coding.endswith("gzip") else None
    decoded = bytearray()
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > RAW_LIMIT:
            raise FetchError(f"{place.url} is larger than 10 MB.", transient=False)
        decoded += _inflated(place, inflate, chunk, len(decoded)) if inflate else chunk
        if len(decoded) > max(_RATIO_FLOOR, size * RATIO_LIMIT):
            raise FetchError(f"{place.url} unpacks to more than {RATIO_LIMIT} times its size.", transient=False)
    if inflate and size and not inflate.eof:
        raise FetchError(f"{place.host} cut its compressed answer short.", transient=True)
    return bytes(decoded), size


def _inflated(place: Place, inflate: zlib._Decompress, chunk: bytes, already: int) -> bytes:
    """Never more than the limit is ever unpacked: an 809-byte brotli body once grew a process by 1.5 GB."""
    room = DECODED_LIMIT - already
    try:
        piece = inflate.decompress(chunk, room + 1)
    except zlib.error as error:
        raise FetchError(f"{place.host} sent a damaged compressed answer.", transient=True) from error
    if len(piece) > room or inflate.unconsumed_tail:
        raise FetchError(f"{place.url} unpacks to more than 20 MB.", transient=False)
    return piece


def is_token(value: str) -> bool:
    """True when `value` may be sent in a header as it is."""
    return bool(value) and re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value) is None and len(value) <= 1024
