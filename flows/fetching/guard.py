"""Keep requests on the public internet: check the address that is really connected to, not the name in the URL."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import httpcore

from storage.domain.errors import RefusedAddress

CONNECT_SECONDS = 10.0
TOTAL_SECONDS = 30.0
# RFC 6052/8215 translation prefixes: the IPv4 address hides in the last 32 bits.
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
# Reserved by registries that Python's own tables lack or hold to be public.
_NEVER = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20")))
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBERISH = re.compile(r"(0x[0-9a-f]*|\d+)", re.IGNORECASE)

Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a URL points: what is connected to, and what is asked for there."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        standard = self.port == {"http": 80, "https": 443}[self.scheme]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if standard else f":{self.port}")


def place_of(url: str) -> Place:
    """Return where `url` points. Raises RefusedAddress for anything but a plain http(s) address."""
    shown = ascii(url[:120])
    if _UNSAFE.search(url):
        raise RefusedAddress(f"The address {shown} holds a space, a backslash or a control character.")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise RefusedAddress(f"The address {shown} cannot be read.") from error
    if parts.scheme not in ("http", "https"):
        raise RefusedAddress(f"The address {shown} is not http or https.")
    if "@" in parts.netloc:
        raise RefusedAddress(f"The address {shown} carries a user name.")
    if not host or "%" in host or port == 0:
        raise RefusedAddress(f"The address {shown} names no host.")
    if ":" not in host and _NUMBERISH.fullmatch(host.rsplit(".", 1)[-1]) and not _is_dotted_quad(host):
        raise RefusedAddress(f"The address {shown} writes its host as a number.")
    place = Place("", parts.scheme, host, port or {"http": 80, "https": 443}[parts.scheme])
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    clean = urlunsplit((parts.scheme, place.origin.split("://")[1], path, query, ""))
    return Place(clean, place.scheme, host, place.port)


def _is_dotted_quad(host: str) -> bool:
    with suppress(ValueError):
        return str(ipaddress.IPv4Address(host)) == host
    return False


def is_public(address: str) -> bool:
    """True when `address` belongs to the public internet and hides no other address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour or ip.teredo or int(ip) >> 32 == 0
        if embedded or any(ip in network for network in _TRANSLATED):
            return False
        if (int(ip) >> 32) & 0xFDFFFFFF == 0x5EFE:  # ISATAP (RFC 5214): another embedded IPv4 address
            return False
    if any(ip in network for network in _NEVER):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for every address of `host`. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedNetwork(httpcore.NetworkBackend):
    """Resolve once, check every address, connect to a checked one; and end each connection by a deadline."""

    def __init__(self, *, allow: frozenset[str], resolver: Resolver = resolve) -> None:
        self._allow = allow
        self._resolver = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self.checked(host, port)
        plain = httpcore.SyncBackend()
        deadline = time.monotonic() + TOTAL_SECONDS
        for last, address in ((a == addresses[-1], a) for a in addresses[:3]):
            try:
                stream = plain.connect_tcp(address, port, timeout or CONNECT_SECONDS, None, socket_options)
                return _Deadline(stream, deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last:
                    raise
        raise httpcore.ConnectError(f"no address of {host} answered")

    def checked(self, host: str, port: int) -> list[str]:
        """Return the addresses of `host` when each of them may be connected to."""
        addresses = self._resolve_in_time(host, port)
        permitted = f"{host}:{port}" in self._allow
        for address in addresses:
            loopback = ipaddress.ip_address(address.partition("%")[0]).is_loopback
            if not (is_public(address) or (permitted and loopback)):
                raise RefusedAddress(f"{host} leads to {address}, which is not on the public internet.")
        return addresses

    def _resolve_in_time(self, host: str, port: int) -> list[str]:
        """getaddrinfo knows no timeout of its own; a resolver that hangs must not hang the run."""
        answer: list[list[str] | OSError | UnicodeError] = []

        def ask() -> None:
            try:
                answer.append(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(CONNECT_SECONDS)
        if not answer or not answer[0]:
            raise httpcore.ConnectTimeout(f"the name {host} was not resolved in {CONNECT_SECONDS:.0f} s")
        if isinstance(answer[0], Exception):
            raise UnknownName(f"the name {host} is not known here") from answer[0]
        return answer[0]


class UnknownName(httpcore.ConnectError):
    """The name service has no address for a host, or cannot be reached."""


class _Deadline(httpcore.NetworkStream):
    """A stream on which every read and write ends by `deadline`: a server that drips bytes gains nothing."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return min(left, timeout or left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Deadline(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
