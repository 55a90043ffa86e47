"""A house for page tests: its database, who stands at its door, how one walks about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from streamlit.testing.v1 import AppTest

from qic_core.access.cookie import COOKIE, signed
from qic_core.access.rules import Role
from qic_core.access.service import create_link, follow_link
from qic_core.db.engine import Database
from qic_core.settings import ROOT

FRAME = ROOT / "qic_core" / "ui" / "frame.py"
DEMO = 1
# What day it is at Koungou, where the demo collective lives: past midnight there before it is here.
TODAY = datetime.now(ZoneInfo("Indian/Mayotte")).date()
MARKDOWN_KEPT_OFF = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


@dataclass
class House:
    """A house with the demo collective, and who stands at its door."""

    database: Database
    key: bytes
    cookies: dict[str, str]

    def enter(self, role: Role) -> AppTest:
        """Open the first page as someone with a link of that role."""
        with self.database.writing() as work:
            secret = create_link(work, self.key, role=role, label=f"Lien {role.name}")
        with self.database.reading() as session:
            self.cookies[COOKIE] = signed(self.key, follow_link(session, secret))
        return AppTest.from_file(str(FRAME), default_timeout=30).run()


def go(app: AppTest, page: str, **address: str) -> AppTest:
    """Open a page of the app by the stem of its file."""
    app.query_params.clear()
    for key, value in address.items():
        app.query_params[key] = value
    return app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()


def press(app: AppTest, label: str) -> AppTest:
    """Click the one button of that label."""
    [button] = [button for button in app.button if button.label == label]
    return button.click().run()


def unfold(app: AppTest, key: str) -> AppTest:
    """Open a fold by its key."""
    app.session_state[key] = True
    return app.run()


def one(elements: Iterable[Any], start: str) -> Any:
    """Return the one element whose key begins so."""
    [found] = [element for element in elements if (element.key or "").startswith(start)]
    return found


def plainly(text: str) -> str:
    """Return a text as people read it, without the signs that keep Markdown off, and with plain spaces."""
    return MARKDOWN_KEPT_OFF.sub("", text).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def html_of(app: AppTest) -> str:
    """Return the HTML of a page as it is sent, with plain spaces."""
    return plainly(" ".join(str(element.proto.body) for element in app.get("html")))


def drawn(app: AppTest) -> str:
    """Return what a page says in HTML as people read it."""
    return unescape(html_of(app))


def said(elements: Iterable[Any]) -> list[str]:
    """Return what some elements say."""
    return [plainly(element.value) for element in elements]


def labels(elements: Iterable[Any]) -> list[str]:
    """Return the labels of some widgets."""
    return [plainly(element.label) for element in elements]
