"""A small HTTP/1.1 client: kept-alive connections, one request at a time on each, next to no work a request."""

import asyncio
import gzip
import time
from collections.abc import Mapping
from dataclasses import dataclass

END = b"\r\n\r\n"
LENGTH, ENCODED, COOKIE = b"\r\ncontent-length: ", b"\r\ncontent-encoding: gzip", b"\r\nset-cookie: "
BODILESS = {204, 304}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and when its last byte was there (on time.perf_counter's clock)."""

    status: int
    head: bytes
    raw: bytes
    at: float

    @property
    def text(self) -> str:
        """Return the body, decompressed."""
        return (gzip.decompress(self.raw) if ENCODED in self.head.lower() else self.raw).decode()

    @property
    def cookies(self) -> dict[str, str]:
        """Return the cookies that were set."""
        pairs = (part.partition(b";")[0].decode() for part in self.head.split(COOKIE)[1:])
        return dict(pair.split("=", 1) for pair in pairs)


class Connection(asyncio.Protocol):
    """One connection to the server; a reply must say its length."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._answer: asyncio.Future[Reply] | None = None
        self._transport: asyncio.Transport | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether a request can be sent."""
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, request: bytes) -> asyncio.Future[Reply]:
        """Send a request; its reply comes later."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Keep the line."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Hand over a reply once it is whole."""
        self._received += data
        reply = _reply_in(self._received)
        if reply and self._answer and not self._answer.done():
            self._received.clear()
            self._answer.set_result(reply)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell whoever waits that no reply will come."""
        self._transport = None
        if self._answer and not self._answer.done():
            self._answer.set_exception(error or ConnectionResetError("the server hung up"))


async def connect(port: int) -> Connection:
    """Open a connection to a port of this machine."""
    _, connection = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", port)
    return connection


def request_of(
    method: str, path: str, port: int, *, cookies: Mapping[str, str], body: str = "", accept: str = "text/html"
) -> bytes:
    """Return a request as a phone's browser sends it."""
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Accept: {accept}",
        "Accept-Encoding: gzip, deflate",
        "Accept-Language: fr-FR,fr;q=0.9",
        "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
    ]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if method == "POST":
        lines += [
            f"Origin: http://127.0.0.1:{port}",
            "Sec-Fetch-Site: same-origin",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def _reply_in(received: bytearray) -> Reply | None:
    end = received.find(END)
    if end < 0:
        return None
    head = bytes(received[:end])
    status = int(head[9:12])
    length = 0 if status in BODILESS else _length(head)
    raw = bytes(received[end + len(END) :])
    return Reply(status, head, raw, time.perf_counter()) if len(raw) >= length else None


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(LENGTH)
    if not found:
        raise ValueError(f"a reply without its length: {head[:200]!r}")
    return int(rest.partition(b"\r\n")[0])
