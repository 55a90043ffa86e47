"""Words of a page, in the language of its session: read at every call, callbacks come before the page's body."""

import re

import streamlit as st

from qic_core.words import DEFAULT_LANGUAGE, LANGUAGES, Words, catalogue

LANGUAGE_KEY = "language"
MARKDOWN_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")


def words() -> Words:
    """Return the catalogue of this session's language."""
    chosen = st.session_state.get(LANGUAGE_KEY) or DEFAULT_LANGUAGE
    return catalogue(chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE)


def _(message: str, **params: object) -> str:
    """Translate a msgid; parameters fill its %(name)s places."""
    translated = words().gettext(message)
    return translated % params if params else translated


def counted(singular: str, plural: str, n: int, **params: object) -> str:
    """Translate a msgid that counts; %(n)s is the count."""
    return words().ngettext(singular, plural, n) % {"n": n, **params}


def plain(text: str) -> str:
    """Return what people typed for a label that Streamlit reads as Markdown: every sign stands for itself."""
    return MARKDOWN_SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
