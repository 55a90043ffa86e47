"""A thing opened beside the page: the list that opens it, the drawer that shows it, the button that closes it."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from qic_core.ui.choices import told_apart
from qic_core.ui.session import Here
from qic_core.ui.words import _

WIDTH = 640


def draw_opener(
    label: str, names: Mapping[int, str], *, key: str, placeholder: str, on_change: Callable[[], None]
) -> int | None:
    """Draw the list that opens a thing; return the id of the one that is open, none once that one has gone."""
    apart = told_apart(names)
    if st.session_state.get(key) not in apart:
        st.session_state[key] = None
    return st.selectbox(
        label, list(apart), format_func=lambda one: apart.get(one, ""), placeholder=placeholder, on_change=on_change,
        key=key,
    )  # fmt: skip


def open_drawer(
    place: Here,
    title: str,
    draw_inside: Callable[[], None],
    *,
    choose: Callable[[int | None], None],
    key: str,
    width: int = WIDTH,
) -> None:
    """Open the drawer. Where something may be typed only its button closes it: a click beside it would lose that."""
    drawer = st.dialog(
        title, width=width, position="right", dismissible=not place.may_write, on_dismiss=partial(choose, None)
    )
    drawer(_draw_open)(draw_inside, choose, key)


def _draw_open(draw_inside: Callable[[], None], choose: Callable[[int | None], None], key: str) -> None:
    """Draw the thing as it is now: this part of the page is drawn again without the rest."""
    if st.button(_("Close"), icon=":material/close:", on_click=choose, args=(None,), key=key):
        st.rerun()
    draw_inside()
