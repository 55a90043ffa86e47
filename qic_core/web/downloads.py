"""Files to take away, with a link that allows it."""

import logging
import re
from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from qic_core.access.rules import Role
from qic_core.collective.rules import slug_of
from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.messages import sentence_of
from qic_core.web.files import FILES, Asked, Download, Maker
from qic_core.web.guard import AccessOf
from qic_core.words import Words, catalogue, language_of

LONGEST_ID = 9
PRIVATE = {"Cache-Control": "no-store"}

logger = logging.getLogger(__name__)


def download_routes(database: Database, access_of: AccessOf) -> list[BaseRoute]:
    """Return the routes; `?collectif=ID` says whose, `?noms=1` adds first names, `?langue=en` changes the words."""
    return [Route(path, _endpoint(database, access_of, make, lowest)) for path, (make, lowest) in FILES.items()]


def _endpoint(database: Database, access_of: AccessOf, make: Maker, lowest: Role) -> Callable[[Request], Response]:
    def download(request: Request) -> Response:
        """Answer in a thread of its own: Starlette runs plain functions so."""
        words = catalogue(language_of(request.query_params.get("langue") or request.headers.get("accept-language")))
        link = access_of(request)
        if link is None or link.role < lowest:
            refusal = words.gettext(
                "This file is for those who run the workshop: open your link first, then come back."
            )
            return PlainTextResponse(refusal, status_code=403, headers=PRIVATE)
        asked = _asked(request, words)
        try:
            with database.reading() as session:
                made = make(session, asked)
        except DomainError as error:
            status = 404 if error.code.endswith("_unknown") else 409
            return PlainTextResponse(sentence_of(error, words), status_code=status, headers=PRIVATE)
        names = " with names" if asked.with_names else ""
        logger.info("link %s took %s of collective %s%s", link.id, request.url.path, asked.collective_id, names)
        return Response(made.content, media_type=made.media_type, headers={**PRIVATE, **_named(made)})

    return download


def _asked(request: Request, words: Words) -> Asked:
    return Asked(
        _id(request.query_params.get("collectif", "")),
        _id(request.path_params.get("id", "")),
        words,
        request.query_params.get("noms") == "1",
        request.query_params.get("format", "")[:10],
        request.url.port or 80,
    )


def _id(typed: str) -> int:
    """Return an id as it was typed; 0, which nobody has, for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_ID else 0


def _named(made: Download) -> dict[str, str]:
    """Return the header that names a file: in ASCII for old programs, with its accents for the others."""
    accented = re.sub(r"\W+", "-", made.title.lower()).strip("-")
    ascii_name, name = (f"{made.before}-{title}-{made.after}" for title in (slug_of(made.title), accented))
    way = "inline" if made.media_type == "application/pdf" else "attachment"
    return {"Content-Disposition": f"{way}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"}
