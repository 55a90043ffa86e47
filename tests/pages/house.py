"""A house for page tests: its database, who stands at its door, how one walks about."""

from dataclasses import dataclass

from streamlit.testing.v1 import AppTest

from qic_core.access.cookie import COOKIE, signed
from qic_core.access.rules import Role
from qic_core.access.service import create_link, follow_link
from qic_core.db.engine import Database
from qic_core.settings import ROOT

FRAME = ROOT / "qic_core" / "ui" / "frame.py"
DEMO = 1


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
