"""A page that fails says so in French; the log keeps where, never what people typed."""

import logging

import streamlit as st

from qic_core.ui.words import _

LOG = logging.getLogger(__name__)


def say_failure(error: Exception) -> bool:
    """Log where a page failed and say a sentence in its place; Streamlit's own, in English, is not shown."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    LOG.error("page failed: %s at %s", type(error).__name__, where)
    st.error(_("This page has met a problem. Reload it; what was saved is kept."))
    return True
