"""A facilitator's evening: open, freeze, show, close, run again; sort ideas; enter paper ballots."""

from streamlit.testing.v1 import AppTest

from qic_core.access.rules import Role
from qic_core.collective.service import list_collectives
from qic_core.cooperation.levels import LEVELS
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.kind import Source, Visibility
from qic_core.workshop.moderation import group
from qic_core.workshop.notebooks import list_notebooks
from qic_core.workshop.runs import RunState, list_runs, live_run
from qic_core.workshop.tally import count_voices, list_ideas, list_themes
from tests.pages.house import DEMO, FRAME, House, go, plainly, press


def _live_notebook(house: House) -> list[int]:
    with house.database.reading() as session:
        notebooks = list_notebooks(session, DEMO)
    notebook = next(notebook for notebook in notebooks if notebook.cover.title == "Atelier Coopérations")
    return [notebook.id, *(cell.id for cell in notebook.cells)]


def _choose(app: AppTest, notebook_id: int, cell_id: int) -> AppTest:
    go(app, "facilitate", carnet=str(notebook_id))
    return app.radio(key=f"step-{notebook_id}").set_value(cell_id).run()


def _grouped(house: House, run_id: int) -> list[bool]:
    with house.database.reading() as session:
        return [idea.theme_id is not None for idea in list_ideas(session, run_id)]


def _state(house: House, cell_id: int) -> list[tuple[int, str, bool]]:
    with house.database.reading() as session:
        return [(run.number, run.state, run.revealed) for run in list_runs(session, [cell_id])]


def test_a_cell_is_opened_frozen_resumed_shown_closed_and_run_again(house: House, facilitator: AppTest) -> None:
    notebook_id, _welcome, scale, *_rest = _live_notebook(house)
    app = _choose(facilitator, notebook_id, scale)
    for label, expected in [
        ("Ouvrir", [(1, RunState.OPEN, False)]),
        ("Figer", [(1, RunState.FROZEN, False)]),
        ("Reprendre les réponses", [(1, RunState.OPEN, False)]),
        ("Montrer sur le mur", [(1, RunState.OPEN, True)]),
        ("Masquer sur le mur", [(1, RunState.OPEN, False)]),
        ("Fermer", [(1, RunState.CLOSED, False)]),
        ("Rouvrir", [(1, RunState.OPEN, False)]),
        ("Fermer", [(1, RunState.CLOSED, False)]),
        ("Rejouer", [(1, RunState.CLOSED, False), (2, RunState.OPEN, False)]),
    ]:
        app = press(app, label)
        assert not app.exception
        assert not app.error
        assert _state(house, scale) == expected


def test_the_next_step_closes_this_one_and_opens_that_one(house: House, facilitator: AppTest) -> None:
    notebook_id, welcome, scale, *_rest = _live_notebook(house)
    app = press(_choose(facilitator, notebook_id, welcome), "Ouvrir")
    app = press(app, "Cellule suivante")
    assert _state(house, welcome)[0][1] == RunState.CLOSED
    assert _state(house, scale)[0][1] == RunState.OPEN
    assert app.radio(key=f"step-{notebook_id}").value == scale


def test_a_run_is_given_more_time(house: House, facilitator: AppTest) -> None:
    notebook_id, _welcome, scale, *_rest = _live_notebook(house)
    app = press(_choose(facilitator, notebook_id, scale), "Ouvrir")
    with house.database.reading() as session:
        before = live_run(session, DEMO)
    press(app, "Prolonger de 2 minutes")
    with house.database.reading() as session:
        after = live_run(session, DEMO)
    assert before
    assert after
    assert before.ends_at
    assert after.ends_at
    assert (after.ends_at - before.ends_at).total_seconds() == 120


def test_proposals_that_nothing_feeds_yet_are_refused_with_what_to_do(house: House, facilitator: AppTest) -> None:
    notebook_id, *cells = _live_notebook(house)
    app = press(_choose(facilitator, notebook_id, cells[5]), "Ouvrir")
    assert "De quoi avons-nous besoin ?" in plainly(app.error[0].value)


def test_ideas_are_shown_grouped_and_the_gesture_is_undone(house: House, facilitator: AppTest) -> None:
    notebook_id, _welcome, _scale, needs, *_rest = _live_notebook(house)
    press(_choose(facilitator, notebook_id, needs), "Ouvrir")
    with house.database.writing(DEMO) as work:
        run = live_run(work.session, DEMO)
        assert run
        texts = ["Un lieu pour se voir", "Un lieu où se voir", "<b>Des *dates*</b> =1+1"]
        record(work, [Submission(run.id, f"test-key-{n}", {"ideas": [text]}) for n, text in enumerate(texts)])
    app = go(facilitator, "moderate", carnet=str(notebook_id))
    app = press(app, "Tout afficher")
    with house.database.reading() as session:
        ideas = list_ideas(session, run.id)
    assert {idea.visibility for idea in ideas} == {Visibility.SHOWN}
    with house.database.writing(DEMO) as work:
        group(work, run_id=run.id, idea_ids=[ideas[2].id], label="Se voir")
    app = go(app, "moderate", carnet=str(notebook_id))
    app.multiselect(key=f"chosen-{run.id}").set_value([ideas[0].id, ideas[1].id])
    app.selectbox(key=f"label-{run.id}").set_value("Se voir")
    [put_together] = [button for button in app.button if button.key and "group-it" in button.key]
    app = put_together.click().run()
    assert _grouped(house, run.id) == [True, True, True]
    app = press(app, "Annuler le dernier geste")
    assert _grouped(house, run.id) == [False, False, True]
    app = press(app, "Annuler le dernier geste")
    press(app, "Annuler le dernier geste")
    with house.database.reading() as session:
        assert not list_themes(session, run.id)
        assert {idea.visibility for idea in list_ideas(session, run.id)} == {Visibility.WAITING}


def test_paper_ballots_are_entered_with_their_voices(house: House, facilitator: AppTest) -> None:
    notebook_id, _welcome, scale, *_rest = _live_notebook(house)
    press(_choose(facilitator, notebook_id, scale), "Ouvrir")
    app = go(facilitator, "entry")
    app.radio(key="source").set_value(Source.PAPER).run()
    [level] = [radio for radio in app.radio if radio.label == "Votre niveau"]
    level.set_value(LEVELS[2])
    app.selectbox(key="college").set_value(1)
    app.number_input[0].set_value(4)
    [save] = [button for button in app.button if button.label == "Enregistrer"]
    app = save.click().run()
    assert not app.error
    with house.database.reading() as session:
        run = live_run(session, DEMO)
        assert run
        assert count_voices(session, run.id)["by_source"] == {"paper": 4}


def test_an_entry_without_a_collège_is_refused_and_keeps_what_was_entered(house: House, facilitator: AppTest) -> None:
    notebook_id, _welcome, scale, *_rest = _live_notebook(house)
    press(_choose(facilitator, notebook_id, scale), "Ouvrir")
    app = go(facilitator, "entry")
    app.number_input[0].set_value(7)
    [save] = [button for button in app.button if button.label == "Enregistrer"]
    app = save.click().run()
    assert len(app.error) == 1
    assert app.number_input[0].value == 7


def test_the_wall_is_that_of_the_chosen_collective_in_this_window_and_in_its_own(house: House) -> None:
    with house.database.reading() as session:
        tilleuls = list_collectives(session)[1]
    app = house.enter(Role.FACILITATOR)
    app = app.selectbox(key="collective").set_value(tilleuls.id).run()
    [link] = [link.proto.url for link in app.get("link_button") if link.proto.url.startswith("/mur")]
    window = go(AppTest.from_file(str(FRAME), default_timeout=30), "wall", collectif=link.rpartition("=")[2])
    for shown in (go(app, "wall"), window):
        assert tilleuls.name in "".join(html.value for html in shown.get("html"))
    assert go(app, "home").selectbox(key="collective").value == tilleuls.id
