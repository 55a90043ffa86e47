"""What may be taken away: for each file its address, who may have it, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel import Session

from qic_core.access.rules import Role
from qic_core.address import public_url
from qic_core.archive.writing import write_archive
from qic_core.collective.service import current_code, get_collective, list_colleges
from qic_core.dashboard.public_page import page_address
from qic_core.export.actions_csv import actions_csv
from qic_core.export.answers_csv import answers_csv
from qic_core.export.asked import asked_by
from qic_core.export.blocks import Document
from qic_core.export.cooperation_plan import cooperation_plan_sheet
from qic_core.export.document_pdf import document_pdf
from qic_core.export.front_page import front_page_sheet
from qic_core.export.handover import handover_sheet
from qic_core.export.ipynb import notebook_zip
from qic_core.export.minutes import minutes_of
from qic_core.export.outcomes_csv import outcomes_csv
from qic_core.export.paper import cell_sheet
from qic_core.export.pathways_csv import changes_csv, links_csv
from qic_core.export.reinforcement import reinforcement_csv, reinforcement_svg
from qic_core.export.roadmap import Format, Sheet, roadmap_file, sheet_of
from qic_core.export.workbook import notebook_workbook
from qic_core.pathways.drawing import draw_svg
from qic_core.pathways.service import pathways_of
from qic_core.roadmap.service import roadmap_of
from qic_core.settings import read_settings
from qic_core.vision.front_pages import front_page_of
from qic_core.vision.service import current_vision
from qic_core.words import Words
from qic_core.workshop.notebooks import get_notebook

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CSV, PDF, SVG, ZIP = "text/csv; charset=utf-8", "application/pdf", "image/svg+xml", "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request wants: whose, of which notebook, cell… (0: none), in which words and format, with names or not."""

    collective_id: int
    id: int
    words: Words
    with_names: bool
    format: str
    port: int


@dataclass(frozen=True, slots=True)
class Download:
    """A file and its name in two parts: what people called it, and what stands before and after."""

    content: bytes
    media_type: str
    before: str
    title: str
    after: str


Maker: TypeAlias = Callable[[Session, Asked], Download]
Content: TypeAlias = Callable[[Session, Asked, date], bytes]


def of_notebook(before: str, ending: str, media_type: str, content: Content) -> Maker:
    """Return what makes a file of a notebook: it bears its title and the day of its séminaire, today if it has none."""

    def make(session: Session, asked: Asked) -> Download:
        cover = get_notebook(session, asked.collective_id, asked.id).cover
        today = _name_and_day(session, asked)[1]
        made = content(session, asked, today)
        return Download(made, media_type, before, cover.title, f"{cover.held_on or today}.{ending}")

    return make


def of_collective(before: str, ending: str, media_type: str, content: Content) -> Maker:
    """Return what makes a file of the collective: it bears its name and today's day."""

    def make(session: Session, asked: Asked) -> Download:
        name, today = _name_and_day(session, asked)
        return Download(content(session, asked, today), media_type, before, name, f"{today}.{ending}")

    return make


def workbook(session: Session, asked: Asked, _today: date) -> bytes:
    return notebook_workbook(session, asked.collective_id, asked.id, asked.words, with_names=asked.with_names)


def csv(session: Session, asked: Asked, _today: date) -> bytes:
    return answers_csv(session, asked.collective_id, asked.id, asked.words)


def jupyter(session: Session, asked: Asked, today: date) -> bytes:
    return notebook_zip(session, asked.collective_id, asked.id, asked.words, today=today)


def minutes_pdf(session: Session, asked: Asked, today: date) -> bytes:
    return document_pdf(_minutes(session, asked, today), asked.words)


def minutes_docx(session: Session, asked: Asked, today: date) -> bytes:
    from qic_core.export.document_docx import document_docx  # here, because it is long to import

    return document_docx(_minutes(session, asked, today), asked.words, today=today)


def _minutes(session: Session, asked: Asked, today: date) -> Document:
    return minutes_of(session, asked.collective_id, asked.id, asked.words, today=today)


def archive(session: Session, asked: Asked, _today: date) -> bytes:
    return write_archive(session, asked.collective_id)


def handover(session: Session, asked: Asked, today: date) -> bytes:
    return handover_sheet(session, asked.collective_id, asked.words, today=today)


def cooperation_plan(session: Session, asked: Asked, today: date) -> bytes:
    return cooperation_plan_sheet(session, asked.collective_id, asked.words, today=today)


def pathways(session: Session, asked: Asked, _today: date) -> bytes:
    vision = current_vision(session, asked.collective_id)
    return draw_svg(pathways_of(session, asked.collective_id), vision.text if vision else "", asked.words).encode()


def changes(session: Session, asked: Asked, _today: date) -> bytes:
    return changes_csv(session, asked.collective_id, asked.words)


def links(session: Session, asked: Asked, _today: date) -> bytes:
    return links_csv(session, asked.collective_id, asked.words)


def actions(session: Session, asked: Asked, _today: date) -> bytes:
    return actions_csv(session, asked.collective_id, asked.words)


def outcomes(session: Session, asked: Asked, _today: date) -> bytes:
    return outcomes_csv(session, asked.collective_id, asked.words)


def reinforcement_map(session: Session, asked: Asked, _today: date) -> bytes:
    return reinforcement_svg(session, asked.collective_id, asked.words, chosen=asked.id or None).encode()


def reinforcement(session: Session, asked: Asked, _today: date) -> bytes:
    return reinforcement_csv(session, asked.collective_id, asked.words)


def roadmap_in(kind: Format) -> Content:
    """Return what makes the roadmap in a format of typst's."""
    return lambda session, asked, today: roadmap_file(_roadmap(session, asked, today), kind)


def slide(session: Session, asked: Asked, today: date) -> bytes:
    from qic_core.export.roadmap_slide import roadmap_slide  # here, because it is long to import

    return roadmap_slide(_roadmap(session, asked, today))


def sheet(session: Session, asked: Asked) -> Download:
    content = asked_by(session, asked.collective_id, asked.id)
    code, address = _room(session, asked)
    pdf = cell_sheet(
        content,
        collective_name=get_collective(session, asked.collective_id).name,
        colleges=[college.name for college in list_colleges(session, asked.collective_id)],
        phone_url=address,
        code=code,
        words=asked.words,
    )
    return Download(pdf, PDF, "feuille", content.title, f"{code}.pdf")


def front_page(session: Session, asked: Asked) -> Download:
    page = front_page_of(session, asked.collective_id, asked.id)
    cover = get_notebook(session, asked.collective_id, page.notebook_id).cover
    collective = get_collective(session, asked.collective_id)
    pdf = front_page_sheet(page, collective=collective, cover=cover, words=asked.words)
    return Download(pdf, PDF, "une", page.title, f"{page.year}.pdf")


def _roadmap(session: Session, asked: Asked, day: date) -> Sheet:
    address = page_address(session, asked.collective_id, start=_start(asked))
    roadmap = roadmap_of(session, asked.collective_id, address=address)
    return sheet_of(roadmap, paper=asked.format or "A4", on=day, words=asked.words)


def _room(session: Session, asked: Asked) -> tuple[str, str]:
    """Return the code of the collective's room and the address that phones open."""
    code = current_code(session, asked.collective_id)
    return code, f"{_start(asked)}/r/{code}"


def _start(asked: Asked) -> str:
    """Return the start of every address that phones can reach."""
    return public_url(read_settings().public_url, asked.port)


def _name_and_day(session: Session, asked: Asked) -> tuple[str, date]:
    """Return the collective's name and what day it is where it lives."""
    collective = get_collective(session, asked.collective_id)
    return collective.name, datetime.now(ZoneInfo(collective.timezone)).date()


ROADMAP = "feuille-de-route"
FILES: dict[str, tuple[Maker, Role]] = {
    "/export/carnet/{id}.xlsx": (of_notebook("carnet", "xlsx", XLSX, workbook), Role.COORDINATOR),
    "/export/carnet/{id}.csv": (of_notebook("carnet", "csv", CSV, csv), Role.COORDINATOR),
    "/export/carnet/{id}.ipynb.zip": (of_notebook("carnet", "ipynb.zip", ZIP, jupyter), Role.COORDINATOR),
    "/export/compte-rendu/{id}.pdf": (of_notebook("compte-rendu", "pdf", PDF, minutes_pdf), Role.COORDINATOR),
    "/export/compte-rendu/{id}.docx": (of_notebook("compte-rendu", "docx", DOCX, minutes_docx), Role.COORDINATOR),
    "/export/feuille/{id}.pdf": (sheet, Role.SCRIBE),
    "/export/une/{id}.pdf": (front_page, Role.READER),
    "/export/passation.pdf": (of_collective("passation", "pdf", PDF, handover), Role.COORDINATOR),
    "/export/plan-de-cooperation.pdf": (
        of_collective("plan-de-cooperation", "pdf", PDF, cooperation_plan),
        Role.READER,
    ),
    "/export/feuille-de-route.pdf": (of_collective(ROADMAP, "pdf", PDF, roadmap_in("pdf")), Role.READER),
    "/export/feuille-de-route.png": (of_collective(ROADMAP, "png", "image/png", roadmap_in("png")), Role.READER),
    "/export/feuille-de-route.svg": (of_collective(ROADMAP, "svg", SVG, roadmap_in("svg")), Role.READER),
    "/export/feuille-de-route.pptx": (of_collective(ROADMAP, "pptx", PPTX, slide), Role.READER),
    "/export/chemins.svg": (of_collective("chemins", "svg", SVG, pathways), Role.READER),
    "/export/renforcement/{id}.svg": (of_collective("renforcement", "svg", SVG, reinforcement_map), Role.READER),
    "/export/renforcement.csv": (of_collective("renforcement", "csv", CSV, reinforcement), Role.READER),
    "/export/changements.csv": (of_collective("changements", "csv", CSV, changes), Role.READER),
    "/export/liens.csv": (of_collective("liens", "csv", CSV, links), Role.READER),
    "/export/actions.csv": (of_collective("actions", "csv", CSV, actions), Role.READER),
    "/export/effets.csv": (of_collective("effets", "csv", CSV, outcomes), Role.READER),
    "/export/archive.zip": (of_collective("archive", "zip", ZIP, archive), Role.FACILITATOR),
}
