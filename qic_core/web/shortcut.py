"""Phones go straight to their own routes: what Streamlit lays around its pages would cost a quarter of their time."""

from collections.abc import Sequence

from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = "/r"


def is_phone(path: str) -> bool:
    """Whether a path is one of the phones' side."""
    return path == FOLDER or path.startswith(f"{FOLDER}/")


class Shortcut:
    """ASGI middleware; `routes` answer for all of the phones' folder."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.routes = ExceptionMiddleware(Router(routes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_phone(scope["path"]):
            await self.routes(scope, receive, send)
        else:
            await self.app(scope, receive, send)
