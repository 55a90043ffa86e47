"""What the pages draw as HTML: figures as French writes them."""

import pytest
import streamlit as st

from qic_core.ui import html
from qic_core.words import catalogue
from qic_core.workshop.kind import Table


@pytest.mark.parametrize(
    ("cell", "told"),
    [(-1, ">−1<"), (0.5, ">0,5<"), (12500, ">12\N{NARROW NO-BREAK SPACE}500<"), (None, ">—<"), ("-1", ">-1<")],
)
def test_a_figure_in_a_table_is_written_as_people_write_it(monkeypatch, cell, told):
    bodies = []
    monkeypatch.setattr(html, "words", lambda: catalogue("fr"))
    monkeypatch.setattr(st, "html", bodies.append)
    html.draw("table.html", table=Table(("Combien",), [(cell,)]), caption="")
    assert told in bodies[0]
