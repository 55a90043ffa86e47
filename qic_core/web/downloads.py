"""Files to take away, with a link that allows it: notebooks (XLSX, CSV), paper sheets (PDF)."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from qic_core.access.rules import AccessLink, Role
from qic_core.address import public_url
from qic_core.collective.rules import slug_of
from qic_core.collective.service import current_code, get_collective, list_colleges
from qic_core.db.engine import Database
from qic_core.errors import DomainError
from qic_core.export.answers_csv import answers_csv
from qic_core.export.asked import asked_by
from qic_core.export.paper import cell_sheet
from qic_core.export.workbook import notebook_workbook
from qic_core.messages import sentence_of
from qic_core.settings import read_settings
from qic_core.words import Words, catalogue, language_of
from qic_core.workshop.notebooks import get_notebook

LONGEST_ID = 9
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRIVATE = {"Cache-Control": "no-store"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request wants: the collective, the notebook or cell by its id, in which words, with names or not."""

    collective_id: int
    id: int
    words: Words
    with_names: bool
    port: int


@dataclass(frozen=True, slots=True)
class Download:
    """A file and its name in two parts: what people called it, and what stands before and after."""

    content: bytes
    media_type: str
    before: str
    title: str
    after: str


AccessOf: TypeAlias = Callable[[Request], AccessLink | None]
Maker: TypeAlias = Callable[[Session, Asked], Download]


def download_routes(database: Database, access_of: AccessOf) -> list[BaseRoute]:
    """Return the routes; `?collectif=ID` says whose, `?noms=1` adds first names, `?langue=en` changes the words."""
    return [
        Route("/export/carnet/{id}.xlsx", _endpoint(database, access_of, _workbook, Role.COORDINATOR)),
        Route("/export/carnet/{id}.csv", _endpoint(database, access_of, _csv, Role.COORDINATOR)),
        Route("/export/feuille/{id}.pdf", _endpoint(database, access_of, _sheet, Role.SCRIBE)),
    ]


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
        _id(request.path_params["id"]),
        words,
        request.query_params.get("noms") == "1",
        request.url.port or 80,
    )


def _id(typed: str) -> int:
    """Return an id as it was typed; 0, which nobody has, for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_ID else 0


def _workbook(session: Session, asked: Asked) -> Download:
    title, day = _cover(session, asked)
    content = notebook_workbook(session, asked.collective_id, asked.id, asked.words, with_names=asked.with_names)
    return Download(content, XLSX, "carnet", title, f"{day}.xlsx")


def _csv(session: Session, asked: Asked) -> Download:
    title, day = _cover(session, asked)
    content = answers_csv(session, asked.collective_id, asked.id, asked.words)
    return Download(content, "text/csv; charset=utf-8", "carnet", title, f"{day}.csv")


def _cover(session: Session, asked: Asked) -> tuple[str, date]:
    """Return a notebook's title and the day of its séminaire, or today where the collective lives."""
    cover = get_notebook(session, asked.collective_id, asked.id).cover
    timezone = ZoneInfo(get_collective(session, asked.collective_id).timezone)
    return cover.title, cover.held_on or datetime.now(timezone).date()


def _sheet(session: Session, asked: Asked) -> Download:
    content = asked_by(session, asked.collective_id, asked.id)
    code = current_code(session, asked.collective_id)
    pdf = cell_sheet(
        content,
        collective_name=get_collective(session, asked.collective_id).name,
        colleges=[college.name for college in list_colleges(session, asked.collective_id)],
        phone_url=f"{public_url(read_settings().public_url, asked.port)}/r/{code}",
        code=code,
        words=asked.words,
    )
    return Download(pdf, "application/pdf", "feuille", content.title, f"{code}.pdf")


def _named(made: Download) -> dict[str, str]:
    """Return the header that names a file: in ASCII for old programs, with its accents for the others."""
    accented = re.sub(r"\W+", "-", made.title.lower()).strip("-")
    ascii_name, name = (f"{made.before}-{title}-{made.after}" for title in (slug_of(made.title), accented))
    way = "inline" if made.media_type == "application/pdf" else "attachment"
    return {"Content-Disposition": f"{way}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"}
