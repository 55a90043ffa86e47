"""Saisir: a tablet or a scribe is asked a share where there is too much for one; nothing typed is lost."""

import pytest
from streamlit.testing.v1 import AppTest

from qic_core.collective.organisations import add_organisation
from qic_core.collective.service import list_colleges
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import get_run, open_run
from qic_core.workshop.shares import count_sheets, sheet_fields
from qic_core.workshop.tally import harvest_of
from tests.pages.house import DEMO, House, go, press


def pairs_open(house: House, seated: int) -> int:
    """Open a run of pairs on the organisations at the table, at least so many of them; return its id."""
    with house.database.writing(DEMO) as work:
        [college, *_] = list_colleges(work.session, DEMO)
        for number in range(seated):
            name = f"Organisation de plus n° {number}"
            add_organisation(work, collective_id=DEMO, name=name, college=college.name)
        notebook = create_notebook(work, Cover("Un carnet"))
        draft = Draft("cooperation_pairs", "Paires", "Quel niveau ?", about="organisations")
        return open_run(work, cell_id=add_cell(work, notebook_id=notebook, draft=draft))


def rated_on(app: AppTest, voice: str) -> list[str]:
    """Return the keys of the organisations that the form asks this voice to rate."""
    start, end = f"{voice}-levels-", "-level"
    return [str(radio.key)[len(start) : -len(end)] for radio in app.radio if str(radio.key).startswith(start)]


@pytest.fixture
def asked(house: House) -> int:
    return pairs_open(house, 40)


def test_a_tablet_asks_a_share_and_the_next_voice_another(house: House, facilitator: AppTest, asked: int) -> None:
    app = go(facilitator, "entry")
    first_voice = str(app.session_state[f"voice-{asked}"])
    first = rated_on(app, first_voice)
    assert len(first) == 12
    own = app.selectbox(key=f"{first_voice}-speaks_for")
    spoken = next(option for option in own.options if option.startswith("Organisation de plus"))
    own.select(spoken)
    with house.database.reading() as session:
        content = get_run(session, DEMO, asked).content
    [own_key] = [item.key for item in content.items if item.text == spoken]
    rated = next(key for key in first if key != own_key)
    app.radio(key=f"{first_voice}-levels-{rated}-level").set_value(
        app.radio(key=f"{first_voice}-levels-{rated}-level").options[4]
    )
    app.selectbox(key="college").select_index(0)
    press(app, "Enregistrer")
    assert not app.exception
    assert not app.error
    with house.database.reading() as session:
        [answer] = harvest_of(session, asked, content).answers
    assert answer.values == {"speaks_for": [own_key], "levels": {rated: {"level": 5}}}
    second_voice = str(app.session_state[f"voice-{asked}"])
    assert second_voice != first_voice
    assert set(rated_on(app, second_voice)) != set(first)


def test_the_share_of_a_voice_stays_while_others_answer(house: House, facilitator: AppTest, asked: int) -> None:
    app = go(facilitator, "entry")
    voice = str(app.session_state[f"voice-{asked}"])
    before = rated_on(app, voice)
    assert rated_on(app.run(), voice) == before


def test_a_paper_sheet_is_entered_by_its_number(house: House, facilitator: AppTest, asked: int) -> None:
    app = go(facilitator, "entry")
    app.radio(key="source").set_value(app.radio(key="source").options[1]).run()
    with house.database.reading() as session:
        content = get_run(session, DEMO, asked).content
    number = app.number_input(key=f"sheet-number-{asked}")
    assert (number.min, number.max) == (1, count_sheets(content))
    number.set_value(3).run()
    voice = str(app.session_state[f"voice-{asked}"])
    assert rated_on(app, voice) == [item.key for item in sheet_fields(content, 3)[1].items]


def test_an_organisation_that_rates_itself_is_refused_and_nothing_is_lost(house: House, facilitator: AppTest) -> None:
    run = pairs_open(house, 0)
    app = go(facilitator, "entry")
    voice = str(app.session_state[f"voice-{run}"])
    own = app.radio(key=f"{voice}-speaks_for")
    own.set_value(own.options[0])
    key = rated_on(app, voice)[0]
    rating = app.radio(key=f"{voice}-levels-{key}-level")
    rating.set_value(rating.options[2])
    app.selectbox(key="college").select_index(0)
    press(app, "Enregistrer")
    assert "sa propre organisation" in app.error[0].value
    assert app.session_state[f"voice-{run}"] == voice
    assert app.radio(key=f"{voice}-levels-{key}-level").value is not None
    with house.database.reading() as session:
        assert harvest_of(session, run, get_run(session, DEMO, run).content).answers == []


def test_figures_are_entered_one_by_one_and_not_knowing_is_ticked(house: House, facilitator: AppTest) -> None:
    with house.database.writing(DEMO) as work:
        notebook = create_notebook(work, Cover("Un carnet"))
        draft = Draft("forecast", "Demain", "Où en serons-nous ?", items=("Familles", "Bébés", "Parents"))
        run = open_run(work, cell_id=add_cell(work, notebook_id=notebook, draft=draft))
    app = go(facilitator, "entry")
    voice = str(app.session_state[f"voice-{run}"])
    app.number_input(key=f"{voice}-figures-i1").set_value(97.5)
    app.checkbox(key=f"{voice}-figures-i2-unknown").check()
    app.selectbox(key="college").select_index(0)
    press(app, "Enregistrer")
    assert not app.exception
    assert not app.error
    with house.database.reading() as session:
        [answer] = harvest_of(session, run, get_run(session, DEMO, run).content).answers
    assert answer.values == {"figures": {"i1": {"figure": 97.5}, "i2": {"unknown": 1}}}
