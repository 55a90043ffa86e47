"""Where a page stands: its database, who opened it, which collective it works for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import streamlit as st
from sqlmodel import Session
from streamlit import config

from qic_core.access.cookie import COOKIE, link_of_cookie
from qic_core.access.key import signing_key
from qic_core.access.rules import AccessLink, Role
from qic_core.address import public_url
from qic_core.collective.rules import Collective
from qic_core.collective.service import list_collectives
from qic_core.db.engine import Database, Work, database_at
from qic_core.errors import DomainError, NotSaved
from qic_core.messages import sentence_of
from qic_core.settings import read_settings
from qic_core.ui.words import _, plain, words

COLLECTIVE_KEY = "collective"
COLLECTIVE_ADDRESS = "collectif"
SAID_KEY = "said"


@dataclass(frozen=True, slots=True)
class Here:
    """The collective that a page works for, and the right by which it was opened."""

    collective: Collective
    access: AccessLink

    @property
    def may_write(self) -> bool:
        """Tell whether the journey may be changed from here."""
        return self.access.role >= Role.COORDINATOR

    @property
    def today(self) -> date:
        """Return what day it is where the collective lives."""
        return self.local(datetime.now(UTC)).date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the collective's time zone."""
        return moment.astimezone(ZoneInfo(self.collective.timezone))


def database() -> Database:
    """Return the process's database."""
    return database_at(read_settings().database_url)


def phone_url() -> str:
    """Return the start of every address that phones can reach."""
    return public_url(read_settings().public_url, int(config.get_option("server.port")))


def access() -> AccessLink | None:
    """Return the standing link that this browser followed, or None; asked anew at every run of a page."""
    with database().reading() as session:
        return link_of_cookie(session, signing_key(read_settings().data_dir), st.context.cookies.get(COOKIE))


def here(role: Role = Role.FACILITATOR) -> Here:
    """Return where this page stands; stops it, with a sentence, for whom the link does not allow it."""
    link = access()
    if link is None or link.role < role:
        st.error(_("This page needs a facilitator's link. Ask for it, or open the one that the start has printed."))
        st.stop()
    with database().reading() as session:
        collectives = list_collectives(session)
    if not collectives:
        st.info(_("There is no collective yet: create it on the first page."))
        st.stop()
    return Here(chosen_of(collectives), link)


def chosen_of(collectives: Sequence[Collective]) -> Collective:
    """Return the collective that this session works for: the chosen one, that of the address, else the first."""
    by_id = {str(collective.id): collective for collective in collectives}
    wished = (str(st.session_state.get(COLLECTIVE_KEY)), st.query_params.get(COLLECTIVE_ADDRESS, ""))
    return next((by_id[key] for key in wished if key in by_id), collectives[0])


def keep_choice(collectives: Sequence[Collective], *, listed: bool) -> None:
    """Keep the chosen collective where its list is not drawn, on the wall: Streamlit would forget it.

    Where it is drawn it is said once: said at each run, it would close the list under people's fingers.
    """
    if collectives and not (listed and COLLECTIVE_KEY in st.session_state):
        st.session_state[COLLECTIVE_KEY] = chosen_of(collectives).id


def wall_address(place: Here) -> str:
    """Return the address of a collective's wall, for a window of its own."""
    return f"/mur?{COLLECTIVE_ADDRESS}={place.collective.id}"


def refusal_of(error: DomainError) -> str:
    """Return what a refusal says where Streamlit reads Markdown: the words of people in it stand for themselves."""
    return sentence_of(_in_plain_words(error), words())


def _in_plain_words(error: DomainError) -> DomainError:
    told: dict[str, object] = {}
    for name, value in error.params.items():
        said = _in_plain_words(value) if isinstance(value, DomainError) else value
        told[name] = plain(said) if isinstance(said, str) else said
    return DomainError(error.code, **told)


@contextmanager
def asking() -> Iterator[Session]:
    """Give a session for questions; a refusal is shown as its sentence and stops the page."""
    try:
        with database().reading() as session:
            yield session
    except DomainError as error:
        st.error(refusal_of(error))
        st.stop()


@contextmanager
def acting(collective_id: int | None, said: str = "") -> Iterator[Work]:
    """Give one transaction for what a form asked; done, the page is drawn anew and says so; refused, it says why."""
    try:
        with database().writing(collective_id) as work:
            yield work
    except DomainError as error:
        st.error(refusal_of(error), icon=":material/error:")
    except NotSaved:
        st.error(_("Not saved yet: the storage does not answer. What you typed is still here, try again."))
    else:
        st.session_state[SAID_KEY] = said
        st.rerun()


def say_what_was_done() -> None:
    """Show once, after the page is drawn anew, what the last action did."""
    if said := st.session_state.pop(SAID_KEY, ""):
        st.toast(said, icon=":material/check:")
