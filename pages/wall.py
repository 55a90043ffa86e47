"""Mur: what the room sees; no input, follows the room by itself."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.ui.session import asking, here
from qic_core.ui.wall import draw_foot, draw_question, draw_results, draw_welcome, follow_room, scene_of

place = here(Role.READER)
with asking() as session:
    scene = scene_of(session, place)

with st.container(key="wall"):
    if scene.run is None:
        draw_welcome(place, scene.code)
    else:
        draw_question(scene.run)
        draw_results(scene.run, scene.turn)
        draw_foot(scene.code, scene.run)
    follow_room(place, scene)
