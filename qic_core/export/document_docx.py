"""A long document as DOCX, to be sent and edited: real headings, lists and tables, pictures with their words."""

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as Rows
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Line

from qic_core.export.blocks import Document, Drawing, Grid, Heading, Look, Paragraph, Points, Quote, paragraphs_of
from qic_core.export.document_pdf import (
    FEW_COLUMNS,
    SIZES,
    TALLEST,
    TEXT_WIDTH,
    cell_text,
    column_parts,
    figure_columns,
)
from qic_core.export.drawn import WIDTH, drawn
from qic_core.words import Words

INK, TEAL, GREY = RGBColor(0x12, 0x34, 0x3B), RGBColor(0x0B, 0x5C, 0x6B), RGBColor(0x50, 0x50, 0x50)
NARROWER: Final = 0.5  # points that make these letters as narrow as those of the PDF
HEAD_FILL, LINES = "DCEBED", "9DB4B8"
LETTERING: Final = "Arial"  # Linux has letters of the same widths
MARGIN: Final = 22
KEPT_WHOLE: Final = 12  # rows; of a list half as many
LANGUAGES: Final = {"fr": "fr-FR", "en": "en-GB"}
# The size in points and the colour of each style that we set.
STYLES: Final = {
    "Normal": (10.5, INK), "Title": (22, INK), "Heading 1": (15, TEAL), "Heading 2": (12, INK),
    "Heading 3": (10.5, TEAL), "Heading 4": (10.5, INK), "Quote": (10.5, INK), "List Bullet": (10.5, INK),
}  # fmt: skip
NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document_docx(document: Document, words: Words, *, today: date) -> bytes:
    """Return the document as Word and LibreOffice open it."""
    file = docx.Document()
    _dress(file, document, today)
    _open(file, document)
    for block in document.blocks:
        match block:
            case Heading():
                file.add_heading(_text(block.text), block.level)
            case Paragraph():
                _paragraph(file, block)
            case Points():
                _keep_together(
                    [file.add_paragraph(_text(item), "List Bullet") for item in block.items], KEPT_WHOLE // 2
                )
            case Quote():
                for line in paragraphs_of(block.text):
                    file.add_paragraph(_text(line), "Quote").paragraph_format.left_indent = Mm(6)
            case Grid():
                _grid(file, block, words)
            case Drawing():
                _drawing(file, block)
    saved = io.BytesIO()
    file.save(saved)
    return saved.getvalue()


def _text(typed: str) -> str:
    """Return a text without what no XML may hold."""
    return NOT_XML.sub("", typed)


def _open(file: Docx, document: Document) -> None:
    """Write what stands on top: what it is, its title, whose it is, the facts."""
    kind = file.add_paragraph()
    kind.add_run(document.kind.upper()).bold = True
    kind.paragraph_format.keep_with_next = True
    file.add_heading(_text(document.title), 0)
    whose = file.add_paragraph()
    whose.add_run(_text(document.author)).bold = True
    whose.add_run(_text(f"  {document.place}")).font.color.rgb = GREY
    for label, said in document.facts:
        fact = file.add_paragraph()
        fact.paragraph_format.space_after = Pt(2)
        fact.add_run(f"{label}  ").bold = True
        fact.add_run(_text(said))
    file.paragraphs[-1].paragraph_format.space_after = Pt(14)


def _paragraph(file: Docx, block: Paragraph) -> None:
    line = file.add_paragraph(_text(block.text))
    line.paragraph_format.keep_with_next = block.look in (Look.LEADS_IN, Look.QUESTION)
    if block.look == Look.QUESTION:
        line.runs[0].italic = True
    elif block.look == Look.QUIET:
        _quiet(line)


def _quiet(line: Line) -> None:
    for run in line.runs:
        run.font.size, run.font.color.rgb = Pt(9), GREY


def _grid(file: Docx, block: Grid, words: Words) -> None:
    """Write a table whose head comes again on each page, whose rows are not cut, figures to the right."""
    table = block.table
    rows = file.add_table(1 + len(table.rows), len(table.columns))
    rows.autofit = False
    _rule(rows)
    size = SIZES[len(table.columns) > FEW_COLUMNS] - NARROWER
    of_figures, parts = figure_columns(table), column_parts(table)
    widths = [Mm(TEXT_WIDTH * part / sum(parts)) for part in parts]
    for column, width in zip(rows.columns, widths, strict=True):
        column.width = width
    told: list[Sequence[str]] = [table.columns, *([cell_text(cell, words) for cell in row] for row in table.rows)]
    for row, texts in zip(rows.rows, told, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width, is_figure in zip(row.cells, texts, widths, of_figures, strict=True):
            cell.width = width
            _fill(cell, text, size=size, right=is_figure)
    _repeat_head(rows)
    _keep_together([row.cells[0].paragraphs[0] for row in rows.rows], KEPT_WHOLE + 1)
    file.add_paragraph().paragraph_format.space_after = Pt(2)


def _keep_together(lines: Sequence[Line], at_most: int) -> None:
    """Keep a short list or table on one page."""
    if len(lines) <= at_most:
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True


def _fill(cell: Cell, text: str, *, size: float, right: bool) -> None:
    [line] = cell.paragraphs
    line.paragraph_format.space_after = Pt(2)
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    line.add_run(_text(text)).font.size = Pt(size)


def _rule(rows: Rows) -> None:
    """Draw a thin line under each row."""
    borders = OxmlElement("w:tblBorders")
    for side in ("w:top", "w:bottom", "w:insideH"):
        line = OxmlElement(side)
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:color", LINES)):
            line.set(qn(name), value)
        borders.append(line)
    rows._tbl.tblPr.append(borders)


def _repeat_head(rows: Rows) -> None:
    head = rows.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), HEAD_FILL)
        cell._tc.get_or_add_tcPr().append(shade)
        cell.paragraphs[0].runs[0].bold = True


def _drawing(file: Docx, block: Drawing) -> None:
    """Write a chart; nothing for one that cannot be drawn: its sentence and table stand."""
    picture = drawn(block.chart)
    if picture is None:
        return
    width = min(TEXT_WIDTH, TEXT_WIDTH * picture.width / WIDTH, TALLEST * picture.width / picture.height)
    line = file.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    inline = line.add_run().add_picture(io.BytesIO(picture.png()), Mm(width))
    inline._inline.docPr.set("descr", _text(block.alt))


def _dress(file: Docx, document: Document, today: date) -> None:
    """Set paper, styles, language, properties and page numbers."""
    [section] = file.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    for name, (size, colour) in STYLES.items():
        style = file.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.color.rgb = LETTERING, Pt(size), colour
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(script), None)
    file.styles["Title"].font.bold = True
    _speak(file, LANGUAGES.get(document.language, document.language))
    about = file.core_properties
    about.title, about.author = _text(f"{document.kind} — {document.title}"), _text(document.author)
    about.comments, about.language = "", document.language
    about.created = about.modified = datetime.combine(today, time(), UTC)
    _number(section.footer.paragraphs[0], document.page)


def _speak(file: Docx, language: str) -> None:
    """Say in which language the text is, for spelling and for voices."""
    told = OxmlElement("w:lang")
    told.set(qn("w:val"), language)
    properties = file.styles["Normal"].element.get_or_add_rPr()
    properties.append(told)


def _number(line: Line, page: str) -> None:
    """Write « Page 3 / 12 », which Word counts itself."""
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(f"{page} ")
    for name, after in (("PAGE", " / "), ("NUMPAGES", "")):
        for kind, text in (("begin", ""), ("", name), ("separate", ""), ("end", "")):
            run = line.add_run()
            field = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                field.set(qn("w:fldCharType"), kind)
            else:
                field.text = text
            run._r.append(field)
        line.add_run(after)
    _quiet(line)
