"""Every page opens on the demo story, for whom its link allows it and for no one else."""

import pytest
from streamlit.testing.v1 import AppTest

from qic_core.access.rules import Role
from qic_core.settings import ROOT
from tests.pages.house import House, go

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "first_run")
READABLE = {
    "actions",
    "challenge",
    "collective",
    "cooperation",
    "home",
    "indicators",
    "learning",
    "loops",
    "measures",
    "notebook",
    "pathways",
    "reinforcement",
    "roadmap",
    "vision",
    "wall",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_a_facilitator(facilitator: AppTest, page: str) -> None:
    app = go(facilitator, page)
    assert not app.exception
    assert not app.error
    assert app.main.children


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_in_english_too(facilitator: AppTest, page: str) -> None:
    facilitator.session_state["language"] = "en"
    assert not go(facilitator, page).exception


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_sees_no_page(house: House, facilitator: AppTest, page: str) -> None:
    house.cookies.clear()
    app = go(facilitator, page)
    assert [error.value for error in app.error] == [
        "Cette page s’ouvre avec un lien d’animation. Demandez-le, ou ouvrez celui que le démarrage a affiché."
    ]
    assert not app.title


@pytest.mark.parametrize("page", sorted(set(PAGES) - READABLE - {"entry"}))
def test_a_reader_cannot_open_what_changes_things(house: House, facilitator: AppTest, page: str) -> None:
    house.enter(Role.READER)
    app = go(facilitator, page)
    assert app.error or app.title[0].value == "Accueil"
    assert not [button for button in app.button if button.label != "Langue"]


def test_a_scribe_may_enter_answers_and_nothing_else(house: House) -> None:
    app = house.enter(Role.SCRIBE)
    assert not go(app, "entry").error
    with pytest.raises(ValueError, match="facilitate"):
        go(app, "facilitate")


def test_a_revoked_link_is_out_at_the_next_click(house: House, facilitator: AppTest) -> None:
    from qic_core.access.service import list_links, revoke_link

    with house.database.writing() as work:
        revoke_link(work, link_id=list_links(work.session)[0].id)
    assert go(facilitator, "notebooks").error
