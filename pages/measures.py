"""Comment c'est calculé: the definition of each figure, an example to redo by hand, its limits."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.ui.folds import fold
from qic_core.ui.measures import MEASURE_KEY, told_here
from qic_core.ui.session import here
from qic_core.ui.words import _

READABLE_WIDTH = 800

here(Role.READER)
introduction, sections = told_here()
wished = st.query_params.get(MEASURE_KEY, "").lower()
asked = [section for section in sections if section.code.lower() == wished]

st.title(_("How it is computed"))
with st.container(width=READABLE_WIDTH, key="measures"):
    for _code, title, text in asked:
        st.header(title, divider="gray")
        st.markdown(text)
    if asked:
        st.header(_("All the measures"), divider="gray")
    st.markdown(introduction)
    for code, title, text in sections:
        inside = fold(title, key=f"measure-{code}")
        if inside is not None:
            inside.markdown(text)
