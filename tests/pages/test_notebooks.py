"""Preparing: from a template, empty, copied, withdrawn; cells written and moved; the empty house."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from qic_core.access.rules import Role
from qic_core.collective.service import create_collective
from qic_core.workshop.notebooks import get_notebook, list_notebooks
from tests.pages.house import DEMO, House, drawn, go, press, said, unfold


def _titles(house: House) -> list[str]:
    with house.database.reading() as session:
        return [notebook.cover.title for notebook in list_notebooks(session, DEMO)]


def test_a_notebook_comes_from_a_template_in_one_form(house: House, facilitator: AppTest) -> None:
    app = go(facilitator, "notebooks")
    app.radio(key="template").set_value("defi-urgent").run()
    app.text_input(key="title-defi-urgent").set_value("Notre défi")
    app = press(app, "Créer le carnet")
    assert not app.error
    assert "Notre défi" in _titles(house)


def test_the_notebook_of_a_loop_is_not_offered_its_page_makes_it(facilitator: AppTest) -> None:
    [titles] = [radio.options for radio in go(facilitator, "notebooks").radio if radio.key == "template"]
    assert "Défi urgent" in titles
    assert "Boucle évaluative" not in titles


def test_an_empty_notebook_needs_a_title(house: House, facilitator: AppTest) -> None:
    before = _titles(house)
    app = go(facilitator, "notebooks")
    app.radio(key="template").set_value("").run()
    app.text_input(key="title-").set_value("  ")
    app = press(app, "Créer le carnet")
    assert len(app.error) == 1
    assert _titles(house) == before


def test_a_notebook_is_withdrawn_and_put_back(house: House, facilitator: AppTest) -> None:
    before = _titles(house)
    app = go(facilitator, "notebooks")
    app = app.button(key="withdraw-1").click().run()
    assert len(_titles(house)) == len(before) - 1
    app.button(key="restore-1").click().run()
    assert _titles(house) == before


def test_a_copy_has_the_same_cells(house: House, facilitator: AppTest) -> None:
    go(facilitator, "notebooks").button(key="copy-1").click().run()
    with house.database.reading() as session:
        shelf = list_notebooks(session, DEMO)
        original = get_notebook(session, DEMO, 1)
    [copy] = [notebook for notebook in shelf if notebook.cover.title.endswith("(copie)")]
    assert [cell.title for cell in copy.cells] == [cell.title for cell in original.cells]


def test_a_cell_is_added_edited_and_moved_up(house: House, facilitator: AppTest) -> None:
    app = go(facilitator, "draft", carnet="1")
    with house.database.reading() as session:
        count = len(get_notebook(session, DEMO, 1).cells)
    key = f"new-1-{count}-text"
    app.text_area(key=f"prompt-{key}").set_value("Merci à toutes et à tous.")
    app = _save(app, key)
    assert not app.error
    with house.database.reading() as session:
        added = get_notebook(session, DEMO, 1).cells[-1]
    assert added.prompt == "Merci à toutes et à tous."
    app = unfold(app, f"cell-{added.id}").button(key=f"up-{added.id}").click().run()
    with house.database.reading() as session:
        assert get_notebook(session, DEMO, 1).cells[-2].id == added.id
    app.text_area(key=f"prompt-cell-{added.id}").set_value("")
    app = _save(app, f"cell-{added.id}")
    assert len(app.error) == 1


def test_the_first_run_creates_the_collective(house_of: Callable[..., House]) -> None:
    app = house_of(demo=False).enter(Role.FACILITATOR)
    assert app.title[0].value == "Bienvenue"
    app.text_input(key="name").set_value("Collectif du Petit-Bard")
    app.text_input(key="place").set_value("Montpellier")
    app = press(app, "Créer le collectif")
    assert not app.error
    assert app.title[0].value == "Accueil"


def _save(app: AppTest, key: str) -> AppTest:
    [save] = [button for button in app.button if button.key and f"save-{key}" in button.key]
    return save.click().run()


def test_the_minutes_are_offered_to_those_who_may_take_the_answers(house: House) -> None:
    def offered(role: Role) -> set[str]:
        links = go(house.enter(role), "notebook", carnet="1").get("link_button")
        return {
            link.proto.url.partition("?")[0].rpartition(".")[2] for link in links if "compte-rendu/1" in link.proto.url
        }

    assert offered(Role.COORDINATOR) == {"pdf", "docx"}
    assert offered(Role.READER) == set()


def test_the_notebook_for_jupyter_is_offered_to_those_who_may_take_the_answers(house: House) -> None:
    def offered(role: Role) -> list[str]:
        links = go(house.enter(role), "notebook", carnet="1").get("link_button")
        return [link.proto.url.partition("?")[0] for link in links if "ipynb" in link.proto.url]

    assert offered(Role.COORDINATOR) == ["/export/carnet/1.ipynb.zip"]
    assert offered(Role.READER) == []


def test_from_one_cell_the_whole_notebook_is_shown_and_stays(house: House, facilitator: AppTest) -> None:
    with house.database.reading() as session:
        cells = get_notebook(session, DEMO, 1).cells
    app = go(facilitator, "notebook", carnet="1", cellule=str(cells[0].id))
    assert len(app.header) == 1
    app = press(app, "Tout le carnet")
    assert len(app.header) == len(cells)
    assert len(app.run().header) == len(cells)


def test_what_moved_from_run_to_run_is_told_in_french_figures(house: House, facilitator: AppTest) -> None:
    with house.database.reading() as session:
        found = [(key, one.id) for key in (1, 2) for one in list_notebooks(session, key) if "à deux" in one.cover.title]
    [(collective, notebook), *_] = found
    facilitator.selectbox(key="collective").set_value(collective).run()
    app = go(facilitator, "notebook", carnet=str(notebook))
    assert not app.exception
    assert re.search(r"Du passage 1 au passage \d : .* \d,\d → \d", drawn(app))
    assert not re.search(r"\d\.\d → ", drawn(app))


@pytest.mark.parametrize("role", [Role.READER, Role.SCRIBE, Role.COORDINATOR, Role.FACILITATOR])
def test_everyone_may_open_the_reading_page_of_an_empty_shelf(house_of: Callable[..., House], role: Role) -> None:
    house = house_of(demo=False)
    with house.database.writing() as work:
        create_collective(work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="UTC")
    app = go(house.enter(role), "notebook")
    assert not app.exception
    [info] = said(app.info)
    doors = [link.proto.page for link in app.get("page_link")]
    assert info.startswith("Pas encore de carnet")
    assert ("carnets" in doors) == (role == Role.FACILITATOR)
