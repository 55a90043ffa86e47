"""Bring in a collective from its archive: first what it holds, then, once confirmed, all of it."""

import streamlit as st

from qic_core.archive.reading import read_archive
from qic_core.archive.restoring import check_restorable, restore_archive
from qic_core.ui.session import COLLECTIVE_KEY, acting, asking
from qic_core.ui.words import _, counted, plain


def draw_restore() -> None:
    """Draw the choice of a file and, for a sound one, what it holds and the button that brings it in."""
    file = st.file_uploader(_("Archive of a collective (.zip)"), type="zip", key="archive")
    if file is None:
        return
    with asking() as session:
        archive = read_archive(file.getvalue())
        check_restorable(session, archive)
    runs, said = len(archive.tables["run"]), len(archive.tables["contribution"])
    held = [counted("%(n)s run", "%(n)s runs", runs), counted("%(n)s contribution", "%(n)s contributions", said)]
    st.info(f"{plain(archive.collective)} : {', '.join(held)}")
    if st.button(_("Bring this collective in"), type="primary", icon=":material/unarchive:", key="restore"):
        with acting(None, _("The collective is here.")) as work:
            st.session_state[COLLECTIVE_KEY] = restore_archive(work, archive)
