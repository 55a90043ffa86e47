"""The one place that draws HTML: Jinja templates of ours, with every value escaped."""

from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qic_core.ui.words import words
from qic_core.words import Words


@cache
def _templates(spoken: Words) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(spoken, newstyle=True)  # type: ignore[attr-defined]
    return environment


def draw(template: str, **values: object) -> None:
    """Draw a template of qic_core/ui/templates, if it says anything; every value is text and stays text."""
    body = _templates(words()).get_template(template).render(**values)
    if body.strip():
        st.html(body)
