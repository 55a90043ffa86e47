"""The door: a link's secret becomes a signed cookie (`/entrer/<secret>`)."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from qic_core.access.cookie import COOKIE, LIFETIME_SECONDS, link_of_cookie, signed
from qic_core.access.rules import AccessLink
from qic_core.access.service import follow_link
from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.messages import sentence_of
from qic_core.words import catalogue, language_of


class Door:
    """Lets in who follows a standing link, and recognises them afterwards."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key
        self.routes = [Route("/entrer/{secret}", self._enter)]

    def access_of(self, request: Request) -> AccessLink | None:
        """Return the standing link that this browser followed, or None."""
        with self._database.reading() as session:
            return link_of_cookie(session, self._key, request.cookies.get(COOKIE))

    async def _enter(self, request: Request) -> Response:
        try:
            link = await run_in_threadpool(self._follow, request.path_params["secret"])
        except DomainError as error:
            words = catalogue(language_of(request.headers.get("accept-language")))
            return PlainTextResponse(sentence_of(error, words), status_code=403)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            COOKIE,
            signed(self._key, link),
            max_age=LIFETIME_SECONDS,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    def _follow(self, secret: str) -> AccessLink:
        with self._database.reading() as session:
            return follow_link(session, secret)
