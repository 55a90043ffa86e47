"""What every request goes through before Streamlit and our routes, the outermost first."""

from collections.abc import Sequence
from importlib.util import find_spec

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from qic_core.settings import read_settings
from qic_core.web.assets import StaticAssets
from qic_core.web.frontend import package_folder
from qic_core.web.guard import AccessOf, Guard
from qic_core.web.headers import SecurityHeaders
from qic_core.web.shelf import Shelf
from qic_core.web.shortcut import Shortcut

COMPONENT_PAGES = {"streamlit_agraph": "frontend/build/index.html"}


def middleware(access_of: AccessOf, ours: Sequence[BaseRoute]) -> list[Middleware]:
    """Return the list for `st.App`: `access_of` says by which link a request comes, `ours` go past Streamlit.

    The compressed files are kept in the data folder.
    """
    pages = [package_folder(package) / page for package, page in COMPONENT_PAGES.items() if find_spec(package)]
    return [
        Middleware(Guard, access_of=access_of),
        Middleware(SecurityHeaders, component_pages=pages),
        Middleware(Shortcut, routes=ours),
        Middleware(StaticAssets, shelf=Shelf(read_settings().data_dir / "compressed")),
    ]
