"""The routes of the public page: the page, its picture to share, and one kind sentence for all other addresses."""

import gzip
import re
import threading
from collections.abc import Callable, Mapping
from typing import TypeAlias

from markupsafe import escape
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from qic_core.access.rules import AccessLink
from qic_core.dashboard.public_page import page_to_preview
from qic_core.dashboard.public_rules import PublicPage
from qic_core.db.engine import Database
from qic_core.public.kept import REST, Kept, today_of
from qic_core.public.pages import BASE, Pages
from qic_core.words import LANGUAGES, Words, catalogue, language_of

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:]{2,39}\](?::\d{1,5})?")
PICTURES_AT_MOST = 32
GZIP_LEVEL = 5
Picture: TypeAlias = Callable[[PublicPage, Words], bytes]
AccessOf: TypeAlias = Callable[[Request], AccessLink | None]


class PublicPages:
    """All that `/c/…` answers. `picture` draws what is shared, `access_of` tells who may see a preview.

    Its answers are plain functions: Starlette runs them in threads, beside the phones' loop.
    """

    def __init__(
        self,
        database: Database,
        *,
        picture: Picture,
        access_of: AccessOf,
        public_url: str | None = None,
        rest: float = REST,
    ) -> None:
        self._database, self._picture, self._access_of, self._url = database, picture, access_of, public_url
        self._pages = Pages()
        self._kept = Kept(database, lambda page, language, day: self._pages.page(page, language, today=day), rest=rest)
        self._pictures: dict[tuple[str, ...], bytes] = {}
        self._turn = threading.Lock()
        self._headers: Mapping[str, str] = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": self._pages.policy,
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Vary": "Accept-Encoding, Accept-Language",
        }
        self.routes: list[BaseRoute] = [
            Route("/c/{slug}.png", self.share_picture),
            Route("/c/{slug}", self.page),
            Route("/c", self.absent),
            Route("/c/{anything:path}", self.absent),
        ]

    def page(self, request: Request) -> Response:
        """Give the page of a collective that shows it, or its preview to those who hold a link."""
        slug, language = _slug(request), _language(request)
        if not slug:
            return self.absent(request)
        if "apercu" in request.query_params:
            return self._preview(request, slug, language)
        try:
            drawn = self._kept.page(slug, language)
        except DBAPIError:
            return self._absent(request, 503)
        if drawn is None:
            return self.absent(request)
        tag = f'"{drawn.tag}"'
        if request.headers.get("if-none-match") in (tag, f"W/{tag}"):
            return Response(status_code=304, headers={**self._headers, "ETag": tag})
        return self._html(request, drawn.html, 200, {**self._headers, "ETag": tag})

    def share_picture(self, request: Request) -> Response:
        """Give the picture that messages show beside the address."""
        slug, language = _slug(request), _language(request)
        try:
            drawn = self._kept.page(slug, language) if slug else None
        except DBAPIError:
            return self._absent(request, 503)
        if drawn is None:
            return self.absent(request)
        picture = self._picture_of(drawn.page, language)
        headers = {key: self._headers[key] for key in ("Cache-Control", "X-Content-Type-Options")}
        return Response(picture, media_type="image/png", headers=headers)

    def absent(self, request: Request) -> Response:
        """Say that there is nothing to see: the same for a page that is not shown and for one that never was."""
        return self._absent(request, 404)

    def _absent(self, request: Request, status: int) -> Response:
        headers = {**self._headers, "Cache-Control": "no-store"}
        return self._html(request, self._pages.absent(_language(request)), status, headers)

    def _preview(self, request: Request, slug: str, language: str) -> Response:
        if self._access_of(request) is None:
            return self.absent(request)
        with self._database.reading() as session:
            page = page_to_preview(session, slug)
        if page is None:
            return self.absent(request)
        html = self._pages.page(page, language, today=today_of(page), preview=True)
        return self._html(request, html, 200, {**self._headers, "Cache-Control": "no-store"})

    def _html(self, request: Request, html: str, status: int, headers: Mapping[str, str]) -> Response:
        page = html.replace(BASE, str(escape(self._base(request)))).encode()
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return HTMLResponse(page, status, headers)
        return HTMLResponse(gzip.compress(page, GZIP_LEVEL), status, {**headers, "Content-Encoding": "gzip"})

    def _base(self, request: Request) -> str:
        """Return the house's own address: the configured one, else the one that was asked."""
        host = request.headers.get("host", "")
        return self._url or (f"{request.url.scheme}://{host}" if HOST.fullmatch(host) else "")

    def _picture_of(self, page: PublicPage, language: str) -> bytes:
        texts = [adopted.text if adopted else "" for adopted in (page.challenge, page.vision)]
        drawn_from = (language, page.name, page.place, *texts, str(page.vision.year if page.vision else ""))
        with self._turn:
            if drawn_from not in self._pictures:
                while len(self._pictures) >= PICTURES_AT_MOST:
                    self._pictures.pop(next(iter(self._pictures)))
                self._pictures[drawn_from] = self._picture(page, catalogue(language))
            return self._pictures[drawn_from]


def _slug(request: Request) -> str:
    """Return the slug that is asked for; empty for what none can be."""
    asked = str(request.path_params.get("slug", ""))
    return asked if SLUG.fullmatch(asked) else ""


def _language(request: Request) -> str:
    wished = request.query_params.get("lang", "")
    return wished if wished in LANGUAGES else language_of(request.headers.get("accept-language"))
