"""What every file from a spreadsheet shows before it is written: what its columns hold, which lines are wrong."""

from collections.abc import Sequence

import streamlit as st

from qic_core.messages import sentence_of
from qic_core.spreadsheet import LineError, Spreadsheet
from qic_core.ui.folds import first_of
from qic_core.ui.html import draw
from qic_core.ui.words import _, words
from qic_core.workshop.kind import Table


def column_name(sheet: Spreadsheet, place: int) -> str:
    """Return a column's heading with the first thing that it says."""
    heading = sheet.headings[place] or _("column %(n)s", n=place + 1)
    first = next((cells[place] for _line, cells in sheet.lines if cells[place]), "")
    return f"{heading} ({first[:40]})" if first else heading


def draw_wrong_lines(errors: Sequence[LineError], *, key: str) -> None:
    """Draw, if there are any, the lines that are to be mended in the file, each with what is wrong."""
    if not errors:
        return
    st.error(_("Nothing can be written yet: mend these lines in your file."), icon=":material/error:")
    rows = [(str(one.line), sentence_of(one.error, words())) for one in first_of(errors, key=key)]
    draw("table.html", table=Table((_("Line"), _("What is wrong")), rows), caption="")
