"""Set a page with typst. What people typed reaches typst as data, never as its source."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst


def typeset(template: Path, sheet: Mapping[str, Any]) -> bytes:
    """Return the PDF; PDF/UA refuses a letter that no font at hand can draw, a plain tagged PDF doesn't."""
    compiler = typst.Compiler(template, sys_inputs={"sheet": json.dumps(sheet)})
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        pdf = compiler.compile(format="pdf")
    assert isinstance(pdf, bytes), "a PDF is one file"
    return pdf
