"""Phones and the public page go straight to their own routes, past what Streamlit lays around its pages.

That would cost a quarter of the phones' time.
"""

from collections.abc import Sequence

from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDERS = ("/r", "/c")


def is_ours(path: str) -> bool:
    """Whether a path is one of the phones' side, or of the public page."""
    return any(path == folder or path.startswith(f"{folder}/") for folder in FOLDERS)


class Shortcut:
    """ASGI middleware; `routes` answer for all of these folders."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.routes = ExceptionMiddleware(Router(routes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_ours(scope["path"]):
            await self.routes(scope, receive, send)
        else:
            await self.app(scope, receive, send)
