"""Serve Streamlit's static files compressed and for good, and its one document in French."""

import re
from collections.abc import Iterable
from http import HTTPStatus

from anyio import to_thread
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qic_core.web import frontend
from qic_core.web.shelf import BROTLI, COMPRESSIBLE, GZIP, IDENTITY, Shelf, smallest

Headers = list[tuple[bytes, bytes]]

PREFIX = "/static/"
FAVICON = "/favicon.png"
A_DAY = b"public, max-age=86400"
FOREVER = b"public, max-age=31536000, immutable"
ASK_AGAIN = b"no-cache"
MEDIA_TYPES = {
    "js": b"text/javascript; charset=utf-8",
    "css": b"text/css; charset=utf-8",
    "html": b"text/html; charset=utf-8",
    "svg": b"image/svg+xml",
    "woff2": b"font/woff2",
    "png": b"image/png",
    "gif": b"image/gif",
}
REFUSED = re.compile(rb";\s*q=0(\.0*)?\s*$")


def accepted_encoding(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the smallest encoding this browser reads."""
    value = next((value for name, value in headers if name == b"accept-encoding"), b"")
    names = {part.partition(b";")[0].strip() for part in value.split(b",") if not REFUSED.search(part)}
    return BROTLI if b"br" in names else GZIP if b"gzip" in names else IDENTITY


def asset_in(path: str) -> tuple[str, bool]:
    """Return the file a path below /static/ names, and whether it names the version we serve."""
    name = path.removeprefix(PREFIX)
    folder, _, rest = name.partition("/")
    if folder == frontend.version():
        return rest, True
    return (rest if rest in frontend.asset_names() else name), False


def content_headers(suffix: str, encoding: str, cache: bytes, length: int) -> Headers:
    """Return the headers that describe a body, whatever its file."""
    headers = [
        (b"content-type", MEDIA_TYPES.get(suffix, b"application/octet-stream")),
        (b"content-length", b"%d" % length),
        (b"cache-control", cache),
        (b"vary", b"Accept-Encoding"),
    ]
    return headers if encoding == IDENTITY else [*headers, (b"content-encoding", encoding.encode())]


class Document:
    """The one document of all pages, ready in each encoding, with the mark by which Streamlit's own is recognised."""

    def __init__(self) -> None:
        page = frontend.index_page(frontend.version()).encode()
        self.bodies = {IDENTITY: page, GZIP: smallest(page, GZIP), BROTLI: smallest(page, BROTLI)}
        self.shipped_etag = FileResponse(frontend.INDEX, stat_result=frontend.INDEX.stat()).headers["etag"].encode()

    def is_in(self, start: Message) -> bool:
        """Whether a response is Streamlit's document, sent anew or said to be unchanged."""
        if start["status"] not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            return False
        return any(name == b"etag" and value.endswith(self.shipped_etag) for name, value in start["headers"])

    def response(self, scope: Scope, start: Message) -> tuple[Message, Message]:
        """Return the two messages that answer in place of Streamlit's, cookies kept."""
        encoding = accepted_encoding(scope["headers"])
        body = self.bodies[encoding]
        etag = f'"{frontend.version()}-{encoding}"'.encode()
        known = any(name == b"if-none-match" and etag in value for name, value in scope["headers"])
        headers = [*content_headers("html", encoding, ASK_AGAIN, len(body)), (b"etag", etag)]
        headers += [pair for pair in start["headers"] if pair[0] == b"set-cookie"]
        if known:
            headers = [pair for pair in headers if pair[0] not in {b"content-length", b"content-type"}]
        status = HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK
        sent = b"" if known or scope["method"] == "HEAD" else body
        return (
            {"type": "http.response.start", "status": status, "headers": headers},
            {"type": "http.response.body", "body": sent},
        )


class DocumentSwap:
    """The `send` of one request: lets everything through but Streamlit's document, which ours replaces."""

    __slots__ = ("document", "done", "scope", "send")

    def __init__(self, document: Document, scope: Scope, send: Send) -> None:
        self.document = document
        self.scope = scope
        self.send = send
        self.done = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self.document.is_in(message):
            self.done = True
            for ours in self.document.response(self.scope, message):
                await self.send(ours)
        elif not self.done:
            await self.send(message)


class StaticAssets:
    """ASGI middleware; starts its `shelf` with the application."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self.app = app
        self.shelf = shelf
        self.document = Document()
        self.favicon = frontend.FAVICON.read_bytes()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self.shelf.start()
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
        elif scope["path"].startswith(PREFIX):
            await self._send_asset(scope, send)
        elif scope["path"] == FAVICON:
            await self._send(scope, send, self.favicon, content_headers("png", IDENTITY, A_DAY, len(self.favicon)))
        else:
            await self.app(scope, receive, DocumentSwap(self.document, scope, send))

    async def _send_asset(self, scope: Scope, send: Send) -> None:
        name, current = asset_in(scope["path"])
        if name not in frontend.asset_names():
            await send({"type": "http.response.start", "status": HTTPStatus.NOT_FOUND, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        encoding = accepted_encoding(scope["headers"]) if name.endswith(COMPRESSIBLE) else IDENTITY
        body = self.shelf.at_hand(name, encoding)
        if body is None:
            body = await to_thread.run_sync(self.shelf.take, name, encoding)
        headers = content_headers(name.rpartition(".")[2], encoding, FOREVER if current else ASK_AGAIN, len(body))
        await self._send(scope, send, body, headers)

    async def _send(self, scope: Scope, send: Send, body: bytes, headers: Headers) -> None:
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
        await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})
