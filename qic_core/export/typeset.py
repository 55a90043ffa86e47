"""Set a page with typst. What people typed reaches typst as data, never as its source."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

# The letters of charts: cut from Streamlit's by `python -m qic_core.web.subset_fonts`.
FONTS = Path(__file__).parent / "fonts"


@cache
def fonts() -> typst.Fonts:
    """Return the fonts at hand, ours among them, looked for once: some computers have thousands."""
    return typst.Fonts(font_paths=[FONTS])


def compiler(template: Path, sheet: str) -> typst.Compiler:
    """Return what sets a template with its data (JSON)."""
    return typst.Compiler(template, font_paths=fonts(), sys_inputs={"sheet": sheet})


def typeset(template: Path, sheet: Mapping[str, Any]) -> bytes:
    """Return the PDF; PDF/UA refuses a letter that no font at hand can draw, a plain tagged PDF doesn't."""
    setting = compiler(template, json.dumps(sheet))
    try:
        pdf = setting.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        pdf = setting.compile(format="pdf")
    assert isinstance(pdf, bytes), "a PDF is one file"
    return pdf
