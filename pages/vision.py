"""Vision: the one that stands, its drafts, what the room dreamt."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.collective.service import list_colleges
from qic_core.thread.rules import ThingKind
from qic_core.ui.adoption import draw_adopted
from qic_core.ui.ask import draw_ask
from qic_core.ui.folds import fold
from qic_core.ui.gallery import draw_front_pages, draw_pictures
from qic_core.ui.outputs import draw_figures, draw_line
from qic_core.ui.session import asking, here
from qic_core.ui.vision import GATHERING, draw_adoption, draw_new_statements, draw_statements
from qic_core.ui.words import _
from qic_core.vision.front_pages import list_front_pages
from qic_core.vision.service import current_vision, earlier_visions
from qic_core.vision.statements import last_agreement, list_statements
from qic_core.workshop.drafting import Draft
from qic_core.workshop.runs import closed_runs

place = here(Role.READER)
with asking() as session:
    vision = current_vision(session, place.collective.id)
    earlier = earlier_visions(session, place.collective.id)
    statements = list_statements(session, place.collective.id)
    gone = list_statements(session, place.collective.id, withdrawn=True)
    agreement = last_agreement(session, place.collective.id)
    front_pages = list_front_pages(session, place.collective.id)
    gathered = closed_runs(session, place.collective.id, GATHERING, at_most=20) if place.may_write else []
    pictures = closed_runs(session, place.collective.id, ["picture"], at_most=1)
    colleges = list_colleges(session, place.collective.id)

st.title(_("Vision"))
if vision:
    draw_adopted(ThingKind.VISION, vision, vision.text, year=vision.year, earlier=False)
else:
    st.info(_("No vision is adopted yet. It says what life will be like once the challenge is met, in some years."))
history = fold(_("Earlier visions (%(n)s)", n=len(earlier)), key="earlier-visions") if earlier else None
if history is not None:
    with history:
        for one in earlier:
            draw_adopted(ThingKind.VISION, one, one.text, year=one.year, earlier=True)

st.header(_("Drafts (%(n)s)", n=len(statements)), divider="gray")
if agreement and agreement.output:
    draw_figures(agreement.content, agreement.output["summary"], key=f"agreed-{agreement.id}")
draw_statements(place, statements, gone)
if place.may_write:
    draw_new_statements(place, gathered, len(statements))
    question = _("Do you agree with these drafts of our vision?")
    asked = Draft("agreement", _("Agreement on the vision"), question, about="statements", minutes=8)
    draw_ask(place, asked, key="statements", label=_("Ask the room what it thinks of the drafts"))
    draw_adoption(place, statements, colleges, agreement, vision)

st.header(_("Front pages (%(n)s)", n=len(front_pages)), divider="gray")
draw_line(_("The newspaper of the day on which the vision came true, as the room wrote it."))
draw_front_pages(place, front_pages)
question = _("The vision has come true. What is on the front page of the newspaper?")
draw_ask(
    place, Draft("front_page", _("The front page"), question, minutes=15), key="pages", label=_("Ask for front pages")
)

st.header(_("Pictures"), divider="gray")
draw_line(_("The pictures that the room chose to tell how it sees its quarter."))
if pictures:
    draw_pictures(pictures[0])
question = _("Which picture tells how you would like to live here?")
draw_ask(place, Draft("picture", _("Picture language"), question), key="pictures", label=_("Ask for pictures"))
