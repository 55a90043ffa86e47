"""Doors of Streamlit that few or none here use, kept shut for the others."""

from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from typing import TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from qic_core.access.rules import AccessLink, Role

AccessOf: TypeAlias = Callable[[Request], AccessLink | None]
METRICS = "/_stcore/metrics"
UPLOADS = "/_stcore/upload_file/"
POLICY_VIOLATION = 1008


def comes_from_here(scope: Scope) -> bool:
    """Whether the request was sent from this very machine."""
    client = scope.get("client")
    try:
        return client is not None and ip_address(client[0]).is_loopback
    except ValueError:
        return False


def is_upload(scope: Scope) -> bool:
    """Whether a request brings a file into the memory of a page's session."""
    return bool(scope["method"] == "PUT" and scope["path"].startswith(UPLOADS))


def is_foreign(scope: Scope) -> bool:
    """Whether a page of another site opens this WebSocket.

    Streamlit refuses it too, but only after it has asked a server on the Internet, for up to two seconds during
    which nobody is served, what the public address of this machine is.
    """
    headers = dict(scope["headers"])
    origin = headers.get(b"origin")
    return origin is not None and origin.partition(b"://")[2] != headers.get(b"host")


class Guard:
    """ASGI middleware, the outermost. `access_of` says by which link a request comes, if any."""

    def __init__(self, app: ASGIApp, access_of: AccessOf) -> None:
        self.app = app
        self.access_of = access_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and is_foreign(scope):
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        elif scope["type"] == "http" and (status := await self._refusal(scope)):
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, send)

    async def _refusal(self, scope: Scope) -> HTTPStatus | None:
        """Return the status that refuses a request, if it knocks at one of these doors."""
        if scope["path"].rstrip("/") == METRICS and not comes_from_here(scope):
            return HTTPStatus.NOT_FOUND
        if is_upload(scope):
            link = await run_in_threadpool(self.access_of, Request(scope))
            return None if link and link.role >= Role.COORDINATOR else HTTPStatus.FORBIDDEN
        return None
