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
from qic_core.export.cooperation_plan import cooperation_plan_sheet
from qic_core.export.document_pdf import document_pdf
from qic_core.export.front_page import front_page_sheet
from qic_core.export.handover import handover_sheet
from qic_core.export.ipynb import notebook_zip
from qic_core.export.minutes import minutes_of
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
SVG = "image/svg+xml"
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


def workbook(session: Session, asked: Asked) -> Download:
    title, day = _cover(session, asked)
    content = notebook_workbook(session, asked.collective_id, asked.id, asked.words, with_names=asked.with_names)
    return Download(content, XLSX, "carnet", title, f"{day}.xlsx")


def csv(session: Session, asked: Asked) -> Download:
    title, day = _cover(session, asked)
    content = answers_csv(session, asked.collective_id, asked.id, asked.words)
    return Download(content, "text/csv; charset=utf-8", "carnet", title, f"{day}.csv")


def jupyter(session: Session, asked: Asked) -> Download:
    title, day = _cover(session, asked)
    today = _name_and_day(session, asked)[1]
    content = notebook_zip(session, asked.collective_id, asked.id, asked.words, today=today)
    return Download(content, "application/zip", "carnet", title, f"{day}.ipynb.zip")


def minutes_pdf(session: Session, asked: Asked) -> Download:
    title, day = _cover(session, asked)
    said = minutes_of(session, asked.collective_id, asked.id, asked.words, today=_name_and_day(session, asked)[1])
    return Download(document_pdf(said, asked.words), "application/pdf", "compte-rendu", title, f"{day}.pdf")


def minutes_docx(session: Session, asked: Asked) -> Download:
    from qic_core.export.document_docx import document_docx  # here, because it is long to import

    title, day = _cover(session, asked)
    today = _name_and_day(session, asked)[1]
    said = minutes_of(session, asked.collective_id, asked.id, asked.words, today=today)
    return Download(document_docx(said, asked.words, today=today), DOCX, "compte-rendu", title, f"{day}.docx")


def _cover(session: Session, asked: Asked) -> tuple[str, date]:
    """Return a notebook's title and the day of its séminaire, or today where the collective lives."""
    cover = get_notebook(session, asked.collective_id, asked.id).cover
    return cover.title, cover.held_on or _name_and_day(session, asked)[1]


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
    return Download(pdf, "application/pdf", "feuille", content.title, f"{code}.pdf")


def front_page(session: Session, asked: Asked) -> Download:
    page = front_page_of(session, asked.collective_id, asked.id)
    cover = get_notebook(session, asked.collective_id, page.notebook_id).cover
    collective = get_collective(session, asked.collective_id)
    pdf = front_page_sheet(page, collective=collective, cover=cover, words=asked.words)
    return Download(pdf, "application/pdf", "une", page.title, f"{page.year}.pdf")


def archive(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    return Download(write_archive(session, asked.collective_id), "application/zip", "archive", name, f"{day}.zip")


def handover(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    pdf = handover_sheet(session, asked.collective_id, asked.words, today=day)
    return Download(pdf, "application/pdf", "passation", name, f"{day}.pdf")


def cooperation_plan(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    pdf = cooperation_plan_sheet(session, asked.collective_id, asked.words, today=day)
    return Download(pdf, "application/pdf", "plan-de-cooperation", name, f"{day}.pdf")


def pathways(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    vision = current_vision(session, asked.collective_id)
    drawing = draw_svg(pathways_of(session, asked.collective_id), vision.text if vision else "", asked.words)
    return Download(drawing.encode(), SVG, "chemins", name, f"{day}.svg")


def changes(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    content = changes_csv(session, asked.collective_id, asked.words)
    return Download(content, "text/csv; charset=utf-8", "changements", name, f"{day}.csv")


def links(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    content = links_csv(session, asked.collective_id, asked.words)
    return Download(content, "text/csv; charset=utf-8", "liens", name, f"{day}.csv")


def actions(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    content = actions_csv(session, asked.collective_id, asked.words)
    return Download(content, "text/csv; charset=utf-8", "actions", name, f"{day}.csv")


def reinforcement_map(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    drawing = reinforcement_svg(session, asked.collective_id, asked.words, chosen=asked.id or None)
    return Download(drawing.encode(), SVG, "renforcement", name, f"{day}.svg")


def reinforcement(session: Session, asked: Asked) -> Download:
    name, day = _name_and_day(session, asked)
    content = reinforcement_csv(session, asked.collective_id, asked.words)
    return Download(content, "text/csv; charset=utf-8", "renforcement", name, f"{day}.csv")


def roadmap_in(kind: Format, media_type: str) -> Maker:
    """Return what makes the roadmap in a format of typst's."""

    def make(session: Session, asked: Asked) -> Download:
        name, day = _name_and_day(session, asked)
        content = roadmap_file(_roadmap(session, asked, day), kind)
        return Download(content, media_type, "feuille-de-route", name, f"{day}.{kind}")

    return make


def slide(session: Session, asked: Asked) -> Download:
    from qic_core.export.roadmap_slide import roadmap_slide  # here, because it is long to import

    name, day = _name_and_day(session, asked)
    return Download(roadmap_slide(_roadmap(session, asked, day)), PPTX, "feuille-de-route", name, f"{day}.pptx")


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


FILES: dict[str, tuple[Maker, Role]] = {
    "/export/carnet/{id}.xlsx": (workbook, Role.COORDINATOR),
    "/export/carnet/{id}.csv": (csv, Role.COORDINATOR),
    "/export/carnet/{id}.ipynb.zip": (jupyter, Role.COORDINATOR),
    "/export/compte-rendu/{id}.pdf": (minutes_pdf, Role.COORDINATOR),
    "/export/compte-rendu/{id}.docx": (minutes_docx, Role.COORDINATOR),
    "/export/feuille/{id}.pdf": (sheet, Role.SCRIBE),
    "/export/une/{id}.pdf": (front_page, Role.READER),
    "/export/passation.pdf": (handover, Role.COORDINATOR),
    "/export/plan-de-cooperation.pdf": (cooperation_plan, Role.READER),
    "/export/feuille-de-route.pdf": (roadmap_in("pdf", "application/pdf"), Role.READER),
    "/export/feuille-de-route.png": (roadmap_in("png", "image/png"), Role.READER),
    "/export/feuille-de-route.svg": (roadmap_in("svg", SVG), Role.READER),
    "/export/feuille-de-route.pptx": (slide, Role.READER),
    "/export/chemins.svg": (pathways, Role.READER),
    "/export/renforcement/{id}.svg": (reinforcement_map, Role.READER),
    "/export/renforcement.csv": (reinforcement, Role.READER),
    "/export/changements.csv": (changes, Role.READER),
    "/export/liens.csv": (links, Role.READER),
    "/export/actions.csv": (actions, Role.READER),
    "/export/archive.zip": (archive, Role.FACILITATOR),
}
