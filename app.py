"""The one entry: Streamlit's pages, the phones' routes and the door, in one process."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit import config

import qic_core.cells  # noqa: F401
from qic_core.access.key import signing_key
from qic_core.db.engine import database_at
from qic_core.export.share_picture import share_picture
from qic_core.phone.room import Phones
from qic_core.public.routes import PublicPages
from qic_core.settings import ROOT, read_settings
from qic_core.ui.failure import say_failure
from qic_core.web.checks import check_runtime, warm_up
from qic_core.web.door import Door
from qic_core.web.downloads import download_routes
from qic_core.web.middleware import middleware
from qic_core.web.start import announce, prepare
from qic_core.words import DEFAULT_LANGUAGE, catalogue

settings = read_settings()
database = database_at(settings.database_url)
door = Door(database, signing_key(settings.data_dir))
phones = Phones(database)
public = PublicPages(database, picture=share_picture, access_of=door.access_of, public_url=settings.public_url)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Migrate, load the demo into an empty house, warm up, say where to go; stop the phones' work at the end."""
    for warning in check_runtime(catalogue(DEFAULT_LANGUAGE)):
        logging.getLogger("qic_core").warning(warning)
    prepare(database, settings)
    warm_up()
    await phones.start()
    announce(database, settings, int(config.get_option("server.port")))
    yield
    await phones.stop()
    database.dispose()


app = st.App(
    ROOT / "qic_core" / "ui" / "frame.py",
    routes=[*door.routes, *download_routes(database, door.access_of)],
    middleware=middleware(door.access_of, [*phones.routes, *public.routes]),
    lifespan=lifespan,
    on_script_error=say_failure,
)
