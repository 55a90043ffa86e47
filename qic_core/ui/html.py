"""The one place that draws HTML: Jinja templates of ours, with every value escaped."""

from functools import cache, partial
from pathlib import Path

import streamlit as st
from jinja2 import Environment

from qic_core.templates import templates_in
from qic_core.ui.words import words
from qic_core.words import Words, figure


@cache
def _templates(spoken: Words) -> Environment:
    environment = templates_in(Path(__file__).parent / "templates", spoken)
    environment.globals["figure"] = partial(figure, words=spoken)
    return environment


def draw(template: str, **values: object) -> None:
    """Draw a template of qic_core/ui/templates, if it says anything; every value is text and stays text."""
    body = _templates(words()).get_template(template).render(**values)
    if body.strip():
        st.html(body)
