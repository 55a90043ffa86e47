"""Préparer: the form of a new cell proposes what its kind usually asks about, and its settings in their own shape."""

from streamlit.testing.v1 import AppTest

from qic_core.workshop.notebooks import Cover, create_notebook, get_notebook
from tests.pages.house import DEMO, House, go, press


def test_pairs_are_about_the_organisations_at_the_table_and_unnamed_unless_switched_on(
    house: House, facilitator: AppTest
) -> None:
    with house.database.writing(DEMO) as work:
        notebook = create_notebook(work, Cover("Un carnet"))
    app = go(facilitator, "draft", carnet=str(notebook))
    kinds = app.selectbox(key="kind")
    kinds.select(next(option for option in kinds.options if option.startswith("La coopération, paire par paire"))).run()
    form = f"new-{notebook}-0-cooperation_pairs"
    assert app.selectbox(key=f"source-{form}").value == "organisations"
    assert app.toggle(key=f"named-{form}").value is False
    app.text_input(key=f"title-{form}").set_value("Paires")
    app.text_area(key=f"prompt-{form}").set_value("Où en êtes-vous ensemble ?")
    app.number_input(key=f"at_most-{form}").set_value(7)
    app.toggle(key=f"named-{form}").set_value(True)
    press(app, "Enregistrer la cellule")
    assert not app.exception
    with house.database.reading() as session:
        [cell] = get_notebook(session, DEMO, notebook).cells
    assert (cell.kind, cell.about) == ("cooperation_pairs", "organisations")
    assert cell.settings == {"at_most": 7, "named": 1}
