"""The security headers of every response: what a page may load, and what it may tell others."""

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qic_core.web import frontend

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
CSP = b"content-security-policy"
HOST = re.compile(rb"[A-Za-z0-9.:\[\]-]+")
DOCUMENTS = (b"text/html", b"image/svg+xml", b"application/xhtml+xml")
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
UNUSED_POWERS = ["camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb"]
EVERYWHERE = [(b"x-content-type-options", b"nosniff")]
# Not `no-referrer`: browsers then post the phone's form with `Origin: null`.
ON_DOCUMENTS = [
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", ", ".join(f"{power}=()" for power in UNUSED_POWERS).encode()),
]


def script_hashes(document: str) -> list[str]:
    """Return the CSP sources that allow the inline scripts of an HTML document."""
    digests = [hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(document)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_security_policy(documents: Sequence[str]) -> bytes:
    """Return the policy of the pages, which allows the inline scripts of these documents, up to its connect-src."""
    hashes = [source for document in documents for source in script_hashes(document)]
    policy = POLICY | {"script-src": " ".join([POLICY["script-src"], *hashes])}
    directives = "; ".join(f"{name} {sources}" for name, sources in policy.items())
    return f"{directives}; connect-src 'self'".encode()


def sockets_of(scope: Scope) -> bytes:
    """Return this host's WebSocket addresses: older Firefox and Safari do not read them in 'self'."""
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    return b" ws://%b wss://%b" % (host, host) if HOST.fullmatch(host) else b""


class SecurityHeaders:
    """ASGI middleware; `component_pages` are the documents of components, shown in frames of ours."""

    def __init__(self, app: ASGIApp, component_pages: Sequence[Path] = ()) -> None:
        self.app = app
        documents = [frontend.index_page(frontend.version())]
        documents += [page.read_text(encoding="utf-8") for page in component_pages]
        self.policy = content_security_policy(documents)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._missing(message["headers"], scope)]
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _missing(self, headers: list[tuple[bytes, bytes]], scope: Scope) -> list[tuple[bytes, bytes]]:
        present = dict(headers)
        is_document = present.get(b"content-type", b"").startswith(DOCUMENTS)
        wanted = EVERYWHERE + ON_DOCUMENTS if is_document else EVERYWHERE
        missing = [pair for pair in wanted if pair[0] not in present]
        if is_document and CSP not in present:
            missing.append((CSP, self.policy + sockets_of(scope)))
        return missing
