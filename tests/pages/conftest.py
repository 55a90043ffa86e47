"""Pages run by AppTest on the demo story, as someone who followed a link."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from qic_core.access.key import signing_key
from qic_core.access.rules import Role
from qic_core.db.engine import database_at
from qic_core.settings import read_settings
from qic_core.web.start import prepare
from tests.pages.house import House


@pytest.fixture
def house_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told_sqlite: Path) -> Iterator[Callable[..., House]]:
    """Build a house: `house_of(demo=False)` is an empty one."""
    built: list[House] = []

    def build(*, demo: bool) -> House:
        monkeypatch.setenv("QIC_DATA_DIR", str(tmp_path))
        monkeypatch.setenv("QIC_PUBLIC_URL", "http://carnet.test")
        monkeypatch.delenv("QIC_DATABASE_URL", raising=False)
        monkeypatch.setenv("DEMO", "1" if demo else "0")
        if demo:
            shutil.copy(told_sqlite, tmp_path / told_sqlite.name)
        settings = read_settings()
        house = House(database_at(settings.database_url), signing_key(tmp_path), {})
        prepare(house.database, settings)
        monkeypatch.setattr(ContextProxy, "cookies", house.cookies)
        built.append(house)
        return house

    yield build
    for house in built:
        house.database.dispose()


@pytest.fixture
def house(house_of: Callable[..., House]) -> House:
    """The demo collective's house."""
    return house_of(demo=True)


@pytest.fixture
def facilitator(house: House) -> AppTest:
    """The demo's first page, opened by a facilitator."""
    return house.enter(Role.FACILITATOR)
