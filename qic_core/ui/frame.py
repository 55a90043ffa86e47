"""The frame around every page: Streamlit runs this script first, at each visit and each click."""

import streamlit as st

import qic_core.cells  # noqa: F401
from qic_core.access.rules import Role
from qic_core.collective.service import list_collectives
from qic_core.ui.banner import draw_banner
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import PAGES
from qic_core.ui.html import draw
from qic_core.ui.session import COLLECTIVE_KEY, access, database, keep_choice, say_what_was_done
from qic_core.ui.visits import note_presence
from qic_core.ui.words import LANGUAGE_KEY, _
from qic_core.words import DEFAULT_LANGUAGE, LANGUAGES

st.set_page_config(page_title="Carnet QIC", page_icon=":material/menu_book:", layout="wide")
st.session_state.setdefault(LANGUAGE_KEY, DEFAULT_LANGUAGE)
link = access()
with database().reading() as session:
    collectives = list_collectives(session)

role = link.role if link else 0
home = st.Page(PAGES / "home.py", title=_("Home"), icon=":material/home:", default=True)
first_run = st.Page(PAGES / "first_run.py", title=_("Start here"), icon=":material/flag:", default=True)
notebooks = st.Page(PAGES / "notebooks.py", title=_("Notebooks"), icon=":material/menu_book:", url_path="carnets")
notebook = st.Page(PAGES / "notebook.py", title=_("Read"), icon=":material/description:", url_path="carnet")
draft = st.Page(PAGES / "draft.py", title=_("Prepare"), icon=":material/edit_note:", url_path="preparer")
facilitate = st.Page(PAGES / "facilitate.py", title=_("Facilitate"), icon=":material/play_circle:", url_path="animer")
moderate = st.Page(PAGES / "moderate.py", title=_("Moderate"), icon=":material/inbox:", url_path="moderer")
entry = st.Page(PAGES / "entry.py", title=_("Enter answers"), icon=":material/keyboard:", url_path="saisir")
wall = st.Page(PAGES / "wall.py", title=_("Wall"), icon=":material/cast:", url_path="mur")
collective = st.Page(PAGES / "collective.py", title=_("Collective"), icon=":material/groups:", url_path="collectif")
challenge = st.Page(PAGES / "challenge.py", title=_("Challenge"), icon=":material/priority_high:", url_path="defi")
vision = st.Page(PAGES / "vision.py", title=_("Vision"), icon=":material/visibility:", url_path="vision")
pathways = st.Page(PAGES / "pathways.py", title=_("Pathways"), icon=":material/route:", url_path="chemins")
roadmap = st.Page(PAGES / "roadmap.py", title=_("Roadmap"), icon=":material/map:", url_path="feuille-de-route")
actions = st.Page(PAGES / "actions.py", title=_("Actions"), icon=":material/task_alt:", url_path="actions")
reinforcement = st.Page(
    PAGES / "reinforcement.py", title=_("Reinforcement"), icon=":material/hub:", url_path="renforcement"
)
cooperation = st.Page(
    PAGES / "cooperation.py", title=_("Cooperation"), icon=":material/handshake:", url_path="cooperation"
)
indicators = st.Page(
    PAGES / "indicators.py", title=_("Indicators"), icon=":material/show_chart:", url_path="indicateurs"
)
learning = st.Page(PAGES / "learning.py", title=_("Learn"), icon=":material/school:", url_path="apprendre")
loops = st.Page(PAGES / "loops.py", title=_("Loops"), icon=":material/loop:", url_path="boucles")
measures = st.Page(
    PAGES / "measures.py", title=_("How it is computed"), icon=":material/calculate:", url_path="comment-cest-calcule"
)
doors = st.Page(PAGES / "access.py", title=_("Access"), icon=":material/key:", url_path="acces")
archive = st.Page(PAGES / "archive.py", title=_("Archive"), icon=":material/archive:", url_path="archive")

journey = [
    home,
    collective,
    challenge,
    vision,
    pathways,
    roadmap,
    actions,
    reinforcement,
    cooperation,
    indicators,
    loops,
    learning,
    measures,
]
if role == Role.FACILITATOR and not collectives:
    allowed = [first_run]
elif role == Role.FACILITATOR:
    # One flat list: Streamlit's sections make lists that screen readers cannot follow.
    allowed = [*journey, notebooks, notebook, draft, facilitate, moderate, entry, wall, doors, archive]
else:
    allowed = [*journey, notebook, wall, *([entry] if role >= Role.SCRIBE else [])]
page = st.navigation(allowed, position="sidebar" if len(allowed) > 1 and link else "hidden", expanded=True)

on_wall = page.url_path == wall.url_path
keep_choice(collectives, listed=not on_wall)
draw("frame.html", wall=on_wall)
if on_wall:  # its lists are not drawn there: Streamlit would forget what they hold
    st.session_state[LANGUAGE_KEY] = st.session_state[LANGUAGE_KEY]
elif link:
    note_presence(link, collectives)
    if page.url_path != vision.url_path:
        draw_banner(collectives, vision)
    with st.sidebar:
        if len(collectives) > 1:
            names = told_apart({collective.id: collective.name for collective in collectives})
            st.selectbox(_("Collective"), names, format_func=names.__getitem__, key=COLLECTIVE_KEY)
        st.selectbox(_("Language"), LANGUAGES, format_func=LANGUAGES.__getitem__, key=LANGUAGE_KEY)
say_what_was_done()
page.run()
