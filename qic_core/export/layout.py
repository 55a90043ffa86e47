"""A worksheet written from the top down: styles, column widths, names that spreadsheets accept."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

CellValue: TypeAlias = "str | int | float | date | None"
NARROWEST, WIDEST_HEAD, WIDEST = 9, 20, 46
NAME_LENGTH = 31
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
INK, HEAD = "#12343b", "#dcebed"


class Styles:
    """The formats of a workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        self.title: Format = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self.section: Format = book.add_format({"bold": True, "font_size": 12, "font_color": INK})
        self.plain: Format = book.add_format({})
        self.quiet: Format = book.add_format({"italic": True, "font_color": "#555555"})
        self.head: Format = book.add_format(
            {"bold": True, "bg_color": HEAD, "font_color": INK, "text_wrap": True, "valign": "top", "bottom": 1}
        )
        self.cell: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.moment: Format = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"})
        self.link: Format = book.add_format({"text_wrap": True, "valign": "top", "font_color": "blue", "underline": 1})


class Page:
    """One worksheet; keeps the next free row and how wide each column must be."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self.sheet = sheet
        self.styles = styles
        self.row = 0
        self._widths: dict[int, int] = {}
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def line(self, text: str, style: Format) -> None:
        """Write one line of text that may run over the columns to its right."""
        self.sheet.write_string(self.row, 0, text, style)
        self.row += 1

    def gap(self) -> None:
        """Leave a row free."""
        self.row += 1

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[CellValue]]) -> int:
        """Write a table; return the row of its head."""
        head = self.row
        self._write(columns, self.styles.head, WIDEST_HEAD)
        for row in rows:
            self._write(row, self.styles.cell, WIDEST)
        return head

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """Make a cell that is already written lead to another sheet of the book."""
        quoted = sheet.replace("'", "''")
        self.sheet.write_url(row, column, f"internal:'{quoted}'!A1", self.styles.link, text)

    def finish(self) -> None:
        """Set the columns as wide as their tables need."""
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, width)

    def _write(self, values: Sequence[CellValue], style: Format, widest: int) -> None:
        for column, value in enumerate(values):
            self._put(column, value, style)
            needed = min(widest, max(NARROWEST, _width(value) + 2))
            self._widths[column] = max(needed, self._widths.get(column, 0))
        self.row += 1

    def _put(self, column: int, value: CellValue, style: Format) -> None:
        """Write by type, never by what a text looks like: no text becomes a formula, a number or a link."""
        if isinstance(value, str):
            self.sheet.write_string(self.row, column, value, style)
        elif isinstance(value, datetime):
            self.sheet.write_datetime(self.row, column, value, self.styles.moment)
        elif isinstance(value, int | float):
            self.sheet.write_number(self.row, column, value, style)
        else:
            self.sheet.write_blank(self.row, column, None, style)


def sheet_name(number: int, title: str) -> str:
    """Return a sheet's name: unique by its number, without []:*?/\\, at most 31 UTF-16 units as spreadsheets count."""
    name = " ".join(f"{number}. {title}".translate(FORBIDDEN_IN_NAMES).split())
    return name.encode("utf-16-le")[: NAME_LENGTH * 2].decode("utf-16-le", "ignore").strip("' ")


def _width(value: CellValue) -> int:
    return 16 if isinstance(value, datetime) else len(str(value or ""))
