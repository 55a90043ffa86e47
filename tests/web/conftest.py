"""The web edge in front of Streamlit's own static files, as installed, and of one route of ours."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from qic_core.access.rules import AccessLink, Role
from qic_core.web import frontend
from qic_core.web.assets import StaticAssets
from qic_core.web.guard import Guard
from qic_core.web.headers import SecurityHeaders
from qic_core.web.shelf import Shelf
from qic_core.web.shortcut import Shortcut

PHONE_POLICY = "default-src 'none'"


async def phone(request: Request) -> Response:
    return HTMLResponse("<p>Bonjour</p>", headers={"Content-Security-Policy": PHONE_POLICY, "ETag": '"phone"'})


async def bare_page(request: Request) -> Response:
    return HTMLResponse("<p>Bonjour</p>")


async def sheet(request: Request) -> Response:
    return Response(b"%PDF", media_type="application/pdf", headers={"Content-Disposition": "attachment"})


async def door(request: Request) -> Response:
    return Response("reached")


async def stream(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("reached")
    await websocket.close()


PHONES = [Route("/r/{code}", phone, methods=["GET", "POST"])]
ROUTES = [
    Route("/bare", bare_page),
    Route("/sheet.pdf", sheet),
    Route("/_stcore/metrics", door),
    Route("/_stcore/host-config", door),
    Route("/_stcore/upload_file/{session}/{file}", door, methods=["PUT", "DELETE"]),
    WebSocketRoute("/_stcore/stream", stream),
]


def link_of(request: Request) -> AccessLink | None:
    """Return the link whose role the test's cookie names."""
    role = request.cookies.get("role")
    return AccessLink(1, Role[role], "Lien", datetime(2026, 6, 18, tzinfo=UTC), None) if role else None


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    monkeypatch.setattr(frontend, "first_assets", list)
    edge = [
        Middleware(Guard, access_of=link_of),
        Middleware(SecurityHeaders),
        Middleware(Shortcut, routes=PHONES),
        Middleware(StaticAssets, shelf=Shelf(tmp_path)),
    ]
    return Starlette(routes=[*ROUTES, *create_streamlit_static_assets_routes(None)], middleware=edge)


@pytest.fixture
def client(house: Starlette) -> TestClient:
    return TestClient(house, client=("192.0.2.7", 50000))
