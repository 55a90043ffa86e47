"""Archive: take the whole collective away in one file, or bring one in."""

import streamlit as st

from qic_core.ui.archive import draw_restore
from qic_core.ui.exports import export_address
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import here
from qic_core.ui.words import _, plain

place = here()

st.title(_("Archive"))
st.header(_("Take away"), divider="gray")
draw_line(
    _(
        "One file holds all of %(name)s: notebooks, answers, first names, members, challenge, vision, pathways, "
        "actions, cooperation, indicators, loops. Links and their secrets stay here. "
        "Keep it for yourself: it holds personal data.",
        name=plain(place.collective.name),
    )
)
address = export_address(place, "archive.zip")
st.link_button(_("Archive (.zip)"), address, icon=":material/archive:", type="primary", key="archive-zip")
st.header(_("Bring in"), divider="gray")
draw_restore()
