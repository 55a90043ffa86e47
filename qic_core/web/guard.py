"""Doors of Streamlit that nobody here uses, kept shut."""

from http import HTTPStatus
from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

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


def refusal(scope: Scope) -> HTTPStatus | None:
    """Return the status that refuses a request, if it knocks at one of these doors."""
    path = scope["path"].rstrip("/")
    if path == METRICS and not comes_from_here(scope):
        return HTTPStatus.NOT_FOUND
    if scope["method"] == "PUT" and path.startswith(UPLOADS):
        return HTTPStatus.FORBIDDEN
    return None


def is_foreign(scope: Scope) -> bool:
    """Whether a page of another site opens this WebSocket.

    Streamlit refuses it too, but only after it has asked a server on the Internet, for up to two seconds during
    which nobody is served, what the public address of this machine is.
    """
    headers = dict(scope["headers"])
    origin = headers.get(b"origin")
    return origin is not None and origin.partition(b"://")[2] != headers.get(b"host")


class Guard:
    """ASGI middleware, the outermost."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and is_foreign(scope):
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        elif scope["type"] == "http" and (status := refusal(scope)):
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, send)
