"""Accès: the links that open the house, and the code that opens the room."""

import streamlit as st

from qic_core.access.key import signing_key
from qic_core.access.rules import Role
from qic_core.access.service import create_link, list_links, revoke_link
from qic_core.collective.service import current_code, renew_code
from qic_core.settings import read_settings
from qic_core.ui.join import draw_join
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import acting, asking, here, phone_url
from qic_core.ui.words import _

MADE_KEY = "made_link"

place = here()
roles = {
    Role.READER: (_("Reader"), _("Sees the notebooks and the wall.")),
    Role.SCRIBE: (_("Scribe"), _("Reads, and enters answers: for a table's tablet.")),
    Role.COORDINATOR: (_("Coordinator"), _("Reads, enters answers and exports.")),
    Role.FACILITATOR: (_("Facilitator"), _("Does everything.")),
}
with asking() as session:
    links = list_links(session)
    code = current_code(session, place.collective.id)

st.title(_("Access"))
st.header(_("The room"), divider="gray")
draw_join(code)
with st.expander(_("Renew the code"), key="renew"):
    st.write(_("The code above stops working at once. Phones that scan the new one start anew."))
    if st.button(_("Renew the code"), key="renew-it"):
        with acting(place.collective.id, _("The new code is on the wall.")) as work:
            renew_code(work, collective_id=place.collective.id)

st.header(_("Links"), divider="gray")
made = st.session_state.pop(MADE_KEY, None)
if made:
    st.success(_("Here is the link. It is shown only once: copy it now."))
    st.code(made, language=None)
with st.form("create-link"):
    label = st.text_input(_("For whom"), max_chars=60, key="label")
    explained = [explanation for _name, explanation in roles.values()]
    role = st.radio(_("What it allows"), list(roles), format_func=lambda r: roles[r][0], captions=explained, key="role")
    if st.form_submit_button(_("Make a link"), type="primary", key="create-it"):
        with acting(place.collective.id) as work:
            secret = create_link(work, signing_key(read_settings().data_dir), role=role, label=label)
            st.session_state[MADE_KEY] = f"{phone_url()}/entrer/{secret}"
for link in links:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"link-{link.id}"):
        made_on = place.local(link.created_at).strftime("%d/%m/%Y %H:%M")
        draw_line(f"{link.label} · {roles[link.role][0]} · {made_on}", "qic-idea")
        if link.revoked_at:
            st.caption(_("Revoked"))
        elif link.id == place.access.id:
            st.caption(_("The one you came by"))
        elif st.button(_("Revoke"), icon=":material/block:", key=f"revoke-{link.id}"):
            with acting(place.collective.id, _("Revoked: whoever had this link is out.")) as work:
                revoke_link(work, link_id=link.id)
