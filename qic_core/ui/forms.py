"""What a form began with and when it begins anew: nothing typed is lost, whatever is refused or saved by others."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import streamlit as st

from qic_core.db.engine import Work
from qic_core.ui.session import acting
from qic_core.ui.words import _

BEGUN_KEY = "begun"
TURNS_KEY = "form-turns"


class Versioned(Protocol):
    """A thing whose version rises at each save."""

    @property
    def id(self) -> Hashable: ...

    @property
    def version(self) -> int: ...


Row = TypeVar("Row", bound=Versioned)


def begun(row: Row) -> Row:
    """Return a thing as its form first showed it, however often the page is drawn since."""
    kept: dict[tuple[type, Hashable], Row] = st.session_state.setdefault(BEGUN_KEY, {})
    return kept.setdefault((type(row), row.id), row)


def begun_of(kind: type[Row], row_id: Hashable) -> Row | None:
    """Return a thing as its form first showed it; None as long as no form of it has begun."""
    kept: dict[tuple[type, Hashable], Row] = st.session_state.get(BEGUN_KEY, {})
    return kept.get((kind, row_id))


def all_begun(kind: type[Row]) -> list[Row]:
    """Return the things of a kind whose forms have begun, as these first showed them."""
    kept: dict[tuple[type, Hashable], Versioned] = st.session_state.get(BEGUN_KEY, {})
    return [row for row in kept.values() if isinstance(row, kind)]


def let_go(row: Versioned) -> None:
    """Forget what a thing's form first showed: it begins again from what is saved."""
    st.session_state.get(BEGUN_KEY, {}).pop((type(row), row.id), None)


def let_all_go() -> None:
    """Forget what all forms first showed: another thing is opened."""
    st.session_state.pop(BEGUN_KEY, None)


def draw_save(row: Versioned, key: str) -> int | None:
    """Draw in a form the button that saves; return the version that was pressed for.

    When someone else saved meanwhile it says so, and offers to save over theirs or to begin again from it.
    A third one who saves gives the buttons another key: nothing is replaced that was not shown before.
    """
    first = begun(row)
    if first.version == row.version:
        return (
            row.version if st.form_submit_button(_("Save"), type="primary", key=f"save-{key}-{row.version}") else None
        )
    st.warning(
        _("Someone else saved this meanwhile: what they wrote stands above. What you typed is still here; choose."),
        icon=":material/sync:",
    )
    mine = st.form_submit_button(_("Save what I wrote in its place"), type="primary", key=f"over-{key}-{row.version}")
    if st.form_submit_button(_("Start again from what is saved"), key=f"again-{key}-{row.version}"):
        let_go(row)
        st.rerun()
    return row.version if mine else None


@contextmanager
def saving(collective_id: int, row: Row) -> Iterator[Work]:
    """Give one transaction for an edited thing; done, its form begins again from what is saved."""
    first = begun(row)
    with acting(collective_id, _("Saved.")) as work:
        yield work
        let_go(row)
    st.session_state[BEGUN_KEY][type(row), row.id] = first


def version_shown(version: int, key: str) -> int:
    """Return the version of a thing that the page showed when a button was pressed; what is drawn now shows `version`.

    A gesture is refused with it when someone else saved meanwhile, and what was typed stays: its keys say no version.
    """
    before: int = st.session_state.get(key, version)
    st.session_state[key] = version
    return before


def turn_of(form: str) -> int:
    """Return how often a form has served: part of its widgets' keys, so that it is empty after each."""
    turns: dict[str, int] = st.session_state.setdefault(TURNS_KEY, {})
    return turns.setdefault(form, 0)


@contextmanager
def adding(collective_id: int, form: str, said: str) -> Iterator[Work]:
    """Give one transaction for something new; done, the form is empty again; refused, it keeps what was typed."""
    turn = turn_of(form)
    with acting(collective_id, said) as work:
        yield work
        st.session_state[TURNS_KEY][form] = turn + 1
    st.session_state[TURNS_KEY][form] = turn
